import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, isoTime } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import type { ListFilter } from '../lists/list-plan.js';
import { sqlCondition } from '../lists/sql-condition.js';
import { RequestInvalidError } from '../http/problem-document.js';
import { SqlReader, databaseSizeBytes } from '../database/sql-reader.js';
import { LOG_ENTRIES } from '../logs/entries/logs.service.js';
import { RankingCounts, SummaryCounts, alertFigures } from './figures.js';
import { requireCountries } from '../origin/country-addresses.js';
import { OriginsService } from '../origin/origins.service.js';
import { EntryScan } from './entry-scan.js';
import type { Examined } from './entry-scan.js';
import { ExaminedDto } from './insight.dto.js';
import { timeRange, TOP_KINDS } from './stats-query.dto.js';
import type {
  FiguresQueryDto,
  OverviewQueryDto,
  TimelineQueryDto,
  TimeRange,
  TopKind,
  TopQueryDto,
} from './stats-query.dto.js';
import type { OverviewDto, RankingDto, SummaryDto, TimelineDto, TopDto } from './stats.dto.js';
import { TimelineCounts } from './timeline-counts.js';
import { RangeFigures } from './rollups/range-figures.js';
import type { AddressTest, EntryFigures } from './rollups/range-figures.js';
import { VerdictService } from './verdict.service.js';

/** Figures of a stretch of time. */
@Injectable()
export class StatsService {
  constructor(
    private readonly scan: EntryScan,
    private readonly figures: RangeFigures,
    private readonly reader: SqlReader,
    private readonly verdicts: VerdictService,
    private readonly origins: OriginsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE */
  async overview(query: OverviewQueryDto): Promise<OverviewDto> {
    const isOfAddress = this.addressTest(query);
    const chosen = await this.rangeOf(query);
    const { range } = chosen;
    if (query.host !== undefined) return this.overviewOfHost(query, chosen, isOfAddress);
    const { parts, examined } = await this.figures.timeline(range, query.bucket);
    const { rankings, ...counted } = await this.figures.overview(range, query.limit, isOfAddress);
    return {
      ...(await this.summed(counted.figures, chosen, leastOf(counted.examined, examined), undefined)),
      parts,
      ...rankings,
    };
  }

  async summary(query: FiguresQueryDto): Promise<SummaryDto> {
    const chosen = await this.rangeOf(query);
    const { range } = chosen;
    if (query.host === undefined) {
      const { figures, examined } = await this.figures.figures(range);
      return this.summed(figures, chosen, examined, undefined);
    }
    const counts = new SummaryCounts();
    const examined = await this.scan.examine(entriesOf(query, range), (entry) => counts.add(entry));
    return this.summed(counts.result(), chosen, examined, query.host);
  }

  /** @throws RequestInvalidError for too many parts */
  async timeline(query: TimelineQueryDto): Promise<TimelineDto> {
    const { range } = await this.rangeOf(query);
    if (query.host === undefined) {
      const { parts, examined } = await this.figures.timeline(range, query.bucket);
      return { ...described(range, examined), parts };
    }
    const counts = new TimelineCounts(query.bucket, range);
    const examined = await this.scan.examine(entriesOf(query, range), (entry) => counts.add(entry));
    return { ...described(range, examined), parts: counts.parts(examined) };
  }

  /** @throws RequestInvalidError for countries of what has no address, and DomainError as {@link overview} */
  async top(kind: TopKind, query: TopQueryDto): Promise<TopDto> {
    if (query.country !== undefined && (kind === 'users' || kind === 'hosts')) {
      throw new RequestInvalidError([{ pointer: 'country', detail: `country has no place beside ${kind}` }]);
    }
    const isOfAddress = this.addressTest(query);
    const { range } = await this.rangeOf(query);
    if (query.host === undefined) {
      const { ranking, examined } = await this.figures.top(range, kind, query.limit, isOfAddress);
      return { ...described(range, examined), ...ranking };
    }
    const counts = new RankingCounts(kind, isOfAddress);
    const examined = await this.scan.examine(entriesOf(query, range), (entry) => counts.add(entry));
    return { ...described(range, examined), ...counts.result(query.limit) };
  }

  /** One host is looked up among the entries of all, the newest first. */
  private async overviewOfHost(
    query: OverviewQueryDto,
    chosen: ChosenRange,
    isOfAddress: AddressTest | undefined,
  ): Promise<OverviewDto> {
    const { range } = chosen;
    const summary = new SummaryCounts();
    const timeline = new TimelineCounts(query.bucket, range);
    const rankings = TOP_KINDS.map((kind) => [kind, new RankingCounts(kind, isOfAddress)] as const);
    const examined = await this.scan.examine(entriesOf(query, range), (entry) => {
      summary.add(entry);
      timeline.add(entry);
      for (const [, ranking] of rankings) ranking.add(entry);
    });
    return {
      ...(await this.summed(summary.result(), chosen, examined, query.host)),
      parts: timeline.parts(examined),
      ...(Object.fromEntries(rankings.map(([kind, ranking]) => [kind, ranking.result(query.limit)])) as Record<
        TopKind,
        RankingDto
      >),
    };
  }

  /** Undefined: every address. */
  private addressTest({ country: countries }: OverviewQueryDto | TopQueryDto): AddressTest | undefined {
    if (countries === undefined) return undefined;
    requireCountries(this.origins);
    return (address) => countries.includes(this.origins.countryOf(address) ?? '');
  }

  private async rangeOf(query: FiguresQueryDto): Promise<ChosenRange> {
    const now = this.clock();
    const newest = await this.scan.newest(now);
    return { newest, now, range: timeRange(query, newest, now) };
  }

  private async summed(
    counted: EntryFigures,
    { newest, now, range }: ChosenRange,
    examined: Examined,
    host: string | undefined,
  ): Promise<SummaryDto> {
    return {
      ...described(range, examined),
      stored_entries: await this.reader.number(LOG_ENTRIES.countAll),
      database_bytes: await databaseSizeBytes(this.reader),
      newest_entry: isoTime(newest),
      ...counted,
      verdict: await this.verdicts.of(range, now, host),
      alerts: await alertFigures(this.reader, range),
    };
  }
}

function entriesOf({ host }: FiguresQueryDto, range: TimeRange): ListFilter {
  return { ...range, tests: host === undefined ? [] : [sqlCondition('host = ?', host)] };
}

function described({ since, until }: TimeRange, examined: Examined) {
  return { since: isoTime(since), until: isoTime(until), examined: ExaminedDto.from(examined) };
}

/** The time that a request is about, as it was chosen at a moment. */
interface ChosenRange {
  readonly newest: number | null;
  readonly now: number;
  readonly range: TimeRange;
}

/** The one that looks back less far. */
function leastOf(one: Examined, other: Examined): Examined {
  if (one.isComplete) return other;
  return !other.isComplete && (other.since ?? 0) > (one.since ?? 0) ? other : one;
}
