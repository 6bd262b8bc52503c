import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AlertActionRecord } from '../alerts/alert-action.entity.js';
import { RecordedAlertChange } from '../alerts/alert-change.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import type { AlertRetention } from '../config/alert-retention.js';
import { NotifiedAlert } from '../notification/outbox/notified-alert.entity.js';
import { inParts } from '../database/bulk-sql.js';
import { Notification } from '../notification/outbox/notification.entity.js';
import { ToldAlert } from '../notification/outbox/told-alert.entity.js';
import type { NeededPast } from './entry-retention.js';

/** Few enough that nobody notices the wait. */
const ALERTS_AT_ONCE = 100;
const DAY = 24 * 3_600_000;

/** Where a walk through the alerts stands: behind the alert that was seen last at this moment, and has this id. */
export interface AlertPosition {
  readonly lastSeen: number;
  readonly id: string;
}

export const FIRST_ALERT: AlertPosition = { lastSeen: 0, id: '' };

/**
 * Removes the alerts whose time is over among the next few, oldest first, with all that is kept about them: what people
 * did, what was told, and notifications that tell of nothing else. One that is still waiting to be told of stays.
 *
 * @param now UTC milliseconds
 * @returns how many were removed, and where to go on; null at the end
 */
export async function removeOldAlerts(
  manager: EntityManager,
  retention: AlertRetention,
  needed: readonly NeededPast[],
  from: AlertPosition,
  now: number,
): Promise<{ removed: number; next: AlertPosition | null }> {
  const longestAgo = now - Math.min(...Object.values(retention)) * DAY;
  const alerts = await manager
    .createQueryBuilder(Alert, 'alert')
    .select(['alert.id', 'alert.lastSeen', 'alert.endsAt', 'alert.severity', 'alert.lane'])
    .where('(alert.lastSeen, alert.id) > (:lastSeen, :id) AND alert.lastSeen < :longestAgo', { ...from, longestAgo })
    .orderBy({ 'alert.lastSeen': 'ASC', 'alert.id': 'ASC' })
    .limit(ALERTS_AT_ONCE)
    .getMany();
  const sinceOf = new Map(needed.map(({ lane, alertsSince }) => [lane, alertsSince]));
  const isOver = ({ severity, lane, lastSeen, endsAt }: Alert): boolean => {
    const days = retention[severity];
    if (days === undefined || endsAt >= now) return false;
    return lastSeen < now - days * DAY && lastSeen < (sinceOf.get(lane) ?? Infinity);
  };
  const over = alerts.filter(isOver).map(({ id }) => id);
  const untold = await idsToBeTold(manager, over);
  const ids = over.filter((id) => !untold.has(id));
  if (ids.length > 0) await removeAlerts(manager, ids);
  const last = alerts.at(-1);
  const isEnd = last === undefined || alerts.length < ALERTS_AT_ONCE;
  return { removed: ids.length, next: isEnd ? null : { lastSeen: last.lastSeen, id: last.id } };
}

async function idsToBeTold(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const waiting = await manager
    .createQueryBuilder(NotifiedAlert, 'named')
    .innerJoin(Notification, 'n', 'n.id = named.notificationId')
    .select('named.alertId', 'id')
    .where(`named.alertId IN (:...ids) AND n.state = 'pending'`, { ids })
    .getRawMany<{ id: string }>();
  const changed = await manager.findBy(RecordedAlertChange, { alertId: In([...ids]), pending: true });
  return new Set([...waiting.map(({ id }) => id), ...changed.map(({ alertId }) => alertId)]);
}

async function removeAlerts(manager: EntityManager, ids: readonly string[]): Promise<void> {
  const alertId = In([...ids]);
  const named = await manager.findBy(NotifiedAlert, { alertId });
  await manager.delete(Alert, { id: In([...ids]) });
  await manager.delete(NotifiedAlert, { alertId });
  await manager.delete(ToldAlert, { alertId });
  await manager.delete(AlertActionRecord, { alertId });
  await manager.delete(RecordedAlertChange, { alertId });
  const notifications = [...new Set(named.map(({ notificationId }) => notificationId))];
  for (const part of inParts(notifications)) {
    await manager
      .createQueryBuilder()
      .delete()
      .from(Notification)
      .where('id IN (:...part)', { part })
      .andWhere('NOT EXISTS (SELECT 1 FROM notified_alerts named WHERE named.notification_id = notifications.id)')
      .execute();
  }
}
