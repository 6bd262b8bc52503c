import type { ChannelPolicy } from '../policy/channel-policy.js';
import type { NotificationChannel } from './notification-channel.js';

/** A channel, and what is told of on it. */
export interface ConfiguredChannel {
  readonly channel: NotificationChannel;
  readonly policy: ChannelPolicy;
}

/** Injection token of the configured channels, an array of {@link ConfiguredChannel}. */
export const CHANNELS = Symbol('NotificationChannels');
