import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AlertActionRecord, RecordedAlertChange } from '../alerts/alert-records.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import type { AlertRetention } from '../config/alert-retention.js';
import { postgresText } from '../database/postgres/postgres-text.js';
import type { SqlRow, SqlValue } from '../database/sql-reader.js';
import { Fault } from '../faults/fault.entity.js';
import { Notification, NotifiedAlert } from '../notification/outbox/notification.entity.js';
import { AlertNotificationState } from '../notification/outbox/outbox-records.entity.js';
import type { NeededPast } from './entry-retention.js';

/** Few enough rows that nobody notices the wait. */
const ROWS_AT_ONCE = 2_000;

/**
 * Deletes the next few rows of a table that a condition holds for, in the caller's transaction.
 *
 * @param keys columns of the primary key
 * @param condition in SQL, with a `?` for each value
 * @returns whether that was all of them
 */
async function deleteSome(
  manager: EntityManager,
  table: string,
  keys: readonly string[],
  condition: string,
  values: readonly SqlValue[] = [],
): Promise<boolean> {
  const chosen = `SELECT ${keys.join(', ')} FROM ${table} WHERE ${condition} LIMIT ${ROWS_AT_ONCE}`;
  const rows = await ask(manager, chosen, values);
  if (rows.length > 0) await ask(manager, `DELETE FROM ${table} WHERE (${keys.join(', ')}) IN (${chosen})`, values);
  return rows.length < ROWS_AT_ONCE;
}

/** Runs a statement whose text is not always the same. @param text SQLite's SQL, with a `?` for each value */
function ask(manager: EntityManager, text: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
  const isPostgres = manager.connection.options.type === 'postgres';
  return manager.query<SqlRow[]>(isPostgres ? postgresText(text) : text, [...values]);
}

const INCIDENTS_AT_ONCE = 500;
/** Alerts that lie so far apart belong to different incidents; see `link-incidents.ts`. */
const FOLLOWS_WITHIN_MS = 3_600_000;

const ENDED_ABOUT_NOTHING =
  `state <> 'pending' AND NOT EXISTS ` +
  '(SELECT 1 FROM notified_alerts AS named WHERE named.notification_id = notifications.id)';

/**
 * Removes the incidents without alerts among the next few, with their names, what was notified of them, and when whom they
 * had to do with. One that has alerts left keeps the id that people know it by, though its first alert may be gone.
 *
 * @param from the number of the incident that was looked at last
 * @returns where to go on; null at the end
 */
export async function removeEmptyIncidents(manager: EntityManager, from: number): Promise<number | null> {
  const next = `SELECT id FROM incidents WHERE id > ? ORDER BY id LIMIT ${INCIDENTS_AT_ONCE}`;
  const ids = (await ask(manager, next, [from])).map(({ id }) => Number(id));
  const last = ids.at(-1);
  if (last === undefined) return null;
  const empty = 'NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.incident = incidents.id)';
  const found = await ask(manager, `SELECT id FROM incidents WHERE id > ? AND id <= ? AND ${empty}`, [from, last]);
  const gone = found.map(({ id }) => Number(id));
  if (gone.length > 0) {
    const list = `(${gone.join(', ')})`;
    const isDone = await deleteSome(manager, 'incident_spans', ['participant', 'first_seen'], `incident IN ${list}`);
    if (!isDone) return from;
    const names = `SELECT alert_id FROM incident_names WHERE incident IN ${list}`;
    await ask(manager, `DELETE FROM told_incidents WHERE incident_id IN (${names})`);
    await ask(manager, `DELETE FROM incident_names WHERE incident IN ${list}`);
    await ask(manager, `DELETE FROM incidents WHERE id IN ${list}`);
  }
  return ids.length < INCIDENTS_AT_ONCE ? null : last;
}

/**
 * Removes some of what is older than every alert that is left, and than what detection may still go on from: spans of
 * incidents that go on, what rules found that raise no alerts themselves, and notifications about no alert, such as tests.
 *
 * @param reach of all streams, those at rest too
 * @param needed that of streams that go on
 * @param longestAgo before this, UTC milliseconds, the first alerts go
 * @returns whether that was all of it
 */
export async function removeOutlived(
  manager: EntityManager,
  reach: readonly NeededPast[],
  needed: readonly NeededPast[],
  longestAgo: number,
): Promise<boolean> {
  const [row] = await ask(manager, 'SELECT MIN(last_seen) AS first FROM alerts');
  const first = row!['first'] === null ? Number.MAX_SAFE_INTEGER : Number(row!['first']);
  const before = Math.min(first, ...needed.map(({ alertsSince }) => alertsSince)) - FOLLOWS_WITHIN_MS;
  const isDone = await deleteSome(manager, 'incident_spans', ['participant', 'first_seen'], 'last_seen < ?', [before]);
  const ended = await deleteSome(manager, 'notifications', ['id'], `created_at < ? AND ${ENDED_ABOUT_NOTHING}`, [
    longestAgo,
  ]);
  return (await removeOldSilent(manager, reach)) && isDone && ended;
}

/** Streams that come later have greater numbers: what they find meanwhile stays. */
async function removeOldSilent(manager: EntityManager, reach: readonly NeededPast[]): Promise<boolean> {
  if (reach.length === 0) return true;
  const lanes = reach.map(({ lane }) => lane);
  const gone = `(lane < ${Math.max(...lanes)} AND lane NOT IN (${lanes.join(', ')}))`;
  const old = reach.map(({ lane, alertsSince }) => `(lane = ${lane} AND last_seen < ${Math.floor(alertsSince)})`);
  return deleteSome(manager, 'silent_detections', ['id'], [gone, ...old].join(' OR '));
}

/** Few enough that nobody notices the wait. */
const ALERTS_AT_ONCE = 100;
const DAY = 24 * 3_600_000;

/**
 * An alert that people have not been notified of yet is kept for so long beyond its time: longer than any notification is
 * tried (NOTIFY_DEADLINE_HOURS). Then it goes as well, so that a channel that is no more keeps nothing for ever.
 */
export const LONGEST_WAIT_DAYS = 31;

/** Where a walk through the alerts stands: behind the alert that was seen last at this moment, and has this id. */
interface AlertPosition {
  readonly lastSeen: number;
  readonly id: string;
}

export const FIRST_ALERT: AlertPosition = { lastSeen: 0, id: '' };

/** Behind every id. */
const LAST_ID = '~';

/** What a step has removed. */
interface RemovedAlerts {
  readonly removed: number;
  /** How many of them nobody had been notified of. */
  readonly unnotified: number;
  /** Where to go on; null at the end. */
  readonly next: AlertPosition | null;
}

/**
 * Removes the alerts whose time is over among the next few, oldest first, with all that is kept about them: who took
 * part, what people did, what was notified, and notifications that are about nothing else. One that waits to be notified
 * stays ({@link LONGEST_WAIT_DAYS}). One that says a time in the future is as old as its last change.
 *
 * @param now UTC milliseconds
 */
export async function removeOldAlerts(
  manager: EntityManager,
  retention: AlertRetention,
  needed: readonly NeededPast[],
  from: AlertPosition,
  now: number,
): Promise<RemovedAlerts> {
  const longestAgo = now - Math.min(...Object.values(retention)) * DAY;
  const isAhead = from.lastSeen >= now;
  const alerts = await manager
    .createQueryBuilder(Alert, 'alert')
    .select(['alert.id', 'alert.lastSeen', 'alert.endsAt', 'alert.severity', 'alert.lane'])
    .where('(alert.lastSeen, alert.id) > (:lastSeen, :id) AND alert.lastSeen < :end')
    .setParameters({ ...from, end: isAhead ? Number.MAX_SAFE_INTEGER : longestAgo })
    .orderBy({ 'alert.lastSeen': 'ASC', 'alert.id': 'ASC' })
    .limit(ALERTS_AT_ONCE)
    .getMany();
  const changedAt = await lastChanges(manager, isAhead ? alerts.map(({ id }) => id) : []);
  const sinceOf = new Map(needed.map(({ lane, alertsSince }) => [lane, alertsSince]));
  const isOver = ({ id, severity, lane, lastSeen, endsAt }: Alert): boolean => {
    const days = retention[severity];
    if (days === undefined || lastSeen >= (sinceOf.get(lane) ?? Infinity)) return false;
    if (isAhead) return (changedAt.get(id) ?? now) < now - days * DAY;
    return endsAt < now && lastSeen < now - days * DAY;
  };
  const over = alerts.filter(isOver).map(({ id }) => id);
  const waiting = await waitingSince(manager, over);
  const isKept = (id: string): boolean => (waiting.get(id) ?? -Infinity) > now - LONGEST_WAIT_DAYS * DAY;
  const ids = over.filter((id) => !isKept(id));
  const isDone = ids.length === 0 || (await removeAlerts(manager, ids));
  // What is left of these goes in the next step, and they with it.
  if (!isDone) return { removed: 0, unnotified: 0, next: from };
  const unnotified = ids.filter((id) => waiting.has(id)).length;
  return { removed: ids.length, unnotified, next: nextPosition(alerts, isAhead, now) };
}

/** Behind the old alerts come those that say a time in the future. */
function nextPosition(alerts: readonly Alert[], isAhead: boolean, now: number): AlertPosition | null {
  const last = alerts.at(-1);
  if (last !== undefined && alerts.length === ALERTS_AT_ONCE) return { lastSeen: last.lastSeen, id: last.id };
  return isAhead ? null : { lastSeen: now, id: LAST_ID };
}

/** When alerts last changed by the clock of the service, UTC milliseconds. */
async function lastChanges(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const latest = new Map<string, number>();
  for (const { alertId, at } of ids.length === 0
    ? []
    : await manager.findBy(RecordedAlertChange, { alertId: In([...ids]) }))
    latest.set(alertId, Math.max(at, latest.get(alertId) ?? at));
  return latest;
}

/** Since when alerts have been waiting to be notified: for the decision, in a digest, or to be delivered. */
async function waitingSince(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const since = new Map<string, number>();
  if (ids.length === 0) return since;
  const note = (id: string, at: number): void => void since.set(id, Math.max(at, since.get(id) ?? at));
  const pending = await manager
    .createQueryBuilder(NotifiedAlert, 'named')
    .innerJoin(Notification, 'n', 'n.id = named.notificationId')
    .select('named.alertId', 'id')
    .addSelect('n.createdAt', 'at')
    .where(`named.alertId IN (:...ids) AND n.state = 'pending'`, { ids })
    .getRawMany<{ id: string; at: number | string }>();
  for (const { id, at } of pending) note(id, Number(at));
  for (const { alertId, at } of await manager.findBy(RecordedAlertChange, { alertId: In([...ids]), pending: true }))
    note(alertId, at);
  for (const { alertId, waitingSince: at } of await manager.findBy(AlertNotificationState, { alertId: In([...ids]) }))
    if (at !== null) note(alertId, at);
  return since;
}

/** @returns false where there is more about them than one step removes: the alerts are still there */
async function removeAlerts(manager: EntityManager, ids: readonly string[]): Promise<boolean> {
  const chosen = `alert_id IN (${ids.map(() => '?').join(', ')})`;
  if (!(await deleteSome(manager, 'alert_addresses', ['alert_id', 'ip_address'], chosen, ids))) return false;
  const alertId = In([...ids]);
  const named = await manager.findBy(NotifiedAlert, { alertId });
  await manager.delete(Alert, { id: alertId });
  await manager.delete(NotifiedAlert, { alertId });
  await manager.delete(AlertNotificationState, { alertId });
  await manager.delete(AlertActionRecord, { alertId });
  await manager.delete(RecordedAlertChange, { alertId });
  await manager.delete(Fault, { kind: 'alert', subject: alertId });
  const notifications = [...new Set(named.map(({ notificationId }) => notificationId))];
  if (notifications.length === 0) return true;
  await manager
    .createQueryBuilder()
    .delete()
    .from(Notification)
    .where('id IN (:...notifications)', { notifications })
    .andWhere('NOT EXISTS (SELECT 1 FROM notified_alerts named WHERE named.notification_id = notifications.id)')
    .execute();
  return true;
}
