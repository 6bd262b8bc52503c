import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { networkOf } from '../../analysis/sigma/addresses.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { RollupKind } from '../../logs/entries/rollup.entity.js';
import { isLogin } from '../../logs/programs/registry.js';
import { AttemptCounts, sumOf, topOf } from '../attempt-counts.js';
import type { ValueCount } from '../attempt-counts.js';
import { EntryScan } from '../entry-scan.js';
import type { EntryFacts, Examined } from '../entry-scan.js';
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

/** Values with the most attempts of a range, and how many there are. */
interface ValueRanking {
  readonly total: number;
  /** Those with failed attempts. */
  readonly attacking: number;
  readonly top: readonly ValueCount[];
}

/** Which addresses are ranked. */
export type AddressTest = (address: string | null) => boolean;

const NONE: ReadonlyMap<string, ValueCount> = new Map();

/** Others are served between so many values. */
const VALUES_AT_ONCE = 5_000;

/** What was counted at the ends of a range, and the whole days between them. */
class Looked {
  readonly ips = new AttemptCounts();
  readonly users = new AttemptCounts();
  readonly hosts = new AttemptCounts();
  private readonly values: Partial<Record<RollupKind, Promise<readonly ValueCount[]>>> = {};
  /** Where the look at the earlier end stopped, or that at the later one; null: it did not. */
  cutAt: number | null = null;

  /** @param cut how far back the days reach, where not all could be read */
  constructor(
    readonly newest: number | null,
    readonly days: TimeRange | null,
    private readonly cut: Examined | null,
    private readonly range: TimeRange,
  ) {}

  add(entry: EntryFacts): void {
    this.ips.add(entry.ip_address, entry);
    this.users.add(entry.username, entry);
    this.hosts.add(entry.host, entry);
  }

  /** Every value of a kind, put together once for all that is said of it. */
  valuesOf(kind: RollupKind, read: () => Promise<readonly ValueCount[]>): Promise<readonly ValueCount[]> {
    return (this.values[kind] ??= read());
  }

  get examined(): Examined {
    if (this.cut !== null) return this.cut;
    return this.cutAt === null
      ? { since: this.range.since, isComplete: true }
      : { since: this.cutAt, isComplete: false };
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

  /** How much there was, and how many took part; and how far the latter looks back. */
  async figures(range: TimeRange): Promise<{ figures: EntryFigures; examined: Examined }> {
    return this.figuresOf(await this.look(range), range);
  }

  /** The values of one kind with the most attempts. @param isOfAddress which addresses are ranked, or whose networks */
  async top(
    range: TimeRange,
    kind: TopKind,
    most: number,
    isOfAddress?: AddressTest,
  ): Promise<{ ranking: RankingDto; examined: Examined }> {
    const looked = await this.look(range);
    if (isOfAddress === undefined || kind === 'users' || kind === 'hosts')
      return { ranking: await this.ranking(kind, looked, most), examined: looked.examined };
    const ranking = (await this.rankingsOf(isOfAddress, looked, most))[kind];
    return { ranking, examined: looked.examined };
  }

  /** The figures, and the rankings of all kinds, by one look at the ends of the range. */
  async overview(
    range: TimeRange,
    most: number,
    isOfAddress?: AddressTest,
  ): Promise<{ figures: EntryFigures; rankings: Record<TopKind, RankingDto>; examined: Examined }> {
    const looked = await this.look(range);
    const [ips, users] = [await this.ranked('ip', looked, most), await this.ranked('user', looked, most)];
    const { figures, examined } = await this.figuresOf(looked, range, { ips, users });
    const networks = await this.ranking('networks', looked, most);
    const hosts = await this.ranking('hosts', looked, most);
    const rankings = { ips: shown(ips), users: shown(users), networks, hosts };
    if (isOfAddress === undefined) return { figures, examined, rankings };
    return { figures, examined, rankings: { ...rankings, ...(await this.rankingsOf(isOfAddress, looked, most)) } };
  }

  /** The addresses that pass, and their networks; of as many days as are looked at. */
  private async rankingsOf(
    isOfAddress: AddressTest,
    { days, ips: edges }: Looked,
    most: number,
  ): Promise<Record<'ips' | 'networks', RankingDto>> {
    const [ips, networks] = [new AttemptCounts(), new AttemptCounts()];
    const named = days === null ? NONE : await this.rollups.values('ip', days);
    const counts = [...named.values(), ...edges.asMap().values()];
    for (const [index, count] of counts.entries()) {
      if (index % VALUES_AT_ONCE === 0) await setImmediate();
      if (!isOfAddress(count.value)) continue;
      ips.merge(count);
      networks.merge({ ...count, value: networkOf(count.value)! });
    }
    const ranking = (of: AttemptCounts): RankingDto => shown({ total: of.size, top: of.top(most) });
    return { ips: ranking(ips), networks: ranking(networks) };
  }

  private async figuresOf(
    looked: Looked,
    range: TimeRange,
    known?: Readonly<Record<'ips' | 'users', ValueRanking>>,
  ): Promise<{ figures: EntryFigures; examined: Examined }> {
    const ips = known?.ips ?? (await this.ranked('ip', looked, 1));
    const users = known?.users ?? (await this.ranked('user', looked, 1));
    const { entries, attempts, logins } = await this.sums(rangeParts(range, looked.newest));
    return {
      figures: {
        entries,
        attempts,
        logins,
        attacking_addresses: ips.attacking,
        attacked_usernames: users.attacking,
      },
      examined: looked.examined,
    };
  }

  private async ranked(kind: RollupKind, looked: Looked, most: number): Promise<ValueRanking> {
    let [total, attacking] = [0, 0];
    const all = await looked.valuesOf(kind, () => this.valuesOf(kind, looked));
    for (const { attempts } of all) {
      total += 1;
      if (attempts > 0) attacking += 1;
    }
    return { total, attacking, top: topOf(all, most) };
  }

  /** Every value of a range: of its days, and of its ends. */
  private async valuesOf(kind: RollupKind, { days, ips, users }: Looked): Promise<readonly ValueCount[]> {
    const edges = (kind === 'ip' ? ips : users).asMap();
    const named = days === null ? NONE : await this.rollups.values(kind, days);
    const all: ValueCount[] = [];
    for (const [value, count] of named) {
      const atEdge = edges.get(value);
      all.push(atEdge === undefined ? count : sumOf(count, atEdge));
    }
    for (const [value, count] of edges) if (!named.has(value)) all.push(count);
    return all;
  }

  private async networks(looked: Looked, most: number): Promise<RankingDto> {
    const networks = new AttemptCounts();
    for (const [index, count] of (await looked.valuesOf('ip', () => this.valuesOf('ip', looked))).entries()) {
      if (index % VALUES_AT_ONCE === 0) await setImmediate();
      const network = networkOf(count.value);
      if (network !== null) networks.merge({ ...count, value: network });
    }
    return shown({ total: networks.size, top: networks.top(most) });
  }

  private async ranking(kind: TopKind, looked: Looked, most: number): Promise<RankingDto> {
    switch (kind) {
      case 'ips':
        return shown(await this.ranked('ip', looked, most));
      case 'users':
        return shown(await this.ranked('user', looked, most));
      case 'networks':
        return this.networks(looked, most);
      case 'hosts': {
        const counts = new AttemptCounts();
        for (const count of [...(await this.rollups.hosts(looked.days)), ...looked.hosts.asMap().values()])
          counts.merge(count);
        return shown({ total: counts.size, top: counts.top(most) });
      }
      default:
        return kind satisfies never;
    }
  }

  /** When how much happened. Minutes are counted by their entries, as far as that goes. @throws RequestInvalidError for too many parts */
  async timeline(range: TimeRange, bucket: Bucket): Promise<{ parts: TimelinePartDto[]; examined: Examined }> {
    const counts = new TimelineCounts(bucket, range);
    if (bucket === 'minute') {
      const { spans, examined } = await this.rollups.minutes(range);
      for (const span of spans) counts.addSpan(span);
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
  private async sums(parts: RangeParts): Promise<Pick<EntryFigures, 'entries' | 'attempts' | 'logins'>> {
    const sums = { entries: 0, attempts: 0, logins: 0 };
    for (const edge of parts.edges) {
      await this.scan.examine({ ...edge, tests: [] }, ({ attempts, log_type: type }) => {
        sums.entries += 1;
        sums.attempts += attempts;
        if (isLogin(type)) sums.logins += 1;
      });
    }
    for (const { entries, attempts, logins } of await this.spansOf(parts)) {
      sums.entries += entries;
      sums.attempts += attempts;
      sums.logins += logins;
    }
    return sums;
  }

  private async spansOf({ days, hours }: RangeParts) {
    const spans = days === null ? [] : await this.rollups.spans(24, days, undefined);
    for (const each of hours) spans.push(...(await this.rollups.spans(1, each, undefined)));
    return spans;
  }

  /** Looks at the ends of a range, the later first, and finds the days between them that can be read. */
  private async look(range: TimeRange): Promise<Looked> {
    const newest = await this.newest();
    const { days: whole, edges } = dayParts(range, newest);
    const days = whole === null ? null : await this.rollups.reach(whole);
    const isCut = days !== null && days.since > whole!.since;
    const looked = new Looked(newest, days, isCut ? { since: days.since, isComplete: false } : null, range);
    for (const edge of isCut ? edges.filter(({ since }) => since >= days.until) : edges) {
      const examined = await this.scan.examine({ ...edge, tests: [] }, (entry) => looked.add(entry));
      if (!examined.isComplete) looked.cutAt = examined.since ?? null;
    }
    return looked;
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
