import type { EntityManager } from 'typeorm';
import { LOGIN_AFTER_MS, entered } from '../../alerts/lifecycle/alert-outcome.js';
import type { AlertChange, AlertEntered, AlertNews, FoundLogins } from '../../alerts/lifecycle/alert-outcome.js';
import { storedAlerts } from '../../alerts/alert-store.js';
import { MAX_LOGINS } from '../../alerts/lifecycle/detected-alert.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { BulkSql } from '../../database/bulk-sql.js';
import type { SqlRow } from '../../database/sql-reader.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { isLogin } from '../../logs/programs/registry.js';
import { loginsAmong, loginsFrom, suspiciousLogins } from './stored-logins.js';

/** A login that detection sees, and that is stored with the transaction. */
export interface NewLogin {
  /** Id of the log entry. */
  readonly entryId: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly username: string | null;
  readonly ipAddress: string | null;
}

/** Whether an entry is a login that detection sees. */
export function isSeenLogin({ logType, allowlisted }: Pick<LogEntry, 'logType' | 'allowlisted'>): boolean {
  return isLogin(logType) && !allowlisted;
}

export function newLogin({ id, timestamp, username, ipAddress }: LogEntry): NewLogin {
  return { entryId: id, at: timestamp, username, ipAddress };
}

/** What is read of an alert that a login may concern. */
type Candidate = AlertNews &
  AlertEntered & {
    readonly ipAddress: string | null;
    readonly username: string | null;
    readonly firstSeen: number;
    readonly lastSeen: number;
  };

/** An alert that has learned of logins. */
export interface EnteredAlert {
  readonly kind: AlertChange['kind'];
  readonly alert: AlertNews & AlertEntered;
}

const COLUMNS =
  'a.id, a.rule, a.reason, a.group_by, a.severity, a.outcome, a.attempts, a.events, a.explanation, a.login, a.logins, ' +
  'a.first_seen, a.last_seen, a.ip_address, a.username';

/** The stored alerts that new logins belong to, as they are with them; in the caller's transaction. */
export async function alertsEnteredBy(manager: EntityManager, logins: readonly NewLogin[]): Promise<EnteredAlert[]> {
  if (logins.length === 0) return [];
  const sql = new BulkSql(manager);
  const fromEntry = logins.reduce((first, { entryId }) => Math.min(first, entryId), Number.MAX_SAFE_INTEGER);
  const changed = new Map<string, EnteredAlert>();
  const enter = (candidates: ReadonlyMap<string, Candidate>, found: ReadonlyMap<string, FoundLogins>): void => {
    for (const [id, login] of found) {
      const before = changed.get(id)?.alert ?? candidates.get(id)!;
      const alert = entered(before, login);
      const isNews = before.outcome !== alert.outcome || changed.get(id)?.kind === 'login_found';
      changed.set(id, { kind: isNews ? 'login_found' : 'updated', alert });
    }
  };
  const byAddress = await alertsOfAddresses(
    sql,
    spansOf(logins, ({ ipAddress }) => ipAddress),
  );
  const questions = byAddress.questions.map((each) => ({ ...each, fromEntry }));
  enter(byAddress.candidates, await loginsFrom(sql, questions));
  const users = await alertsOfUsers(
    sql,
    spansOf(logins, ({ username }) => username),
  );
  const open = [...users.values()].filter(({ id }) => changed.get(id)?.alert.outcome !== 'login_succeeded');
  const userQuestions = open.map((alert) => ({
    ...spanOf(alert),
    username: alert.username ?? '',
    fromEntry,
  }));
  enter(users, await suspiciousLogins(sql, userQuestions));
  return [...changed.values()];
}

/**
 * The stored alerts that logins may belong to, with all their logins counted anew: for logins that could not be counted
 * when they came.
 */
export async function alertsRecounted(manager: EntityManager, logins: readonly NewLogin[]): Promise<EnteredAlert[]> {
  const sql = new BulkSql(manager);
  const byAddress = await alertsOfAddresses(
    sql,
    spansOf(logins, ({ ipAddress }) => ipAddress),
  );
  const users = await alertsOfUsers(
    sql,
    spansOf(logins, ({ username }) => username),
  );
  const candidates = new Map([...byAddress.candidates, ...users]);
  const changed: EnteredAlert[] = [];
  for (const before of candidates.values()) {
    const addresses = before.ipAddress === null ? await participantsOf(sql, before.id) : [before.ipAddress];
    const found = await loginsFrom(
      sql,
      addresses.map((ipAddress) => ({ ...spanOf(before), ipAddress, fromEntry: 0 })),
    );
    const username = before.username ?? '';
    const suspicious = await suspiciousLogins(sql, [{ ...spanOf(before), username, fromEntry: 0 }]);
    const logged = found.get(before.id) ?? suspicious.get(before.id);
    if (logged === undefined) continue;
    const none = { outcome: 'none', login: null, logins: 0 } as const;
    const alert = entered<Candidate>({ ...before, ...none }, logged);
    if (alert.outcome === before.outcome && alert.logins === before.logins) continue;
    changed.push({ kind: alert.outcome === before.outcome ? 'updated' : 'login_found', alert });
  }
  return [...changed, ...(await alertsAboutLogins(manager, logins))];
}

/** Alerts that were raised for logins, where the login itself could not be found then. */
async function alertsAboutLogins(manager: EntityManager, logins: readonly NewLogin[]): Promise<EnteredAlert[]> {
  const sql = new BulkSql(manager);
  const spans = spansOf(logins, ({ ipAddress }) => ipAddress);
  const given = sql.given({ address: 'text', since: 'integer', till: 'integer' });
  const text =
    `SELECT a.id FROM ${given} JOIN alerts AS a ON a.ip_address = given.address ` +
    'WHERE a.attempts = 0 AND a.logins = 0 AND a.last_seen >= given.since AND a.first_seen <= given.till';
  const ids = (await sql.askOf(text, spans)).map((row) => String(row['id']));
  const alerts = await storedAlerts(manager, ids);
  const pairs = [...alerts.values()].flatMap(({ id, firstEntries }) =>
    firstEntries.map((entry) => [id, entry] as const),
  );
  const own = await loginsAmong(sql, pairs);
  return [...own].map(([id, login]) => ({ kind: 'updated', alert: { ...alerts.get(id)!, login, logins: 1 } }));
}

async function participantsOf(sql: BulkSql, alertId: string): Promise<string[]> {
  const text = 'SELECT ip_address FROM alert_addresses WHERE alert_id = ? AND attempts > 0';
  return (await sql.rows(text, [alertId])).map((row) => String(row['ip_address']));
}

/** From the first to the last login by somebody. */
function spansOf(
  logins: readonly NewLogin[],
  keyOf: (login: NewLogin) => string | null,
): (readonly [key: string, since: number, until: number])[] {
  const spans = new Map<string, readonly [string, number, number]>();
  for (const login of logins) {
    const key = keyOf(login);
    if (key === null) continue;
    const [, since, until] = spans.get(key) ?? [key, login.at, login.at];
    spans.set(key, [key, Math.min(since, login.at), Math.max(until, login.at)]);
  }
  return [...spans.values()];
}

interface AddressCandidates {
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly questions: readonly { alertId: string; ipAddress: string; since: number; until: number }[];
}

async function alertsOfAddresses(
  sql: BulkSql,
  spans: readonly (readonly [string, number, number])[],
): Promise<AddressCandidates> {
  const given = sql.given({ address: 'text', since: 'integer', till: 'integer' });
  const isNear = `a.last_seen >= given.since - ${LOGIN_AFTER_MS} AND a.first_seen <= given.till`;
  // One that has counted as many logins as are counted, and knows of the first, learns nothing.
  const isOpen = `(a.outcome <> 'login_succeeded' OR a.logins < ${MAX_LOGINS})`;
  const texts = [
    `SELECT given.address, ${COLUMNS} FROM ${given} JOIN alerts AS a ON a.ip_address = given.address ` +
      `WHERE a.attempts > 0 AND ${isNear} AND ${isOpen}`,
    `SELECT given.address, ${COLUMNS} FROM ${given} JOIN alert_addresses AS p ON p.ip_address = given.address ` +
      `JOIN alerts AS a ON a.id = p.alert_id WHERE p.attempts > 0 AND ${isNear} AND ${isOpen}`,
  ];
  const candidates = new Map<string, Candidate>();
  const questions: { alertId: string; ipAddress: string; since: number; until: number }[] = [];
  for (const text of texts) {
    for (const row of await sql.askOf(text, spans)) {
      const alert = candidateOf(row);
      candidates.set(alert.id, alert);
      questions.push({ ...spanOf(alert), ipAddress: String(row['address']) });
    }
  }
  return { candidates, questions };
}

async function alertsOfUsers(
  sql: BulkSql,
  spans: readonly (readonly [string, number, number])[],
): Promise<ReadonlyMap<string, Candidate>> {
  const given = sql.given({ name: 'text', since: 'integer', till: 'integer' });
  const text =
    `SELECT ${COLUMNS} FROM ${given} JOIN alerts AS a ON a.username = given.name WHERE a.outcome <> 'login_succeeded' ` +
    `AND a.last_seen >= given.since - ${LOGIN_AFTER_MS} AND a.first_seen <= given.till`;
  return new Map((await sql.askOf(text, spans)).map((row) => [String(row['id']), candidateOf(row)]));
}

function spanOf({ id, firstSeen, lastSeen }: Candidate): { alertId: string; since: number; until: number } {
  return { alertId: id, since: firstSeen, until: lastSeen + LOGIN_AFTER_MS };
}

function candidateOf(row: SqlRow): Candidate {
  return {
    id: String(row['id']),
    rule: String(row['rule']),
    reason: String(row['reason']),
    groupBy: JSON.parse(String(row['group_by'])) as Record<string, string>,
    severity: String(row['severity']) as Candidate['severity'],
    outcome: String(row['outcome']) as Candidate['outcome'],
    attempts: Number(row['attempts']),
    events: Number(row['events']),
    explanation: row['explanation'] === null ? null : String(row['explanation']),
    login: row['login'] === null ? null : (JSON.parse(String(row['login'])) as AlertLogin | null),
    logins: Number(row['logins']),
    ipAddress: row['ip_address'] === null ? null : String(row['ip_address']),
    username: row['username'] === null ? null : String(row['username']),
    firstSeen: Number(row['first_seen']),
    lastSeen: Number(row['last_seen']),
  };
}
