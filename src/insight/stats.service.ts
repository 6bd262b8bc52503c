import { Injectable } from '@nestjs/common';
import { networkOf } from '../analysis/detection/sigma/source-network.js';
import { isoTime } from '../common/iso-time.js';
import { RequestInvalidError } from '../common/request-invalid.error.js';
import { SqlReader } from '../database/sql-reader.js';
import { LOG_ENTRIES } from '../logs/logs.service.js';
import { alertFigures } from './alert-figures.js';
import { AttemptCounts } from './attempt-counts.js';
import { EntryScan } from './entry-scan.js';
import type { EntryFacts, Examined } from './entry-scan.js';
import { ExaminedDto, ValueCountDto } from './insight.dto.js';
import { BUCKETS, timeRange } from './stats-query.dto.js';
import type { TimelineQueryDto, TimeRange, TopKind, TopQueryDto } from './stats-query.dto.js';
import type { RangeQueryDto } from './dossier.dto.js';
import type { SummaryDto, TimelineDto, TimelinePartDto, TopDto } from './stats.dto.js';

/** How many parts a timeline may have. */
const MOST_PARTS = 2_000;

/** Figures of a stretch of time. */
@Injectable()
export class StatsService {
  constructor(
    private readonly scan: EntryScan,
    private readonly reader: SqlReader,
  ) {}

  async summary(query: RangeQueryDto): Promise<SummaryDto> {
    const newest = await this.scan.newest();
    const range = timeRange(query, newest ?? 0);
    const [all, addresses, usernames] = [new AttemptCounts(), new AttemptCounts(), new AttemptCounts()];
    const examined = await this.scan.examine({ ...range, tests: [] }, (entry) => {
      all.add('', entry);
      if (entry.attempts === 0) return;
      addresses.add(entry.ip_address, entry);
      usernames.add(entry.username, entry);
    });
    const [sum] = all.top(1);
    return {
      ...described(range, examined),
      stored_entries: await this.reader.number(LOG_ENTRIES.countAll),
      newest_entry: isoTime(newest),
      entries: sum?.entries ?? 0,
      attempts: sum?.attempts ?? 0,
      logins: sum?.logins ?? 0,
      attacking_addresses: addresses.size,
      attacked_usernames: usernames.size,
      alerts: await alertFigures(this.reader, range),
    };
  }

  /** @throws RequestInvalidError for more than {@link MOST_PARTS} parts */
  async timeline(query: TimelineQueryDto): Promise<TimelineDto> {
    const range = timeRange(query, (await this.scan.newest()) ?? 0);
    const length = BUCKETS[query.bucket];
    const startOf = (time: number): number => Math.floor(time / length) * length;
    if ((range.until - startOf(range.since)) / length > MOST_PARTS) {
      throw new RequestInvalidError([
        { pointer: 'bucket', detail: `bucket must be longer for this time: there would be over ${MOST_PARTS} parts` },
      ]);
    }
    const counts = new AttemptCounts();
    const examined = await this.scan.examine({ ...range, tests: [] }, (entry) => {
      counts.add(isoTime(startOf(entry.timestamp)), entry);
    });
    const known = new Map(counts.byValue().map((count) => [count.value, count]));
    const parts: TimelinePartDto[] = [];
    for (let at = startOf(examined.since ?? range.since); at < range.until; at += length) {
      const { entries, attempts, logins } = known.get(isoTime(at)) ?? NOTHING;
      parts.push({ start: isoTime(at), entries, attempts, logins });
    }
    return { ...described(range, examined), parts };
  }

  async top(kind: TopKind, query: TopQueryDto): Promise<TopDto> {
    const range = timeRange(query, (await this.scan.newest()) ?? 0);
    const counts = new AttemptCounts();
    const valueOf = VALUES[kind];
    const examined = await this.scan.examine({ ...range, tests: [] }, (entry) => counts.add(valueOf(entry), entry));
    const top = counts.top(query.limit).map((count) => ValueCountDto.from(count));
    return { ...described(range, examined), total: counts.size, top };
  }
}

const NOTHING = { entries: 0, attempts: 0, logins: 0 };

const VALUES: Readonly<Record<TopKind, (entry: EntryFacts) => string | null>> = {
  ips: ({ ip_address }) => ip_address,
  users: ({ username }) => username,
  networks: ({ ip_address }) => networkOf(ip_address),
  hosts: ({ host }) => host,
};

function described({ since, until }: TimeRange, examined: Examined) {
  return { since: isoTime(since), until: isoTime(until), examined: ExaminedDto.from(examined) };
}
