import { Injectable } from '@nestjs/common';
import { networkOf } from '../../analysis/sigma/addresses.js';
import { givenRows, givenTable } from '../../database/bulk-sql.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { SqlRow, SqlValue } from '../../database/sql-reader.js';
import { allOf, sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { ROLLUP_KINDS } from '../../logs/entries/rollup.entity.js';
import type { RollupKind } from '../../logs/entries/rollup.entity.js';
import { isLogin } from '../../logs/programs/registry.js';
import { ranked } from '../attempt-counts.js';
import type { ValueCount } from '../attempt-counts.js';
import type { TimeRange } from '../stats-query.dto.js';

const DAY = 86_400_000;

/** How many rows of values are looked at; a range with more is cut, and says so. */
const MAX_ROWS = 400_000;
const DAYS_AT_ONCE = 4;

/** Entries of a span of time. */
export interface SpanCount {
  /** UTC milliseconds. */
  readonly start: number;
  readonly entries: number;
  readonly attempts: number;
  readonly logins: number;
}

/** Values with the most attempts of a range, and how many there are. */
export interface ValueRanking {
  readonly total: number;
  /** Those with failed attempts. */
  readonly attacking: number;
  readonly top: readonly ValueCount[];
}

/** Reads what is counted beside the entries. */
@Injectable()
export class RollupReader {
  constructor(private readonly reader: SqlReader) {}

  /** Counts by the hour or by the day, oldest first; spans without entries are left out. @param host undefined: all */
  async spans(span: 1 | 24, { since, until }: TimeRange, host: string | undefined): Promise<SpanCount[]> {
    const rows = await this.reader.rows(
      `SELECT start, log_type, SUM(entries) AS entries, SUM(attempts) AS attempts FROM rollup_counts ` +
        `WHERE span = ${span} AND start >= ? AND start < ?${host === undefined ? '' : ' AND host = ?'} ` +
        'GROUP BY start, log_type ORDER BY start',
      [since, until, ...(host === undefined ? [] : [host])],
    );
    const spans: { -readonly [Key in keyof SpanCount]: SpanCount[Key] }[] = [];
    for (const row of rows) {
      const start = Number(row['start']);
      let count = spans.at(-1);
      if (count?.start !== start) spans.push((count = { start, entries: 0, attempts: 0, logins: 0 }));
      count.entries += Number(row['entries']);
      count.attempts += Number(row['attempts']);
      if (isLogin(String(row['log_type']))) count.logins += Number(row['entries']);
    }
    return spans;
  }

  /** By host and type, the sums of whole hours or days. @param tests of these two */
  async types(
    span: 1 | 24,
    { since, until }: TimeRange,
    tests: readonly SqlCondition[],
  ): Promise<(Omit<ValueCount, 'value'> & { readonly host: string; readonly log_type: string })[]> {
    const { text, values } = allOf([
      sqlCondition(`span = ${span} AND start >= ? AND start < ?`, since, until),
      ...tests,
    ]);
    const rows = await this.reader.rows(
      'SELECT host, log_type, SUM(entries) AS entries, SUM(attempts) AS attempts, MIN(first_seen) AS first_seen, ' +
        `MAX(last_seen) AS last_seen FROM rollup_counts WHERE ${text} GROUP BY host, log_type`,
      values,
    );
    return rows.map((row) => {
      const [host, type, entries] = [String(row['host']), String(row['log_type']), Number(row['entries'])];
      const logins = isLogin(type) ? entries : 0;
      const attempts = Number(row['attempts']);
      const [firstSeen, lastSeen] = [Number(row['first_seen']), Number(row['last_seen'])];
      return { host, log_type: type, entries, attempts, logins, firstSeen, lastSeen };
    });
  }

  /** Every value of whole days, of which {@link reach} says how many may be read. */
  async values(kind: RollupKind, days: TimeRange): Promise<ValueCount[]> {
    const { text, values } = within(days, kind);
    const rows = await this.reader.rows(
      `SELECT value, ${SUMS} FROM rollup_values WHERE ${text} GROUP BY value`,
      values,
    );
    return rows.map(countOf);
  }

  /** By host, the same of a range. */
  async hosts(days: TimeRange | null): Promise<ValueCount[]> {
    if (days === null) return [];
    const rows = await this.reader.rows(
      `SELECT host, log_type, SUM(entries) AS entries, SUM(attempts) AS attempts, MIN(first_seen) AS first, MAX(last_seen) AS last ` +
        `FROM rollup_counts WHERE span = 24 AND start >= ? AND start < ? AND host <> '' GROUP BY host, log_type`,
      [days.since, days.until],
    );
    const hosts = new Map<string, ValueCount>();
    for (const row of rows) {
      const value = String(row['host']);
      const known = hosts.get(value);
      const entries = Number(row['entries']);
      hosts.set(value, {
        value,
        entries: (known?.entries ?? 0) + entries,
        attempts: (known?.attempts ?? 0) + Number(row['attempts']),
        logins: (known?.logins ?? 0) + (isLogin(String(row['log_type'])) ? entries : 0),
        firstSeen: Math.min(known?.firstSeen ?? Number.MAX_SAFE_INTEGER, Number(row['first'])),
        lastSeen: Math.max(known?.lastSeen ?? Number.MIN_SAFE_INTEGER, Number(row['last'])),
      });
    }
    return [...hosts.values()];
  }

  /** Days as far as few enough values have to be looked at, the latest. @param kinds of which values */
  async reach(days: TimeRange, kinds: readonly RollupKind[] = ROLLUP_KINDS): Promise<TimeRange> {
    let sum = 0;
    let { until } = days;
    // More at a time the further back: hardly more rows are counted than may be looked at.
    for (let length = DAYS_AT_ONCE * DAY; until > days.since; length *= 2) {
      const since = Math.max(days.since, until - length);
      const rows = await this.reader.rows(
        `SELECT start, COUNT(*) AS number FROM rollup_values WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) ` +
          'AND start >= ? AND start < ? GROUP BY start ORDER BY start DESC',
        [since, until],
      );
      for (const row of rows) {
        sum += Number(row['number']);
        if (sum > MAX_ROWS) return { since: Number(row['start']) + DAY, until: days.until };
      }
      until = since;
    }
    return days;
  }

  /**
   * The values of a range with the most attempts; among equals those with the most entries.
   *
   * @param days whole days; null: there is none
   * @param edges what was counted of the ends of the range, which no roll-up counts
   */
  async ranking(
    kind: RollupKind,
    days: TimeRange | null,
    edges: ReadonlyMap<string, ValueCount>,
    most: number,
  ): Promise<ValueRanking> {
    const { text, values } = within(days, kind);
    const isPostgres = this.reader.engine === 'postgres';
    // All in one statement: whatever stands at the ends, the days are walked through once.
    const both =
      `SELECT ${VALUE_COLUMNS} FROM rollup_values WHERE ${text} UNION ALL ` +
      `SELECT ${VALUE_COLUMNS} FROM ${givenTable(EDGE_COLUMNS, isPostgres)}`;
    const top = await this.reader.rows(
      `SELECT *, COUNT(*) OVER () AS total, SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END) OVER () AS attacking ` +
        `FROM (SELECT value, ${SUMS} FROM (${both}) AS counted GROUP BY value) AS sums ` +
        'ORDER BY attempts DESC, entries DESC, value LIMIT ?',
      [...values, givenRows([...edges.values()].map(edgeRow), isPostgres), Math.max(1, most)],
    );
    return {
      total: Number(top[0]?.['total'] ?? 0),
      attacking: Number(top[0]?.['attacking'] ?? 0),
      top: top.slice(0, most).map(countOf),
    };
  }

  /** The same by network: /24, or /64 of IPv6. */
  async networks(days: TimeRange | null, edges: ReadonlyMap<string, ValueCount>, most: number): Promise<ValueRanking> {
    const { text, values } = within(days, 'ip');
    // What is left of an IPv4 address without the digits at its end is what its network begins with.
    const rows = await this.reader.rows(
      `SELECT CASE WHEN value LIKE '%:%' THEN value ELSE rtrim(value, '0123456789') END AS value, ${SUMS} FROM rollup_values ` +
        `WHERE ${text} GROUP BY 1`,
      values,
    );
    const networks = new Map<string, ValueCount>();
    const add = (network: string | null, count: ValueCount): void => {
      if (network === null) return;
      const known = networks.get(network);
      networks.set(network, { ...(known === undefined ? count : sumOf(known, count)), value: network });
    };
    for (const row of rows) {
      const value = String(row['value']);
      add(value.includes(':') ? networkOf(value) : `${value}0/24`, countOf(row));
    }
    for (const [address, count] of edges) add(networkOf(address), count);
    const all = ranked([...networks.values()]);
    return {
      total: all.length,
      attacking: all.filter(({ attempts }) => attempts > 0).length,
      top: all.slice(0, most),
    };
  }
}

/** As a roll-up counts a value. */
const EDGE_COLUMNS = {
  value: 'text',
  attempts: 'integer',
  entries: 'integer',
  logins: 'integer',
  first_seen: 'integer',
  last_seen: 'integer',
} as const;
const VALUE_COLUMNS = Object.keys(EDGE_COLUMNS).join(', ');

function edgeRow({ value, attempts, entries, logins, firstSeen, lastSeen }: ValueCount): SqlValue[] {
  return [value, attempts, entries, logins, firstSeen, lastSeen];
}

const SUMS =
  'SUM(attempts) AS attempts, SUM(entries) AS entries, SUM(logins) AS logins, MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen';

/** The rows of whole days. */
function within(days: TimeRange | null, kind: RollupKind): { text: string; values: SqlValue[] } {
  if (days === null) return { text: 'FALSE', values: [] };
  return { text: `kind = '${kind}' AND start >= ? AND start < ?`, values: [days.since, days.until] };
}

function countOf(row: SqlRow): ValueCount {
  return {
    value: String(row['value']),
    attempts: Number(row['attempts']),
    entries: Number(row['entries']),
    logins: Number(row['logins']),
    firstSeen: Number(row['first_seen']),
    lastSeen: Number(row['last_seen']),
  };
}

function sumOf(one: ValueCount, other: ValueCount): ValueCount {
  return {
    value: one.value,
    attempts: one.attempts + other.attempts,
    entries: one.entries + other.entries,
    logins: one.logins + other.logins,
    firstSeen: Math.min(one.firstSeen, other.firstSeen),
    lastSeen: Math.max(one.lastSeen, other.lastSeen),
  };
}
