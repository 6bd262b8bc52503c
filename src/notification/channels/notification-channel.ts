import type { AlertText } from '../alert-text.js';

/** How an attempt to deliver ended. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  /** Trying again may help. */
  | { readonly kind: 'retry'; readonly reason: string }
  /** Trying again cannot help. */
  | { readonly kind: 'give-up'; readonly reason: string };

/** A way to reach people. Delivers or says why not; never throws, and ends within a bounded time. */
export interface NotificationChannel {
  readonly name: string;
  deliver(text: AlertText): Promise<DeliveryOutcome>;
}

/** Injection token of the configured channels, an array of {@link NotificationChannel}. */
export const CHANNELS = Symbol('NotificationChannels');
