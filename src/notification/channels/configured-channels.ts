import type { ChannelSettings, PolicySettings } from '../../config/channels/channel-settings.js';
import { channelSettings, policySettings } from '../../config/channels/environment-channels.js';
import type { Settings } from '../../config/settings.schema.js';
import type { ChannelPolicy } from '../policy/notification-policy.js';
import { ChatChannel } from './chat/chat.channel.js';
import { EmailChannel } from './mail/email.channel.js';
import type { NotificationChannel } from './notification-channel.js';
import { WebhookChannel } from './webhook/webhook.channel.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The policy of a channel from the settings that it has. */
function channelPolicyOf(settings: PolicySettings): ChannelPolicy {
  return {
    minSeverity: settings.min_severity,
    repeatMs: settings.repeat_hours === 0 ? null : settings.repeat_hours * HOUR_MS,
    tellsEnd: settings.ended,
    maxAgeMs: settings.max_age_hours * HOUR_MS,
    limit: settings.rate_limit,
    digestMs: settings.digest_minutes * MINUTE_MS,
    quiet: settings.quiet,
  };
}

/** The channels that are configured, each with its policy; none where none is. */
export function configuredChannels(settings: Settings): ConfiguredChannel[] {
  const general = policySettings(settings);
  return channelSettings(settings).map((channel) => ({
    channel: makeChannel(channel, settings),
    policy: channelPolicyOf({ ...general, ...channel.policy }),
  }));
}

function makeChannel(channel: ChannelSettings, settings: Settings): NotificationChannel {
  const { PUBLIC_URL: publicUrl, NOTIFY_TIMEOUT_SECONDS: timeout } = settings;
  switch (channel.type) {
    case 'email':
      return new EmailChannel(channel.name, channel.email, publicUrl, timeout * 1000);
    case 'webhook':
      return new WebhookChannel(channel.name, channel.webhook, publicUrl);
    case 'slack':
    case 'discord':
    case 'ntfy':
    case 'gotify':
      return new ChatChannel(channel.name, channel.type, channel.chat, publicUrl);
    default:
      return channel satisfies never;
  }
}

/** A channel, and what is told of on it. */
export interface ConfiguredChannel {
  readonly channel: NotificationChannel;
  readonly policy: ChannelPolicy;
}

/** Injection token of the configured channels, an array of {@link ConfiguredChannel}. */
export const CHANNELS = Symbol('NotificationChannels');
