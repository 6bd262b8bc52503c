import { isoTime } from '../common/iso-time.js';
import { NotificationDetailsDto, NotificationDto } from './notification.dto.js';
import type { Notification } from './outbox/notification.entity.js';

/** The alerts that a notification names: some of their ids, and how many they are. */
export interface NamedAlerts {
  readonly ids: readonly string[];
  readonly count: number;
}

/** A notification as a list shows it. */
export function notificationView(notification: Notification, named: NamedAlerts): NotificationDto {
  return {
    id: notification.id,
    channel: notification.channel,
    receiver: notification.receiver,
    reason: notification.reason,
    severity: notification.severity,
    causes: [...notification.causes],
    alert_count: named.count + notification.further,
    alert_ids: [...named.ids],
    state: notification.state,
    created_at: isoTime(notification.createdAt),
    due_at: notification.state === 'pending' ? isoTime(notification.dueAt) : null,
    deadline_at: isoTime(notification.deadlineAt),
    ended_at: isoTime(notification.endedAt),
    tries: notification.tries,
    last_error: notification.lastError,
  };
}

/** A notification with all there is to say about it. */
export function notificationDetails(notification: Notification, named: NamedAlerts): NotificationDetailsDto {
  return {
    ...notificationView(notification, named),
    attempts: notification.attempts.map(({ startedAt, endedAt, outcome, error }) => ({
      started_at: isoTime(startedAt),
      ended_at: isoTime(endedAt),
      outcome,
      error,
    })),
  };
}
