import { channelSettings } from '../../config/channels/environment-channels.js';
import { policySettings } from '../../config/channels/environment-policy.js';
import type { Settings } from '../../config/settings.schema.js';
import { channelPolicyOf } from './channel-policy-of.js';
import type { ConfiguredChannel } from './configured-channels.js';
import { EmailChannel } from './mail/email.channel.js';

/** The channels that are configured, each with its policy; none where none is. */
export function configuredChannels(settings: Settings): ConfiguredChannel[] {
  const { PUBLIC_URL: publicUrl, NOTIFY_TIMEOUT_SECONDS: timeout } = settings;
  const general = policySettings(settings);
  return channelSettings(settings).flatMap((channel) => {
    if (channel.type !== 'email') return [];
    const policy = channelPolicyOf({ ...general, ...channel.policy });
    return [{ channel: new EmailChannel(channel.name, channel.email, publicUrl, timeout * 1000), policy }];
  });
}
