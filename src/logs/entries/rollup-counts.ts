import type { EntityManager } from 'typeorm';
import { BulkSql, inParts } from '../../database/bulk-sql.js';
import type { SqlValue } from '../../database/sql-reader.js';
import { isLogin } from '../programs/registry.js';
import { reader } from './entry-columns.js';
import type { EntryColumns } from './entry-columns.js';
import type { LogEntry } from './log-entry.entity.js';
import { ROLLUP_SPANS } from './rollup.entity.js';
import type { RollupKind } from './rollup.entity.js';

const HOUR_MS = 3_600_000;
/** An index of PostgreSQL holds no longer keys, whatever the characters. */
const MAX_VALUE = 200;

/** What is counted of an entry. */
export type CountedEntry = Pick<LogEntry, 'timestamp' | 'host' | 'logType' | 'ipAddress' | 'username' | 'attempts'>;

interface Count {
  entries: number;
  attempts: number;
  firstSeen: number;
  lastSeen: number;
}

interface ValueCount extends Count {
  logins: number;
}

/** What came in one hour. */
interface Hour {
  readonly start: number;
  /** By host, then by log type. */
  readonly hosts: Map<string, Map<string, Count>>;
  readonly values: Readonly<Record<RollupKind, Map<string, ValueCount>>>;
}

/** Counts entries that are stored or removed, to be added to the roll-ups in the same transaction. */
export class RollupCounts {
  private readonly hours = new Map<number, Hour>();
  private last: Hour | null = null;

  /** @param sign -1 for an entry that is removed, or was not stored after all */
  add({ timestamp, host, logType, ipAddress, username, attempts }: CountedEntry, sign: 1 | -1 = 1): void {
    const hour = this.hourOf(timestamp);
    let types = hour.hosts.get(host ?? '');
    if (types === undefined) hour.hosts.set(host ?? '', (types = new Map()));
    let count = types.get(logType);
    if (count === undefined)
      types.set(logType, (count = { entries: 0, attempts: 0, firstSeen: timestamp, lastSeen: timestamp }));
    count.entries += sign;
    count.attempts += sign * attempts;
    stretch(count, timestamp, timestamp);
    if (ipAddress !== null) addValue(hour.values.ip, ipAddress, timestamp, attempts, logType, sign);
    if (username !== null) addValue(hour.values.user, cut(username), timestamp, attempts, logType, sign);
  }

  addColumns({ count, columns }: EntryColumns): void {
    const [timestamp, attempts] = [reader(columns.timestamp), reader(columns.attempts)];
    const [host, logType] = [reader(columns.host), reader(columns.logType)];
    const [ipAddress, username] = [reader(columns.ipAddress), reader(columns.username)];
    for (let row = 0; row < count; row++) {
      this.add({
        timestamp: timestamp(row) as number,
        host: host(row) as string | null,
        logType: logType(row) as string,
        ipAddress: ipAddress(row) as string | null,
        username: username(row) as string | null,
        attempts: attempts(row) as number,
      });
    }
  }

  /** Adds what was counted to what is stored. */
  async save(manager: EntityManager): Promise<void> {
    if (this.hours.size === 0) return;
    const sql = new BulkSql(manager);
    for (const span of ROLLUP_SPANS) {
      await upsert(sql, COUNTS, countRows(this.hours.values(), span));
      await upsert(sql, VALUES, valueRows(this.hours.values(), span));
    }
  }

  /** Removes the rows of its hours and days that nothing is left of. */
  async sweep(manager: EntityManager): Promise<void> {
    const sql = new BulkSql(manager);
    for (const span of ROLLUP_SPANS) {
      const starts = [...new Set([...this.hours.keys()].map((start) => startOf(start, span)))].join(', ');
      if (starts === '') return;
      for (const table of ['rollup_counts', 'rollup_values'])
        await sql.run(`DELETE FROM ${table} WHERE span = ${span} AND start IN (${starts}) AND entries <= 0`);
    }
  }

  private hourOf(timestamp: number): Hour {
    const start = Math.floor(timestamp / HOUR_MS) * HOUR_MS;
    if (this.last?.start === start) return this.last;
    let hour = this.hours.get(start);
    if (hour === undefined) {
      hour = { start, hosts: new Map(), values: { ip: new Map(), user: new Map() } };
      this.hours.set(start, hour);
    }
    this.last = hour;
    return hour;
  }
}

function addValue(
  counts: Map<string, ValueCount>,
  value: string,
  timestamp: number,
  attempts: number,
  logType: string,
  sign: 1 | -1,
): void {
  let count = counts.get(value);
  if (count === undefined) {
    count = { entries: 0, attempts: 0, logins: 0, firstSeen: timestamp, lastSeen: timestamp };
    counts.set(value, count);
  }
  count.entries += sign;
  count.attempts += sign * attempts;
  if (isLogin(logType)) count.logins += sign;
  stretch(count, timestamp, timestamp);
}

function stretch(count: Count, firstSeen: number, lastSeen: number): void {
  if (firstSeen < count.firstSeen) count.firstSeen = firstSeen;
  if (lastSeen > count.lastSeen) count.lastSeen = lastSeen;
}

/** Whole characters: half of one is no text that every database takes. */
function cut(username: string): string {
  if (username.length <= MAX_VALUE) return username;
  return username.slice(0, MAX_VALUE).replace(/[\uD800-\uDBFF]$/, '');
}

function startOf(time: number, span: number): number {
  return Math.floor(time / (span * HOUR_MS)) * span * HOUR_MS;
}

function countRows(hours: Iterable<Hour>, span: number): SqlValue[][] {
  const rows = new Map<string, { readonly key: SqlValue[]; readonly count: Count }>();
  for (const { start: hourStart, hosts } of hours) {
    const start = startOf(hourStart, span);
    for (const [host, types] of hosts) {
      for (const [logType, count] of types) {
        const row = rows.get(`${start} ${logType} ${host}`);
        if (row === undefined)
          rows.set(`${start} ${logType} ${host}`, { key: [span, start, host, logType], count: { ...count } });
        else grow(row.count, count);
      }
    }
  }
  return [...rows.values()]
    .map(({ key, count }) => [...key, count.entries, count.attempts, count.firstSeen, count.lastSeen])
    .sort(byKey);
}

function valueRows(hours: Iterable<Hour>, span: number): SqlValue[][] {
  const rows = new Map<string, { readonly key: SqlValue[]; readonly count: ValueCount }>();
  for (const { start: hourStart, values } of hours) {
    const start = startOf(hourStart, span);
    for (const [kind, counts] of Object.entries(values)) {
      for (const [value, count] of counts) {
        const row = rows.get(`${start} ${kind} ${value}`);
        if (row === undefined)
          rows.set(`${start} ${kind} ${value}`, { key: [span, kind, start, value], count: { ...count } });
        else {
          grow(row.count, count);
          row.count.logins += count.logins;
        }
      }
    }
  }
  return [...rows.values()]
    .map(({ key, count }) => [...key, count.entries, count.attempts, count.logins, count.firstSeen, count.lastSeen])
    .sort(byKey);
}

function grow(count: Count, { entries, attempts, firstSeen, lastSeen }: Count): void {
  count.entries += entries;
  count.attempts += attempts;
  stretch(count, firstSeen, lastSeen);
}

/** Everybody writes in one order, so that nobody waits for one who waits for him. */
function byKey(a: SqlValue[], b: SqlValue[]): number {
  for (let at = 0; at < 4; at++) if (a[at] !== b[at]) return a[at]! < b[at]! ? -1 : 1;
  return 0;
}

interface Target {
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>;
  readonly text: (given: string) => string;
}

const SEEN = { first_seen: 'integer', last_seen: 'integer' } as const;
const COUNTED = { entries: 'integer', attempts: 'integer' } as const;

const COUNTS = target(
  'rollup_counts',
  { span: 'integer', start: 'integer', host: 'text', log_type: 'text' },
  { ...COUNTED, ...SEEN },
);
const VALUES = target(
  'rollup_values',
  { span: 'integer', kind: 'text', start: 'integer', value: 'text' },
  { ...COUNTED, logins: 'integer', ...SEEN },
);

function target(table: string, keys: Target['columns'], sums: Target['columns']): Target {
  const columns = { ...keys, ...sums };
  const names = Object.keys(columns).join(', ');
  const set = Object.keys(sums).map((name) => {
    if (!(name in SEEN)) return `${name} = ${table}.${name} + excluded.${name}`;
    const isNews = `excluded.${name} ${name === 'first_seen' ? '<' : '>'} ${table}.${name}`;
    return `${name} = CASE WHEN ${isNews} THEN excluded.${name} ELSE ${table}.${name} END`;
  });
  return {
    columns,
    text: (given) =>
      `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${given} WHERE TRUE ` +
      `ON CONFLICT (${Object.keys(keys).join(', ')}) DO UPDATE SET ${set.join(', ')}`,
  };
}

async function upsert(sql: BulkSql, { columns, text }: Target, rows: readonly SqlValue[][]): Promise<void> {
  // A table named as a column would be: `given.value` is the whole row of json_each.
  const statement = text(sql.given(columns));
  for (const part of inParts(rows)) await sql.run(statement, [sql.givenRows(part)]);
}
