import type { EntityManager } from 'typeorm';
import { BulkSql } from '../../database/bulk-sql.js';
import type { Upsert } from '../../database/bulk-sql.js';
import { storableText } from '../../database/postgres/postgres-text.js';
import { isLogin } from '../programs/registry.js';
import { reader } from './entry-columns.js';
import type { EntryColumns } from './entry-columns.js';
import type { LogEntry } from './log-entry.entity.js';
import { ROLLUP_SPANS, RollupCount, RollupValue } from './rollup.entity.js';
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

/** What came in one hour, by host and log type. */
interface Hour {
  readonly start: number;
  readonly hosts: Map<string, Map<string, Count>>;
  readonly day: Day;
}

/** What came in one day, by address and user name. */
interface Day {
  readonly start: number;
  readonly values: Readonly<Record<RollupKind, Map<string, ValueCount>>>;
}

/** Counts entries that are stored or removed, to be added to the roll-ups in the same transaction. */
export class RollupCounts {
  private readonly hours = new Map<number, Hour>();
  private readonly days = new Map<number, Day>();
  private last: Hour | null = null;

  /** @param sign -1 for an entry that is removed, or was not stored after all */
  add({ timestamp, host, logType, ipAddress, username, attempts }: CountedEntry, sign: 1 | -1 = 1): void {
    const hour = this.hourOf(timestamp);
    // Texts that a database does not tell apart are one key, or a statement would have a row twice.
    const name = storableText(host ?? '');
    let types = hour.hosts.get(name);
    if (types === undefined) hour.hosts.set(name, (types = new Map()));
    let count = types.get(logType);
    if (count === undefined)
      types.set(logType, (count = { entries: 0, attempts: 0, firstSeen: timestamp, lastSeen: timestamp }));
    count.entries += sign;
    count.attempts += sign * attempts;
    stretch(count, timestamp, timestamp);
    if (ipAddress !== null) addValue(hour.day.values.ip, ipAddress, timestamp, attempts, logType, sign);
    if (username !== null)
      addValue(hour.day.values.user, cut(storableText(username)), timestamp, attempts, logType, sign);
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
    const sql = new BulkSql(manager);
    const hours = [...this.hours.values()];
    for (const span of ROLLUP_SPANS) await sql.upsert(RollupCount, countRows(hours, span), COUNTS);
    await sql.upsert(RollupValue, valueRows([...this.days.values()]), VALUES);
  }

  /** Removes the rows of its hours and days that nothing is left of. */
  async sweep(manager: EntityManager): Promise<void> {
    if (this.hours.size === 0) return;
    const sql = new BulkSql(manager);
    const [hours, days] = [[...this.hours.keys()].join(', '), [...this.days.keys()].join(', ')];
    await sql.run(`DELETE FROM rollup_counts WHERE span = 1 AND start IN (${hours}) AND entries <= 0`);
    await sql.run(`DELETE FROM rollup_counts WHERE span = 24 AND start IN (${days}) AND entries <= 0`);
    await sql.run(`DELETE FROM rollup_values WHERE kind IN ('ip', 'user') AND start IN (${days}) AND entries <= 0`);
  }

  private hourOf(timestamp: number): Hour {
    const start = Math.floor(timestamp / HOUR_MS) * HOUR_MS;
    if (this.last?.start === start) return this.last;
    let hour = this.hours.get(start);
    if (hour === undefined) {
      hour = { start, hosts: new Map(), day: this.dayOf(start) };
      this.hours.set(start, hour);
    }
    this.last = hour;
    return hour;
  }

  private dayOf(time: number): Day {
    const start = startOf(time, 24);
    let day = this.days.get(start);
    if (day === undefined) this.days.set(start, (day = { start, values: { ip: new Map(), user: new Map() } }));
    return day;
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

function countRows(hours: readonly Hour[], span: 1 | 24): RollupCount[] {
  const rows = new Map<string, RollupCount>();
  for (const { start: hourStart, hosts } of hours) {
    const start = startOf(hourStart, span);
    for (const [host, types] of hosts) {
      for (const [logType, count] of types) {
        const key = `${start} ${logType} ${host}`;
        const row = rows.get(key);
        if (row === undefined) rows.set(key, { span, start, host, logType, ...count });
        else {
          row.entries += count.entries;
          row.attempts += count.attempts;
          stretch(row, count.firstSeen, count.lastSeen);
        }
      }
    }
  }
  return [...rows.values()].sort(
    (a, b) => a.start - b.start || compared(a.host, b.host) || compared(a.logType, b.logType),
  );
}

function valueRows(days: readonly Day[]): RollupValue[] {
  return days
    .flatMap(({ start, values }) =>
      (Object.keys(values) as RollupKind[]).flatMap((kind) =>
        [...values[kind]].map(([value, count]): RollupValue => ({ kind, start, value, ...count })),
      ),
    )
    .sort((a, b) => compared(a.kind, b.kind) || a.start - b.start || compared(a.value, b.value));
}

/** Rows are written in the order of their keys: pages are touched once, and nobody waits for one who waits for him. */
function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const SUMS = { entries: 'add', attempts: 'add', firstSeen: 'least', lastSeen: 'most' } as const;
const COUNTS: Upsert = { conflict: ['span', 'start', 'host', 'logType'], update: [], merge: SUMS };
const VALUES: Upsert = { conflict: ['kind', 'start', 'value'], update: [], merge: { ...SUMS, logins: 'add' } };
