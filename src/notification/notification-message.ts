import type { AlertInIncident } from '../alerts/incidents/read-incidents.js';
import type { DigestCause, NotificationReason } from './policy/notification-reason.js';

export { DIGEST_CAUSES, NOTIFICATION_REASONS } from './policy/notification-reason.js';
export type { DigestCause, NotificationReason } from './policy/notification-reason.js';

/** What a channel is to deliver to one receiver. */
export interface NotificationMessage {
  /** A UUID that stays the same when the message is sent again: it makes the Message-ID, and is the `webhook-id`. */
  readonly id: string;
  readonly reason: NotificationReason;
  /** When the message was decided on, UTC milliseconds. */
  readonly createdAt: number;
  /** When it is sent, UTC milliseconds. */
  readonly sentAt: number;
  /** One of the channel's receivers. */
  readonly receiver: string;
  /** What it is about, as it stands now: one alert; several, the gravest first, in a digest; none in a test. */
  readonly alerts: readonly AlertInIncident[];
  /** How many more alerts the digest stands for than it names. */
  readonly further: number;
  /** Every cause that a digest has; empty for other messages. */
  readonly causes: readonly DigestCause[];
  /** Ids of earlier messages to the same receiver about the same alert, oldest first: they are one thread. */
  readonly earlier: readonly string[];
}
