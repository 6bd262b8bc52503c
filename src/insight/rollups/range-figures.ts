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
import { rangeParts } from './range-parts.js';
import type { RangeParts } from './range-parts.js';
import { RollupReader } from './rollup-reader.js';

/** What a summary says of entries. */
export type EntryFigures = Pick<
  SummaryDto,
  'entries' | 'attempts' | 'logins' | 'attacking_addresses' | 'attacked_usernames'
>;

/** What was counted at the ends of a range. */
class Edges {
  readonly all = new AttemptCounts();
  readonly ips = new AttemptCounts();
  readonly users = new AttemptCounts();
  readonly hosts = new AttemptCounts();
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
    const whole = await this.partsOf(range);
    const parts = await this.rollups.reach(whole);
    const isCut = parts !== whole;
    const { edges, isComplete } = await this.edgesOf(parts);
    const sums = new AttemptCounts();
    for (const each of edges.all.asMap().values()) sums.merge({ ...each, value: '' });
    for (const span of await this.spansOf(whole)) sums.merge({ ...span, value: '', firstSeen: 0, lastSeen: 0 });
    const ips = await this.rollups.ranking('ip', parts, edges.ips.asMap(), most);
    const users = await this.rollups.ranking('user', parts, edges.users.asMap(), most);
    const rankings = new Map<TopKind, RankingDto>();
    for (const kind of kinds) {
      if (kind === 'ips') rankings.set(kind, shown(ips));
      else if (kind === 'users') rankings.set(kind, shown(users));
      else if (kind === 'hosts') rankings.set(kind, await this.hosts(parts, edges, most));
      else rankings.set(kind, shown(await this.rollups.networks(parts, edges.ips.asMap(), most)));
    }
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
      examined: {
        since: isCut ? (parts.days?.since ?? range.until) : range.since,
        isComplete: !isCut && isComplete,
      },
    };
  }

  /** When how much happened. Minutes are counted entry by entry, as far as that goes. @throws RequestInvalidError for too many parts */
  async timeline(range: TimeRange, bucket: Bucket): Promise<{ parts: TimelinePartDto[]; examined: Examined }> {
    const counts = new TimelineCounts(bucket, range);
    if (bucket === 'minute') {
      const examined = await this.scan.examine({ ...range, tests: [] }, (entry) => counts.add(entry));
      return { parts: counts.parts(examined), examined };
    }
    const parts = await this.partsOf(range);
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

  private async partsOf(range: TimeRange): Promise<RangeParts> {
    const [row] = await this.reader.rows('SELECT MAX(timestamp) AS newest FROM log_entries');
    return rangeParts(range, row?.['newest'] == null ? null : Number(row['newest']));
  }

  private async spansOf({ days, hours }: RangeParts) {
    const spans = days === null ? [] : await this.rollups.spans(24, days, undefined);
    for (const each of hours) spans.push(...(await this.rollups.spans(1, each, undefined)));
    return spans;
  }

  private async edgesOf(parts: RangeParts): Promise<{ edges: Edges; isComplete: boolean }> {
    const edges = new Edges();
    let isComplete = true;
    for (const edge of parts.edges) {
      const examined = await this.scan.examine({ ...edge, tests: [] }, (entry) => {
        edges.all.add('', entry);
        edges.ips.add(entry.ip_address, entry);
        edges.users.add(entry.username, entry);
        edges.hosts.add(entry.host, entry);
      });
      isComplete &&= examined.isComplete;
    }
    return { edges, isComplete };
  }

  private async hosts(parts: RangeParts, { hosts }: Edges, most: number): Promise<RankingDto> {
    const counts = new AttemptCounts();
    for (const count of await this.rollups.hosts(parts)) counts.merge(count);
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
