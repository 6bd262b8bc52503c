import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AlertActionRecord } from '../alerts/alert-action.entity.js';
import { RecordedAlertChange } from '../alerts/alert-change.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import type { AlertRetention } from '../config/alert-retention.js';
import { Fault } from '../faults/fault.entity.js';
import { NotifiedAlert } from '../notification/outbox/notified-alert.entity.js';
import { Notification } from '../notification/outbox/notification.entity.js';
import { ToldAlert } from '../notification/outbox/told-alert.entity.js';
import type { NeededPast } from './entry-retention.js';
import { deleteSome } from './delete-some.js';

/** Few enough that nobody notices the wait. */
const ALERTS_AT_ONCE = 100;
const DAY = 24 * 3_600_000;

/**
 * An alert that people have not been notified of yet is kept for so long beyond its time: longer than any notification is
 * tried (NOTIFY_DEADLINE_HOURS). Then it goes as well, so that a channel that is no more keeps nothing for ever.
 */
export const LONGEST_WAIT_DAYS = 31;

/** Where a walk through the alerts stands: behind the alert that was seen last at this moment, and has this id. */
export interface AlertPosition {
  readonly lastSeen: number;
  readonly id: string;
}

export const FIRST_ALERT: AlertPosition = { lastSeen: 0, id: '' };

/** Behind every id. */
const LAST_ID = '~';

/** What a step has removed. */
export interface RemovedAlerts {
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
  for (const { alertId, waitingSince: at } of await manager.findBy(ToldAlert, { alertId: In([...ids]) }))
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
  await manager.delete(ToldAlert, { alertId });
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
