import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { networkOf } from '../../analysis/sigma/addresses.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { logFilter } from '../../logs/entries/log-entry.dto.js';
import { categoryOf } from '../../logs/programs/registry.js';
import { EntryScan } from '../entry-scan.js';
import type { EntryFacts, Examined } from '../entry-scan.js';
import { requireCountries } from '../../origin/country-addresses.js';
import { OriginsService } from '../../origin/origins.service.js';
import { LongLooks } from '../long-looks.js';
import { ExaminedDto, ValueCountDto } from '../insight.dto.js';
import { dayParts, rangeParts } from '../rollups/range-parts.js';
import { RollupReader } from '../rollups/rollup-reader.js';
import type { TimeRange } from '../stats-query.dto.js';
import type { CountedBy, LogCountDto, LogCountQueryDto } from './log-count.dto.js';
import { ValueTally } from './value-tally.js';

/** The value of an entry that it is counted by; null: it has none. */
type ValueOf<Entry = EntryFacts> = (entry: Entry) => string | null;

/** Values that an address has. */
type OfAddress = 'ip_address' | 'network' | 'country' | 'asn';

/** As roll-ups keep names. */
const MAX_NAME = 200;

const VALUES: Readonly<Record<Exclude<CountedBy, OfAddress>, ValueOf>> = {
  user: ({ username }) => username?.slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, '') ?? null,
  host: ({ host }) => host,
  log_type: ({ log_type }) => log_type,
  category: ({ log_type }) => categoryOf(log_type),
  program: ({ program }) => program,
  method: ({ method }) => method,
};

/** What each of the spans of a roll-up is counted by besides time; an empty host is none. */
const OF_SPANS: Readonly<Partial<Record<CountedBy, ValueOf<{ readonly host: string; readonly log_type: string }>>>> = {
  host: ({ host }) => (host === '' ? null : host),
  log_type: ({ log_type }) => log_type,
  category: ({ log_type }) => categoryOf(log_type),
};

/** What days are counted by, entry by entry of a value. */
const OF_DAYS: Readonly<Partial<Record<CountedBy, 'ip' | 'user'>>> = {
  ip_address: 'ip',
  network: 'ip',
  country: 'ip',
  asn: 'ip',
  user: 'user',
};

/** What is asked for, as far as there are entries; and the time of the newest of all. */
interface StoredRange extends TimeRange {
  readonly newest: number;
}

/** Others are served between so many values. */
const VALUES_AT_ONCE = 5_000;

/** Counts log entries by a value of theirs, as cheaply as what is asked for allows. */
@Injectable()
export class LogCounts {
  constructor(
    private readonly scan: EntryScan,
    private readonly reader: SqlReader,
    private readonly rollups: RollupReader,
    private readonly origins: OriginsService,
    private readonly looks: LongLooks,
  ) {}

  /**
   * @param left aborts when nobody waits for the answer any more
   * @throws DomainError QUERIES_BUSY where entries have to be looked at, and too many others have them looked at;
   *   COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE
   */
  async count(query: LogCountQueryDto, left?: AbortSignal): Promise<LogCountDto> {
    if (query.country !== undefined) requireCountries(this.origins);
    const tally = new ValueTally();
    const examined = await this.tally(query, tally, left);
    const { named, others, values } = tally.result(query.limit, query.sort ?? 'entries');
    return {
      ...tally.sum(),
      exact: examined.isComplete,
      examined: ExaminedDto.from(examined),
      by: query.by ?? null,
      values: query.by === undefined ? null : values,
      counts: query.by === undefined ? [] : named.map((each) => ValueCountDto.from(each)),
      others: query.by === undefined ? { values: 0, entries: 0, attempts: 0, logins: 0 } : others,
      without: tally.without(),
    };
  }

  private async tally(query: LogCountQueryDto, tally: ValueTally, left: AbortSignal | undefined): Promise<Examined> {
    const { by } = query;
    const filter = logFilter(query);
    const range = await this.rangeOf(query);
    // Nothing is stored, or nothing lies between the times.
    if (range === null || range.since >= range.until) return { since: query.since, isComplete: true };
    if (query.country === undefined && isOfSpans(query) && (by === undefined || by in OF_SPANS)) {
      return this.bySpans(query, filter, range, tally);
    }
    const kind = by === undefined ? 'ip' : OF_DAYS[by];
    const isOfAddress = query.country === undefined || kind === 'ip';
    if (kind !== undefined && isOfAddress && isOfTimeAlone(query)) {
      return this.looks.run(() => this.byDays(kind, query, range, tally), left);
    }
    return this.looks.run(() => this.scan.examine(filter, (entry) => this.addEntry(query, tally, entry)), left);
  }

  /** Whole hours and days by host and type, and the ends of the range by its entries. */
  private async bySpans(
    query: LogCountQueryDto,
    { tests }: ListFilter,
    range: StoredRange,
    tally: ValueTally,
  ): Promise<Examined> {
    const { by, since } = query;
    const { days, hours, edges } = rangeParts(range, range.newest);
    const ofSpan = by === undefined ? () => '' : OF_SPANS[by]!;
    for (const edge of edges) {
      await this.scan.examine({ ...edge, tests }, (entry) => this.addEntry(query, tally, entry));
    }
    const spans = [...(days === null ? [] : [[24, days] as const]), ...hours.map((each) => [1, each] as const)];
    for (const [span, part] of spans) {
      for (const count of await this.rollups.types(span, part, tests)) tally.add(ofSpan(count), count);
    }
    return { since, isComplete: true };
  }

  /** Whole days by address or user name, as many as can be read, and the ends of the range by their entries. */
  private async byDays(
    kind: 'ip' | 'user',
    query: LogCountQueryDto,
    range: StoredRange,
    tally: ValueTally,
  ): Promise<Examined> {
    const { since } = query;
    const { days: whole, edges } = dayParts(range, range.newest);
    const days = whole === null ? null : await this.rollups.reach(whole, [kind]);
    const isCut = days !== null && days.since > whole!.since;
    const look = (edge: TimeRange): Promise<Examined> =>
      this.scan.examine({ ...edge, tests: [] }, (entry) => this.addEntry(query, tally, entry));
    // From the newest to the oldest: where the look stops, nothing behind it is counted.
    for (const edge of edges.filter((each) => days === null || each.since >= days.until)) {
      const looked = await look(edge);
      if (!looked.isComplete) return looked;
    }
    if (days === null) return { since, isComplete: true };
    await this.addDays(kind, query, days, tally);
    if (isCut) return { since: days.since, isComplete: false };
    for (const edge of edges.filter((each) => each.since < days.since)) {
      const looked = await look(edge);
      if (!looked.isComplete) return looked;
    }
    return { since, isComplete: true };
  }

  private async addDays(
    kind: 'ip' | 'user',
    query: LogCountQueryDto,
    days: TimeRange,
    tally: ValueTally,
  ): Promise<void> {
    const named = [...(await this.rollups.values(kind, days)).values()];
    for (const [index, count] of named.entries()) {
      if (index % VALUES_AT_ONCE === 0) await setImmediate();
      if (kind === 'user') tally.add(count.value, count);
      else if (this.isFrom(query, count.value)) tally.add(this.ofAddress(query.by, count.value), count);
    }
    // Entries without an address are of no country.
    if (query.country === undefined) tally.addRest(await this.rollups.types(24, days, []), named);
  }

  private addEntry(query: LogCountQueryDto, tally: ValueTally, entry: EntryFacts): void {
    if (!this.isFrom(query, entry.ip_address)) return;
    const { by } = query;
    const isOfAddress = by === undefined || by === 'ip_address' || by === 'network' || by === 'country' || by === 'asn';
    tally.addEntry(isOfAddress ? this.ofAddress(by, entry.ip_address) : VALUES[by](entry), entry);
  }

  private isFrom({ country: countries }: LogCountQueryDto, address: string | null): boolean {
    if (countries === undefined) return true;
    const country = this.origins.countryOf(address);
    return country !== null && countries.includes(country);
  }

  private ofAddress(by: CountedBy | undefined, address: string | null): string | null {
    if (by === undefined) return '';
    if (address === null || by === 'ip_address') return address;
    if (by === 'network') return networkOf(address);
    if (by === 'country') return this.origins.countryOf(address);
    const { asn } = this.origins.of(address);
    return asn === null ? null : `AS${asn}`;
  }

  /** Null: there is no entry. */
  private async rangeOf({ since, until }: LogCountQueryDto): Promise<StoredRange | null> {
    const [ends] = await this.reader.rows('SELECT MIN(timestamp) AS oldest, MAX(timestamp) AS newest FROM log_entries');
    if (ends?.['oldest'] == null) return null;
    const [oldest, newest] = [Number(ends['oldest']), Number(ends['newest'])];
    return { since: Math.max(since ?? oldest, oldest), until: Math.min(until ?? newest + 1, newest + 1), newest };
  }
}

/** True where nothing is filtered that roll-ups by the hour do not know. */
function isOfSpans({ ip_address, username, target_user, program, method, q }: LogCountQueryDto): boolean {
  return [ip_address, username, target_user, program, method, q].every((each) => each === undefined);
}

function isOfTimeAlone(query: LogCountQueryDto): boolean {
  return isOfSpans(query) && [query.host, query.log_type, query.category].every((each) => each === undefined);
}
