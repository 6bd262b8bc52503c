import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Alert } from '../../alerts/alert.entity.js';
import { withIncidents } from '../../alerts/incidents/read-incidents.js';
import { BulkSql } from '../../database/bulk-sql.js';
import type { NotificationMessage } from '../notification-message.js';
import { Notification } from '../outbox/notification.entity.js';
import { NotifiedAlert } from '../outbox/notified-alert.entity.js';

/** How many earlier messages a follow-up refers to. */
const MOST_EARLIER = 20;

/**
 * Puts a message together: its alerts as they stand now, so that one which had to wait does not tell of yesterday.
 *
 * @param now UTC milliseconds
 */
export async function readMessage(
  manager: EntityManager,
  notification: Notification,
  now: number,
): Promise<NotificationMessage> {
  const { id, reason, createdAt, receiver, further, causes } = notification;
  const named = await manager.find(NotifiedAlert, { where: { notificationId: id }, order: { position: 'ASC' } });
  const ids = named.map(({ alertId }) => alertId);
  const stored = await withIncidents(new BulkSql(manager), await manager.findBy(Alert, { id: In(ids) }));
  const alerts = new Map(stored.map((alert) => [alert.id, alert]));
  return {
    id,
    reason,
    createdAt,
    sentAt: now,
    receiver,
    alerts: ids.flatMap((alertId) => alerts.get(alertId) ?? []),
    further,
    causes,
    earlier: reason === 'digest' || ids.length !== 1 ? [] : await earlierIds(manager, notification, ids[0]!),
  };
}

async function earlierIds(
  manager: EntityManager,
  { id, channel, receiver }: Notification,
  alertId: string,
): Promise<string[]> {
  const rows = await manager
    .createQueryBuilder(Notification, 'n')
    .select('n.id', 'id')
    .innerJoin(NotifiedAlert, 'named', 'named.notificationId = n.id AND named.alertId = :alertId', { alertId })
    .where('n.channel = :channel AND n.receiver = :receiver AND n.id < :id', { channel, receiver, id })
    .andWhere(`n.reason <> 'digest'`)
    .orderBy('n.id', 'ASC')
    .limit(MOST_EARLIER)
    .getRawMany<{ id: string }>();
  return rows.map((row) => row.id);
}
