import { Injectable } from '@nestjs/common';
import { SqlReader } from '../../database/sql-reader.js';
import { AttemptCounts, ranked } from '../attempt-counts.js';
import type { ValueCount } from '../attempt-counts.js';
import { EntryScan } from '../entry-scan.js';
import type { Examined } from '../entry-scan.js';
import { ValueCountDto } from '../insight.dto.js';
import type { Bucket, TimeRange, TopKind } from '../stats-query.dto.js';
import type { RankingDto, SummaryDto, TimelinePartDto } from '../stats.dto.js';
import { TimelineCounts } from '../timeline-counts.js';
import { dayParts, rangeParts } from './range-parts.js';
import type { RangeParts } from './range-parts.js';
import { RollupReader } from './rollup-reader.js';

/** What a summary says of entries. */
export type EntryFigures = Pick<
  SummaryDto,
  'entries' | 'attempts' | 'logins' | 'attacking_addresses' | 'attacked_usernames'
>;

/** What was counted at the ends of a range. */
class Edges {
  readonly ips = new AttemptCounts();
  readonly users = new AttemptCounts();
  readonly hosts = new AttemptCounts();
}

/** The ends of a range, as far as they were looked at. */
class Looked {
  readonly edges = new Edges();
  /** Where the look at the earlier end stopped, or that at the later one; null: it did not. */
  cutAt: number | null = null;

  examined({ since }: TimeRange): Examined {
    return this.cutAt === null ? { since, isComplete: true } : { since: this.cutAt, isComplete: false };
  }
}

/** Figures of a stretch of time of all hosts: by what is counted beside the entries, and by the entries at its ends. */
@Injectable()
export class RangeFigures {
  constructor(
    private readonly scan: EntryScan,
    private readonly reader: SqlReader,
    private readonly rollups: RollupReader,
  ) {}

  /** @returns the figures, rankings of the values with the most attempts, and how far these look back */
  async figures(
    range: TimeRange,
    kinds: readonly TopKind[],
    most: number,
  ): Promise<{ figures: EntryFigures; rankings: ReadonlyMap<TopKind, RankingDto>; examined: Examined }> {
    const newest = await this.newest();
    const { days: whole, edges: ends } = dayParts(range, newest);
    const days = whole === null ? null : await this.rollups.reach(whole);
    const isCut = days !== null && days.since > whole!.since;
    const looked = await this.look(isCut ? ends.filter(({ since }) => since >= days.until) : ends);
    const { edges } = looked;
    const ips = await this.rollups.ranking('ip', days, edges.ips.asMap(), most);
    const users = await this.rollups.ranking('user', days, edges.users.asMap(), most);
    const rankings = new Map<TopKind, RankingDto>();
    for (const kind of kinds) {
      if (kind === 'ips') rankings.set(kind, shown(ips));
      else if (kind === 'users') rankings.set(kind, shown(users));
      else if (kind === 'hosts') rankings.set(kind, await this.hosts(days, edges, most));
      else rankings.set(kind, shown(await this.rollups.networks(days, edges.ips.asMap(), most)));
    }
    const sums = await this.sums(rangeParts(range, newest));
    const [sum] = sums.top(1);
    return {
      figures: {
        entries: sum?.entries ?? 0,
        attempts: sum?.attempts ?? 0,
        logins: sum?.logins ?? 0,
        attacking_addresses: ips.attacking,
        attacked_usernames: users.attacking,
      },
      rankings,
      examined: isCut ? { since: days.since, isComplete: false } : looked.examined(range),
    };
  }

  /** When how much happened. Minutes are counted entry by entry, as far as that goes. @throws RequestInvalidError for too many parts */
  async timeline(range: TimeRange, bucket: Bucket): Promise<{ parts: TimelinePartDto[]; examined: Examined }> {
    const counts = new TimelineCounts(bucket, range);
    if (bucket === 'minute') {
      const examined = await this.scan.examine({ ...range, tests: [] }, (entry) => counts.add(entry));
      return { parts: counts.parts(examined), examined };
    }
    const parts = rangeParts(range, await this.newest());
    let isComplete = true;
    for (const edge of parts.edges) {
      const examined = await this.scan.examine({ ...edge, tests: [] }, (entry) => counts.add(entry));
      isComplete &&= examined.isComplete;
    }
    const spans =
      bucket === 'hour' ? await this.rollups.spans(1, wholeHours(parts), undefined) : await this.spansOf(parts);
    for (const span of spans) counts.addSpan(span);
    const examined = { since: range.since, isComplete };
    return { parts: counts.parts(examined), examined };
  }

  /** Time of the newest entry, also of one that lies in the future. */
  private async newest(): Promise<number | null> {
    const [row] = await this.reader.rows('SELECT MAX(timestamp) AS newest FROM log_entries');
    return row?.['newest'] == null ? null : Number(row['newest']);
  }

  /** All that is in a range, of which less than two hours are looked at entry by entry. */
  private async sums(parts: RangeParts): Promise<AttemptCounts> {
    const sums = new AttemptCounts();
    for (const edge of parts.edges) await this.scan.examine({ ...edge, tests: [] }, (entry) => sums.add('', entry));
    for (const span of await this.spansOf(parts)) sums.merge({ ...span, value: '', firstSeen: 0, lastSeen: 0 });
    return sums;
  }

  private async spansOf({ days, hours }: RangeParts) {
    const spans = days === null ? [] : await this.rollups.spans(24, days, undefined);
    for (const each of hours) spans.push(...(await this.rollups.spans(1, each, undefined)));
    return spans;
  }

  /** @param ends the later first */
  private async look(ends: readonly TimeRange[]): Promise<Looked> {
    const looked = new Looked();
    for (const end of ends) {
      const { edges } = looked;
      const examined = await this.scan.examine({ ...end, tests: [] }, (entry) => {
        edges.ips.add(entry.ip_address, entry);
        edges.users.add(entry.username, entry);
        edges.hosts.add(entry.host, entry);
      });
      if (!examined.isComplete) looked.cutAt = examined.since ?? null;
    }
    return looked;
  }

  private async hosts(days: TimeRange | null, { hosts }: Edges, most: number): Promise<RankingDto> {
    const counts = new AttemptCounts();
    for (const count of await this.rollups.hosts(days)) counts.merge(count);
    for (const count of hosts.asMap().values()) counts.merge(count);
    return {
      total: counts.size,
      top: ranked([...counts.asMap().values()])
        .slice(0, most)
        .map((each) => ValueCountDto.from(each)),
    };
  }
}

/** The whole hours of a range, which follow each other. */
function wholeHours({ days, hours }: RangeParts): TimeRange {
  const all = [...(days === null ? [] : [days]), ...hours];
  if (all.length === 0) return { since: 0, until: 0 };
  return {
    since: Math.min(...all.map(({ since }) => since)),
    until: Math.max(...all.map(({ until }) => until)),
  };
}

function shown({ total, top }: { readonly total: number; readonly top: readonly ValueCount[] }): RankingDto {
  return { total, top: top.map((each) => ValueCountDto.from(each)) };
}
