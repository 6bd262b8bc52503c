import { FAMILIAR_FOR_MS } from '../../alerts/lifecycle/alert-outcome.js';
import type { FoundLogins } from '../../alerts/lifecycle/alert-outcome.js';
import { MAX_LOGINS } from '../../alerts/lifecycle/detected-alert.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import type { BulkSql } from '../../database/bulk-sql.js';
import type { SqlRow } from '../../database/sql-reader.js';
import { isOneOfTypes } from '../../logs/entries/log-entry.entity.js';
import { LOGIN_TYPES } from '../../logs/programs/registry.js';

/** What is asked of the stored logins; times are UTC milliseconds, and both ends count. */
interface LoginQuestion {
  /** The alert that asks. */
  readonly alertId: string;
  readonly since: number;
  readonly until: number;
  /** Log entries with a smaller id were looked at before. */
  readonly fromEntry: number;
}

export interface AddressQuestion extends LoginQuestion {
  readonly ipAddress: string;
}

interface UserQuestion extends LoginQuestion {
  readonly username: string;
}

/** Has to be written out: only then the indexes of logins are used. */
const IS_LOGIN = isOneOfTypes('l.log_type', LOGIN_TYPES);
/** What {@link loginOf} reads of a row of `log_entries AS l`. */
export const LOGIN_COLUMNS = 'l.id, l.timestamp, l.username, l.method, l.ip_address';
/** A password is guessed; a key is not. */
const IS_GUESSABLE = `(l.method = 'password' OR l.method LIKE 'keyboard-interactive%')`;

/** The logins from addresses in given spans of time, by alert; one question an address. */
export async function loginsFrom(
  sql: BulkSql,
  questions: readonly AddressQuestion[],
): Promise<ReadonlyMap<string, FoundLogins>> {
  const given = sql.given({ alert: 'text', address: 'text', since: 'integer', till: 'integer', entry: 'integer' });
  const matching =
    `log_entries AS l WHERE ${IS_LOGIN} AND l.ip_address = given.address AND NOT l.allowlisted ` +
    `AND l.timestamp >= given.since AND l.timestamp <= given.till AND l.id >= given.entry`;
  const first = `SELECT l.id FROM ${matching} ORDER BY l.timestamp, l.id LIMIT 1`;
  const count = `SELECT COUNT(*) FROM (SELECT 1 FROM ${matching} LIMIT ${MAX_LOGINS}) AS counted`;
  const text =
    `SELECT found.alert, found.number, ${LOGIN_COLUMNS} FROM ` +
    `(SELECT given.alert, (${first}) AS first, (${count}) AS number FROM ${given}) AS found ` +
    `JOIN log_entries AS l ON l.id = found.first`;
  const rows = await sql.askOf(
    text,
    questions.map(({ alertId, ipAddress, since, until, fromEntry }) => [alertId, ipAddress, since, until, fromEntry]),
  );
  return byAlert(rows, 'login_succeeded');
}

/**
 * The logins of users, in given spans of time, that somebody should look at, by alert: by something that can be guessed,
 * and from an address that took no part in the attack and from which the user has not logged in lately.
 */
export async function suspiciousLogins(
  sql: BulkSql,
  questions: readonly UserQuestion[],
): Promise<ReadonlyMap<string, FoundLogins>> {
  const given = sql.given({ alert: 'text', name: 'text', since: 'integer', till: 'integer', entry: 'integer' });
  const tookPart = `SELECT 1 FROM alert_addresses AS p WHERE p.alert_id = given.alert AND p.ip_address = l.ip_address AND p.attempts > 0`;
  const before =
    `SELECT 1 FROM log_entries AS e WHERE ${isOneOfTypes('e.log_type', LOGIN_TYPES)} AND e.username = l.username ` +
    `AND e.ip_address = l.ip_address AND e.timestamp >= l.timestamp - ${FAMILIAR_FOR_MS} ` +
    `AND (e.timestamp < l.timestamp OR (e.timestamp = l.timestamp AND e.id < l.id))`;
  const text =
    `SELECT given.alert, 1 AS number, ${LOGIN_COLUMNS} FROM ${given} JOIN log_entries AS l ON l.username = given.name ` +
    `AND l.timestamp >= given.since AND l.timestamp <= given.till AND l.id >= given.entry ` +
    `WHERE ${IS_LOGIN} AND ${IS_GUESSABLE} AND NOT l.allowlisted AND l.ip_address IS NOT NULL ` +
    `AND NOT EXISTS (${tookPart}) AND NOT EXISTS (${before}) ORDER BY l.timestamp, l.id`;
  const rows = await sql.askOf(
    text,
    questions.map(({ alertId, username, since, until, fromEntry }) => [alertId, username, since, until, fromEntry]),
  );
  return byAlert(rows, 'login_suspected');
}

/** Which of given entries are logins, by alert: of an alert about logins, those that it is about. */
export async function loginsAmong(
  sql: BulkSql,
  entries: readonly (readonly [alertId: string, entryId: number])[],
): Promise<ReadonlyMap<string, AlertLogin>> {
  const text =
    `SELECT given.alert, ${LOGIN_COLUMNS} FROM ${sql.given({ alert: 'text', entry: 'integer' })} ` +
    `JOIN log_entries AS l ON l.id = given.entry WHERE ${IS_LOGIN}`;
  const found = new Map<string, AlertLogin>();
  for (const row of await sql.askOf(text, entries)) {
    const [alertId, login] = [String(row['alert']), loginOf(row)];
    const known = found.get(alertId);
    if (known === undefined || login.entryId < known.entryId) found.set(alertId, login);
  }
  return found;
}

/** Whether anybody logged in, from anywhere, in a span of time; both ends count. */
export async function hasLogins(sql: BulkSql, since: number, until: number): Promise<boolean> {
  const text = `SELECT 1 AS found FROM log_entries AS l WHERE ${IS_LOGIN} AND l.timestamp >= ? AND l.timestamp <= ? LIMIT 1`;
  return (await sql.rows(text, [since, until])).length > 0;
}

function byAlert(rows: readonly SqlRow[], outcome: FoundLogins['outcome']): ReadonlyMap<string, FoundLogins> {
  const found = new Map<string, FoundLogins>();
  for (const row of rows) {
    const alertId = String(row['alert']);
    const known = found.get(alertId);
    const login = loginOf(row);
    const first = known === undefined || login.at < known.first.at ? login : known.first;
    found.set(alertId, { outcome, first, count: (known?.count ?? 0) + Number(row['number']) });
  }
  return found;
}

/** The login that a log entry is. */
export function loginOf(row: SqlRow): AlertLogin {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  return {
    at: Number(row['timestamp']),
    username: text('username'),
    method: text('method'),
    ipAddress: text('ip_address'),
    entryId: Number(row['id']),
  };
}
