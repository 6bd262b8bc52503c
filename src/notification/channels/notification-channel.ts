import type { NotificationMessage } from '../notification-message.js';

export const CHANNEL_TYPES = ['email', 'webhook', 'slack', 'discord', 'ntfy', 'gotify'] as const;

export type ChannelType = (typeof CHANNEL_TYPES)[number];

/** How an attempt to deliver ended. Reasons are for people: without secrets, control characters made visible. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  /** Trying again may help; not before `afterMs` milliseconds, where the other side said so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** Trying again cannot help. */
  | { readonly kind: 'give-up'; readonly reason: string };

/** A way to reach people. */
export interface NotificationChannel {
  /** Its name in the configuration and the API: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly type: ChannelType;
  /** Where its messages go, each receiver getting its own: mail addresses; for others the host, which is no secret. */
  readonly receivers: readonly string[];
  /** Delivers or says why not; never throws. @param signal aborted when it has taken too long, or the service ends */
  deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Lets go of connections that are kept open. */
  close(): void;
}
