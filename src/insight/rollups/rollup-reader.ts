import { Injectable } from '@nestjs/common';
import { SqlReader } from '../../database/sql-reader.js';
import type { SqlRow, SqlValue } from '../../database/sql-reader.js';
import { allOf, sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { ROLLUP_KINDS } from '../../logs/entries/rollup.entity.js';
import type { RollupKind } from '../../logs/entries/rollup.entity.js';
import { isLogin } from '../../logs/programs/registry.js';
import type { ValueCount } from '../attempt-counts.js';
import type { Examined } from '../entry-scan.js';
import type { TimeRange } from '../stats-query.dto.js';
import { Remembered } from './remembered.js';

const DAY = 86_400_000;

/** How many rows of values are looked at; a range with more is cut, and says so. */
const MAX_ROWS = 400_000;
const DAYS_AT_ONCE = 4;

/** How many entries are counted by the minute. */
const MAX_ENTRIES = 200_000;

/** Entries of a span of time. */
export interface SpanCount {
  /** UTC milliseconds. */
  readonly start: number;
  readonly entries: number;
  readonly attempts: number;
  readonly logins: number;
}

/** Reads what is counted beside the entries. */
@Injectable()
export class RollupReader {
  private readonly remembered = new Remembered();

  constructor(private readonly reader: SqlReader) {}

  /** Counts by the hour or by the day, oldest first; spans without entries are left out. @param host undefined: all */
  async spans(span: 1 | 24, { since, until }: TimeRange, host: string | undefined): Promise<SpanCount[]> {
    const rows = await this.reader.manyRows(
      `SELECT start, log_type, SUM(entries) AS entries, SUM(attempts) AS attempts FROM rollup_counts ` +
        `WHERE span = ${span} AND start >= ? AND start < ?${host === undefined ? '' : ' AND host = ?'} ` +
        'GROUP BY start, log_type ORDER BY start',
      [since, until, ...(host === undefined ? [] : [host])],
    );
    return spansOf(rows);
  }

  /** Counts by the minute, oldest first, which no roll-up has: of the newest entries where there are too many. */
  async minutes({ since, until }: TimeRange, most = MAX_ENTRIES): Promise<{ spans: SpanCount[]; examined: Examined }> {
    const rows = await this.reader.manyRows(
      'SELECT timestamp - timestamp % 60000 AS start, log_type, COUNT(*) AS entries, SUM(attempts) AS attempts, ' +
        'MIN(timestamp) AS first FROM (SELECT timestamp, log_type, attempts FROM log_entries WHERE timestamp >= ? AND timestamp < ? ' +
        'ORDER BY timestamp DESC LIMIT ?) AS newest GROUP BY 1, 2 ORDER BY 1',
      [since, until, most],
    );
    const spans = spansOf(rows);
    const isComplete = spans.reduce((sum, { entries }) => sum + entries, 0) < most;
    if (isComplete) return { spans, examined: { since, isComplete } };
    // Of the first minute, what came earlier is missing.
    return { spans, examined: { since: Math.min(...rows.map(({ first }) => Number(first))), isComplete } };
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
    const rows = await this.reader.manyRows(
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

  /** Every value of whole days, by value; {@link reach} says of how many they may be read. They are not changed by whoever reads them. */
  async values(kind: RollupKind, days: TimeRange): Promise<ReadonlyMap<string, ValueCount>> {
    return this.remembered.get(`${kind} ${days.since} ${days.until}`, await this.stateOf(days), async () => {
      const { text, values } = within(days, kind);
      const rows = await this.reader.manyRows(
        `SELECT value, ${SUMS} FROM rollup_values WHERE ${text} GROUP BY value`,
        values,
      );
      return new Map(rows.map((row) => [String(row['value']), countOf(row)]));
    });
  }

  /** Stands for all that is counted of whole days: whatever is stored or removed changes it. */
  private async stateOf({ since, until }: TimeRange): Promise<string> {
    const [row] = await this.reader.rows(
      'SELECT COUNT(*) AS number, SUM(entries) AS entries, SUM(attempts) AS attempts, MIN(first_seen) AS first, ' +
        'MAX(last_seen) AS last, SUM(entries * ((start / 86400000) % 9973)) AS spread FROM rollup_counts ' +
        'WHERE span = 24 AND start >= ? AND start < ?',
      [since, until],
    );
    return JSON.stringify(row);
  }

  /** By host, the same of a range. */
  async hosts(days: TimeRange | null): Promise<ValueCount[]> {
    if (days === null) return [];
    const rows = await this.reader.manyRows(
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
    const name = `reach ${kinds.join()} ${days.since} ${days.until}`;
    return this.remembered.get(name, await this.stateOf(days), () => this.readReach(days, kinds));
  }

  private async readReach(days: TimeRange, kinds: readonly RollupKind[]): Promise<TimeRange> {
    let sum = 0;
    let { until } = days;
    // More at a time the further back: hardly more rows are counted than may be looked at.
    for (let length = DAYS_AT_ONCE * DAY; until > days.since; length *= 2) {
      const since = Math.max(days.since, until - length);
      const rows = await this.reader.manyRows(
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
}

/** @param rows by time and type, oldest first */
function spansOf(rows: readonly SqlRow[]): SpanCount[] {
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
