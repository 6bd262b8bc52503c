import type { ChannelSettings } from '../../config/channels/channel-settings.js';
import { channelSettings } from '../../config/channels/environment-channels.js';
import { policySettings } from '../../config/channels/environment-policy.js';
import type { Settings } from '../../config/settings.schema.js';
import { channelPolicyOf } from './channel-policy-of.js';
import type { ConfiguredChannel } from './configured-channels.js';
import { ChatChannel } from './chat/chat.channel.js';
import { EmailChannel } from './mail/email.channel.js';
import type { NotificationChannel } from './notification-channel.js';
import { WebhookChannel } from './webhook/webhook.channel.js';

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
