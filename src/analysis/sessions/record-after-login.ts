import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { recordAlertChanges } from '../../alerts/alert-outbox.js';
import { Alert } from '../../alerts/alert.entity.js';
import { LOGIN_AFTER_MS, newsOf } from '../../alerts/lifecycle/alert-outcome.js';
import type { AfterLogin, AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import { BulkSql } from '../../database/bulk-sql.js';
import { setAside, tryEach } from '../../faults/set-aside.js';
import { sessionIdsOf } from './alert-sessions.js';
import type { ChangedSessions } from './record-sessions.js';
import { MILESTONES } from './session.js';
import type { TrackedSession } from './session.js';
import { Session } from './session.entity.js';
import { deedsOf } from './session-summary.js';

/** So many alerts show a session at most. */
const MAX_ALERTS = 100;
const MAX_SENTENCES = 30;

/**
 * Writes down what whoever got in did, at the alerts that say so: at those of which it is news that they got in, and those
 * that show a session in which something was done that matters. In the caller's transaction, behind sessions and alerts. An
 * alert that cannot say it is set aside, and tried again.
 *
 * @param changes of alerts by the same transaction
 * @param at UTC milliseconds
 * @returns the alerts whose attacker went further
 */
export async function recordAfterLogin(
  manager: EntityManager,
  changes: readonly AlertChange[],
  { sessions, again }: ChangedSessions,
  at: number,
): Promise<AlertChange[]> {
  const ids = new Set([...again, ...changes.flatMap(({ alert }) => (alert.outcome === 'none' ? [] : [alert.id]))]);
  const sql = new BulkSql(manager);
  for (const some of sameClients(sessions.filter(({ facts }) => facts.highlights.length > 0))) {
    // Most people who log in are in no alert: that is asked once, not for each of their sessions.
    if (some.length > 1 && !(await isAnyShown(sql, some))) continue;
    for (const session of some) for (const id of await alertsShowing(sql, session)) ids.add(id);
  }
  const escalated: AlertChange[] = [];
  const record = async (part: EntityManager, some: readonly string[]): Promise<void> => {
    const found: AlertChange[] = [];
    for (const id of some) found.push(...(await recordAlert(part, id, at)));
    escalated.push(...found);
  };
  for (const { item, error } of await tryEach(manager, [...ids], record)) {
    await setAside(manager, { kind: 'session', subject: item, error, payload: null }, at);
  }
  return escalated;
}

async function recordAlert(manager: EntityManager, id: string, at: number): Promise<AlertChange[]> {
  const alert = await manager.findOneBy(Alert, { id });
  if (alert === null) return [];
  const after = await afterLoginOf(manager, new BulkSql(manager), alert);
  const before = alert.afterLogin;
  // Who was suspected may have been somebody else than who got in.
  if (JSON.stringify(after) === JSON.stringify(before)) return [];
  await manager.update(Alert, { id }, { afterLogin: after });
  const isFurther = after !== null && after.milestones.some((each) => before?.milestones.includes(each) !== true);
  const escalated: AlertChange[] = isFurther ? [{ kind: 'escalated', alert: newsOf(alert) }] : [];
  await recordAlertChanges(manager, escalated, at);
  return escalated;
}

/** Sessions by who logged in from where. */
function sameClients(sessions: readonly TrackedSession[]): Iterable<readonly TrackedSession[]> {
  const found = new Map<string, TrackedSession[]>();
  for (const session of sessions) {
    const key = JSON.stringify([session.ipAddress, session.username]);
    const known = found.get(key);
    if (known === undefined) found.set(key, [session]);
    else known.push(session);
  }
  return found.values();
}

/** False where no alert shows any of the sessions, all of one user from one address. */
async function isAnyShown(sql: BulkSql, sessions: readonly TrackedSession[]): Promise<boolean> {
  const [{ ipAddress, username }] = sessions as [TrackedSession];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startedAt } of sessions) {
    first = Math.min(first, startedAt);
    last = Math.max(last, startedAt);
  }
  const times = [last, first - LOGIN_AFTER_MS];
  const rows = await sql.rows(alertsNear({ most: 1 }), [ipAddress, ...times, username, ...times, ipAddress, ...times]);
  return rows.length > 0;
}

/** The alerts that show a session: whose logins it is one of. */
async function alertsShowing(sql: BulkSql, session: TrackedSession): Promise<string[]> {
  const { ipAddress, username, startedAt, loginEntry } = session;
  const times = [startedAt, startedAt - LOGIN_AFTER_MS];
  const login = `%"entryId":${loginEntry}}%`;
  const entered = `a.outcome = 'login_succeeded' AND a.attempts > 0`;
  const ofSession = {
    byAddress: `AND ((${entered}) OR a.login LIKE ?)`,
    byUser: 'AND a.login LIKE ?',
    byPart: `AND ${entered}`,
    most: MAX_ALERTS,
  };
  const values = [ipAddress, ...times, login, username, ...times, login, ipAddress, ...times];
  return (await sql.rows(alertsNear(ofSession), values)).map((row) => String(row['id']));
}

/**
 * SQL for the ids of alerts that were active near a login: of its address, of its user, and those in which its address took
 * part. Each part takes the address or the user, the latest `first_seen` and the earliest `last_seen`, and what its
 * condition takes.
 */
function alertsNear({ byAddress = '', byUser = '', byPart = '', most }: NearConditions): string {
  const near = `a.outcome <> 'none' AND a.first_seen <= ? AND a.last_seen >= ?`;
  return (
    `SELECT a.id FROM alerts AS a WHERE a.ip_address = ? AND ${near} ${byAddress} ` +
    `UNION SELECT a.id FROM alerts AS a WHERE a.username = ? AND ${near} ${byUser} ` +
    `UNION SELECT a.id FROM alert_addresses AS p JOIN alerts AS a ON a.id = p.alert_id ` +
    `WHERE p.ip_address = ? AND p.attempts > 0 AND ${near} ${byPart} LIMIT ${most}`
  );
}

interface NearConditions {
  readonly byAddress?: string;
  readonly byUser?: string;
  readonly byPart?: string;
  readonly most: number;
}

async function afterLoginOf(manager: EntityManager, sql: BulkSql, alert: Alert): Promise<AfterLogin | null> {
  const ids = await sessionIdsOf(sql, alert);
  if (ids.length === 0) return null;
  const sessions = await manager.find(Session, { where: { id: In(ids) }, order: { startedAt: 'ASC', id: 'ASC' } });
  const reached = sessions.flatMap(({ facts }) => MILESTONES.filter((name) => facts.milestones[name] !== undefined));
  const told = new Set<string>();
  const sentences = sessions.flatMap((session) => deedsOf(withoutTold(session, told))).slice(0, MAX_SENTENCES);
  return reached.length === 0 ? null : { milestones: [...new Set(reached)], sentences };
}

/** A session without what another one of the same person may have done as well. */
function withoutTold(session: Session, told: Set<string>): Session {
  const highlights = session.facts.highlights.filter((each) => {
    const key = JSON.stringify([session.host, each]);
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
  return { ...session, facts: { ...session.facts, highlights } };
}
