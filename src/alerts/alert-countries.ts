import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SqlReader } from '../database/sql-reader.js';
import type { Among, ListFilter } from '../lists/list-plan.js';
import { sqlCondition } from '../lists/sql-condition.js';
import type { SqlCondition } from '../lists/sql-condition.js';
import { CountryAddresses } from '../origin/country-addresses.js';
import type { SeenAddresses } from '../origin/country-addresses.js';
import { alertFilter } from './alert-list-query.dto.js';
import type { AlertListQueryDto } from './alert-list-query.dto.js';

const DAY = 86_400_000;

/** How many addresses of attacks are looked at, those seen last first. */
const MAX_SEEN = 100_000;
/** Others are served between so many. */
const SEEN_AT_ONCE = 10_000;

/** When an address took part in an attack, as incidents know it: its own, and those of alerts about many. */
const SEEN =
  'SELECT participant FROM incident_spans WHERE last_seen >= ? ORDER BY last_seen DESC, participant DESC LIMIT ? OFFSET ?';

/** Filters of alerts that ask for a country, too: that of their address, or of one that took part. */
@Injectable()
export class AlertCountries {
  constructor(
    private readonly reader: SqlReader,
    private readonly countries: CountryAddresses,
  ) {}

  /** @throws DomainError COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE */
  async filterOf(query: AlertListQueryDto): Promise<ListFilter> {
    const among = await this.among(query);
    return among === undefined ? alertFilter(query) : { ...alertFilter(query), among };
  }

  /** Conditions on rows of `alerts`; undefined: no country is asked for. @throws as {@link filterOf} */
  among({
    country,
    since = 0,
    active_since = 0,
  }: Pick<AlertListQueryDto, 'country' | 'since' | 'active_since'>): Promise<Among | undefined> {
    // Nothing of an alert lies behind its last event but a login, up to a day later.
    const from = Math.max(since, active_since - DAY);
    return this.countries.among(
      country,
      () => this.seen(from),
      (isOneOfThem) => ({ test: tookPart(isOneOfThem), candidates: null }),
    );
  }

  private async *seen(from: number): AsyncGenerator<SeenAddresses> {
    for (let read = 0; read < MAX_SEEN; read += SEEN_AT_ONCE) {
      const rows = await this.reader.rows(SEEN, [from, SEEN_AT_ONCE, read]);
      const isLast = rows.length < SEEN_AT_ONCE;
      // Users under attack stand among them, and are of no country.
      const addresses = rows.map((row) => ({ address: String(row['participant']), weight: 0 }));
      yield { addresses, isCut: !isLast && read + SEEN_AT_ONCE >= MAX_SEEN };
      if (isLast) return;
      await setImmediate();
    }
  }
}

/** Its own address, or one among many. */
function tookPart(isOneOfThem: (column: string) => SqlCondition): SqlCondition {
  const [own, among] = [isOneOfThem('+alerts.ip_address'), isOneOfThem('p.ip_address')];
  const shared = `EXISTS (SELECT 1 FROM alert_addresses AS p WHERE p.alert_id = alerts.id AND ${among.text})`;
  return sqlCondition(`(${own.text} OR ${shared})`, ...own.values, ...among.values);
}
