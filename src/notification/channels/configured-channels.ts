import type {
  ChannelSettings,
  ChannelType,
  ChatFormat as ChatType,
  PolicySettings,
} from '../../config/channels/channel-settings.js';
import { channelSettings, policySettings } from '../../config/channels/environment-channels.js';
import type { Settings } from '../../config/settings.schema.js';
import type { ChannelPolicy } from '../policy/notification-policy.js';
import type { WeekTime } from '../policy/weekly-summary.js';
import { AlertmanagerChannel } from './alertmanager/alertmanager.channel.js';
import { ChatChannel } from './chat/chat.channel.js';
import type { ChatFormat } from './chat/chat-format.js';
import { APPRISE } from './chat/apprise.js';
import { DISCORD } from './chat/discord.js';
import { GOTIFY } from './chat/gotify.js';
import { NTFY } from './chat/ntfy.js';
import { PAGERDUTY } from './chat/pagerduty.js';
import { SLACK } from './chat/slack.js';
import { TEAMS } from './chat/teams.js';
import { TELEGRAM } from './chat/telegram.js';
import { EmailChannel } from './mail/email.channel.js';
import type { NotificationChannel } from './notification-channel.js';
import { WebhookChannel } from './webhook/webhook.channel.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The policy of a channel from the settings that it has. */
function channelPolicyOf(settings: PolicySettings, type: ChannelType): ChannelPolicy {
  return {
    minSeverity: settings.min_severity,
    repeatMs: settings.repeat_hours === 0 ? null : settings.repeat_hours * HOUR_MS,
    notifiesEnd: settings.ended,
    resolves: settings.ended && RESOLVING.includes(type),
    maxAgeMs: settings.max_age_hours * HOUR_MS,
    limit: settings.rate_limit,
    digestMs: settings.digest_minutes * MINUTE_MS,
    quiet: settings.quiet,
  };
}

/** Where a type of channel needs another policy than `NOTIFY_…` says: what nobody ends at PagerDuty stays open there. */
const DEFAULTS: { readonly [Type in ChannelType]?: Partial<PolicySettings> } = { pagerduty: { ended: true } };

/** Types whose receivers keep an alert open until they hear of its end. */
const RESOLVING: readonly ChannelType[] = ['pagerduty'];

/** The channels that are configured, each with its policy; none where none is. */
export function configuredChannels(settings: Settings): ConfiguredChannel[] {
  const general = policySettings(settings);
  return channelSettings(settings).map((channel) => ({
    channel: makeChannel(channel, settings),
    weeklySummary: channel.type === 'email' ? channel.email.weekly_summary : null,
    policy: channelPolicyOf({ ...general, ...DEFAULTS[channel.type], ...channel.policy }, channel.type),
  }));
}

type SettingsOf<Type extends ChannelType> = ChannelSettings & { readonly type: Type };
type Make<Type extends ChannelType> = (channel: SettingsOf<Type>, settings: Settings) => NotificationChannel;

function chat(format: ChatFormat): Make<ChatType> {
  return ({ name, type, chat: own }, { PUBLIC_URL }) => new ChatChannel(name, type, format, own, PUBLIC_URL);
}

/** How a channel of each type is made: what a new type of channel is entered in. */
const CHANNEL_MAKERS: { readonly [Type in ChannelType]: Make<Type> } = {
  email: ({ name, email }, { PUBLIC_URL, NOTIFY_TIMEOUT_SECONDS }) =>
    new EmailChannel(name, email, PUBLIC_URL, NOTIFY_TIMEOUT_SECONDS * 1000),
  webhook: ({ name, webhook }, { PUBLIC_URL }) => new WebhookChannel(name, webhook, PUBLIC_URL),
  alertmanager: ({ name, alertmanager }, { PUBLIC_URL }) => new AlertmanagerChannel(name, alertmanager, PUBLIC_URL),
  slack: chat(SLACK),
  discord: chat(DISCORD),
  ntfy: chat(NTFY),
  gotify: chat(GOTIFY),
  telegram: chat(TELEGRAM),
  teams: chat(TEAMS),
  apprise: chat(APPRISE),
  pagerduty: chat(PAGERDUTY),
};

function makeChannel(channel: ChannelSettings, settings: Settings): NotificationChannel {
  return (CHANNEL_MAKERS[channel.type] as Make<ChannelType>)(channel, settings);
}

/** A channel, and what is notified on it. */
export interface ConfiguredChannel {
  readonly channel: NotificationChannel;
  readonly policy: ChannelPolicy;
  /** When it is sent the summary of a week; null: never. */
  readonly weeklySummary: WeekTime | null;
}

/** Injection token of the configured channels, an array of {@link ConfiguredChannel}. */
export const CHANNELS = Symbol('NotificationChannels');
