import type { Settings } from '../settings.schema.js';
import { channelFaults } from './channel-file.js';
import type { ChannelSettings, PolicySettings } from './channel-settings.js';

/** The policy of channels that have none of their own. */
export function policySettings(settings: Settings): PolicySettings {
  return {
    min_severity: settings.NOTIFY_MIN_SEVERITY,
    repeat_hours: settings.NOTIFY_REPEAT_HOURS,
    ended: settings.NOTIFY_ENDED,
    max_age_hours: settings.NOTIFY_MAX_AGE_HOURS,
    rate_limit: settings.NOTIFY_RATE_LIMIT,
    digest_minutes: settings.NOTIFY_DIGEST_MINUTES,
    quiet: settings.NOTIFY_QUIET,
  };
}

/** Every channel that is configured: those of the environment, then those of `NOTIFY_CONFIG`. */
export function channelSettings(settings: Settings): ChannelSettings[] {
  return [...environmentChannels(settings), ...settings.NOTIFY_CONFIG];
}

/** One of each: `email`, `webhook`, `alertmanager`, and a chat channel that is named like its format. */
function environmentChannels(settings: Settings): ChannelSettings[] {
  const { CHAT_FORMAT: format, WEBHOOK_ALLOW_PRIVATE: allow_private } = settings;
  const channels: ChannelSettings[] = [];
  if (settings.EMAIL_PASSWORD !== '')
    channels.push({
      name: 'email',
      type: 'email',
      policy: {},
      email: {
        sender: settings.SENDER_EMAIL,
        receivers: settings.RECEIVER_EMAIL,
        password: settings.EMAIL_PASSWORD,
        host: settings.SMTP_HOST,
        port: settings.SMTP_PORT,
        secure: settings.SMTP_SECURE,
        user: settings.SMTP_USER,
        weekly_summary: settings.WEEKLY_SUMMARY,
      },
    });
  if (settings.WEBHOOK_URL !== '') {
    const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, WEBHOOK_FORMAT: body } = settings;
    const webhook = { url, secret, format: body, allow_private };
    channels.push({ name: 'webhook', type: 'webhook', policy: {}, webhook });
  }
  if (settings.ALERTMANAGER_URL !== '') {
    const { ALERTMANAGER_URL: url, ALERTMANAGER_TOKEN: token, ALERTMANAGER_REPEAT_SECONDS: repeat_seconds } = settings;
    const alertmanager = { url, token, repeat_seconds, allow_private };
    channels.push({ name: 'alertmanager', type: 'alertmanager', policy: {}, alertmanager });
  }
  if (settings.CHAT_URL !== '' && format !== '') {
    const { CHAT_URL: url, CHAT_TOKEN: token, CHAT_TO: to } = settings;
    const chat = { url, token, to, allow_private };
    channels.push({ name: format, type: format, policy: {}, chat });
  }
  return channels;
}

/** Settings of channels that do not go together. */
export function channelContradictions(settings: Settings): string[] {
  const faults: string[] = [];
  const given = [settings.SENDER_EMAIL, settings.RECEIVER_EMAIL[0], settings.EMAIL_PASSWORD].filter(Boolean).length;
  if (given > 0 && given < 3)
    faults.push(
      'SENDER_EMAIL, RECEIVER_EMAIL and EMAIL_PASSWORD go together: set all three, or none to leave mail off',
    );
  if (settings.WEEKLY_SUMMARY !== null && settings.EMAIL_PASSWORD === '')
    faults.push('WEEKLY_SUMMARY is set, but mail is not: it takes SENDER_EMAIL, RECEIVER_EMAIL and EMAIL_PASSWORD');
  if (settings.WEBHOOK_SECRET.length > 0 && settings.WEBHOOK_URL === '')
    faults.push('WEBHOOK_SECRET is set without WEBHOOK_URL');
  if ((settings.CHAT_URL === '') !== (settings.CHAT_FORMAT === ''))
    faults.push('CHAT_URL and CHAT_FORMAT go together: set both, or none to leave the chat off');
  for (const name of ['CHAT_TOKEN', 'CHAT_TO'] as const)
    if (settings[name] !== '' && settings.CHAT_URL === '') faults.push(`${name} is set without CHAT_URL`);
  if (settings.ALERTMANAGER_TOKEN !== '' && settings.ALERTMANAGER_URL === '')
    faults.push('ALERTMANAGER_TOKEN is set without ALERTMANAGER_URL');
  const channels = environmentChannels(settings);
  for (const channel of channels) {
    const prefix = 'chat' in channel ? 'CHAT' : channel.type.toUpperCase();
    if (channel.type !== 'email')
      for (const { field, fault } of channelFaults(channel)) faults.push(`${prefix}_${field.toUpperCase()} ${fault}`);
    if (settings.NOTIFY_CONFIG.some(({ name }) => name === channel.name))
      faults.push(`NOTIFY_CONFIG names a channel '${channel.name}', as the one of the environment is called`);
  }
  return faults;
}
