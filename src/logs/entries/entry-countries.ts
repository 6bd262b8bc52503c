import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SqlReader } from '../../database/sql-reader.js';
import type { SqlValue } from '../../database/sql-reader.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { unindexed } from '../../lists/list-order.js';
import { CountryAddresses } from '../../origin/country-addresses.js';
import type { SeenAddresses } from '../../origin/country-addresses.js';
import { logFilter } from './log-entry.dto.js';
import type { LogListQueryDto } from './log-entry.dto.js';

const DAY = 86_400_000;

/** How many pairs of a day and an address are looked at, the newest first. */
const MAX_SEEN = 100_000;
/** Others are served between so many. */
const SEEN_AT_ONCE = 10_000;

/** Filters of log entries that ask for a country, too: by the addresses that are counted by the day beside the entries. */
@Injectable()
export class EntryCountries {
  constructor(
    private readonly reader: SqlReader,
    private readonly countries: CountryAddresses,
  ) {}

  /** @throws DomainError COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE */
  async filterOf(query: LogListQueryDto): Promise<ListFilter> {
    const filter = logFilter(query);
    const among = await this.countries.among(
      query.country,
      () => this.seen(filter),
      (isOneOfThem) => ({ test: isOneOfThem(unindexed('ip_address')), candidates: isOneOfThem('ip_address') }),
    );
    return among === undefined ? filter : { ...filter, among };
  }

  /** Addresses by day, from the latest of a range on. */
  private async *seen({ since = 0, until = Number.MAX_SAFE_INTEGER }: ListFilter): AsyncGenerator<SeenAddresses> {
    let last: readonly SqlValue[] = [];
    for (let left = MAX_SEEN; left > 0; left -= SEEN_AT_ONCE) {
      const rows = await this.reader.rows(
        `SELECT start, value, entries FROM rollup_values WHERE kind = 'ip' AND start >= ? AND start < ? ` +
          `${last.length === 0 ? '' : 'AND (start, value) < (?, ?) '}ORDER BY start DESC, value DESC LIMIT ?`,
        [Math.floor(since / DAY) * DAY, until, ...last, SEEN_AT_ONCE],
      );
      const isLast = rows.length < SEEN_AT_ONCE;
      const addresses = rows.map((row) => ({ address: String(row['value']), weight: Number(row['entries']) }));
      yield { addresses, isCut: !isLast && left <= SEEN_AT_ONCE };
      if (isLast) return;
      last = [rows.at(-1)!['start']!, rows.at(-1)!['value']!];
      await setImmediate();
    }
  }
}
