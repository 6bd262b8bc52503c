import { booleanSetting, choiceSetting, integerSetting, secretSetting, textSetting } from '../setting.js';
import type { Setting } from '../setting.js';
import { SEVERITIES, mailAddressesSetting, parseSender } from '../value-formats.js';
import type { ValuesOf } from '../value-formats.js';
import { parseQuietTime, parseWeekTime, parseWebUrl, parseWebhookSecrets } from './channel-values.js';

/** What a channel notifies of, and when; a channel of `NOTIFY_CONFIG` can have its own. */
export const POLICY_SETTINGS = {
  min_severity: choiceSetting('Lowest severity of alerts that are notified.', SEVERITIES, 'low'),
  repeat_hours: integerSetting('Hours that an attack goes on before it is notified again; 0: never.', 6, 0, 8760),
  ended: booleanSetting('true tells of the end of attacks of severity high and above, too.', false),
  max_age_hours: integerSetting('Alerts last seen more hours ago than this are notified in one digest.', 24, 1, 8760),
  rate_limit: integerSetting(
    'How many messages a channel sends one by one within NOTIFY_DIGEST_MINUTES; further alerts go into a digest.',
    10,
    1,
    1000,
  ),
  digest_minutes: integerSetting('Minutes over which NOTIFY_RATE_LIMIT counts, and between two digests.', 10, 1, 1440),
  quiet: {
    description:
      'When only critical alerts are notified, and the others later in a digest: 22:00-07:00 Europe/Berlin ' +
      '(without a zone: that of this machine), or always. Empty: never.',
    defaultText: '',
    parse: parseQuietTime,
  } satisfies Setting<ReturnType<typeof parseQuietTime>>,
} as const;

export type PolicySettings = ValuesOf<typeof POLICY_SETTINGS>;

/** How a channel of type `email` reaches its mail server. */
export const MAIL_SETTINGS = {
  sender: {
    ...mailAddressesSetting('Address that alert mails come from. Mail is on when it and the next two are set.'),
    parse: parseSender,
  },
  receivers: mailAddressesSetting('Addresses that alert mails go to, separated by commas; each gets its own.'),
  password: secretSetting('Password of the mail account; with Gmail an app password.'),
  host: textSetting('Mail server.', 'smtp.gmail.com'),
  port: integerSetting('Port of the mail server.', 465, 1, 65_535),
  secure: choiceSetting(
    'true: TLS from the first byte; starttls: STARTTLS, or no mail; false: STARTTLS where the server offers it; ' +
      'auto: true on port 465, starttls on 587, false elsewhere.',
    ['auto', 'true', 'starttls', 'false'],
    'auto',
  ),
  user: textSetting('Account name at the mail server. Empty: SENDER_EMAIL.'),
  weekly_summary: {
    description:
      'When a summary of the last seven days is mailed, once a week: Monday 08:00 Europe/Berlin (without a zone: that of ' +
      'this machine; the times in it are of that zone). Empty: never.',
    defaultText: '',
    parse: parseWeekTime,
  } satisfies Setting<ReturnType<typeof parseWeekTime>>,
} as const;

export type MailSettings = ValuesOf<typeof MAIL_SETTINGS>;

const URL_SETTING = { defaultText: '', parse: parseWebUrl, secret: true } satisfies Omit<
  Setting<ReturnType<typeof parseWebUrl>>,
  'description'
>;

/** Where a webhook leads, and how its messages are signed. */
export const WEBHOOK_SETTINGS = {
  url: { ...URL_SETTING, description: 'URL that alerts are posted to as JSON (docs/notifications.md).' },
  secret: {
    description:
      'Secret that signs them (Standard Webhooks): whsec_ and base64. Several, separated by commas, all sign, ' +
      'so that one can take the place of another.',
    defaultText: '',
    parse: parseWebhookSecrets,
    secret: true,
  } satisfies Setting<ReturnType<typeof parseWebhookSecrets>>,
  format: choiceSetting(
    'As what: standard, the alerts as the API shows them; ocsf, an array of events of the Open Cybersecurity Schema Framework; ' +
      'ecs, an array of documents of the Elastic Common Schema.',
    ['standard', 'ocsf', 'ecs'],
    'standard',
  ),
  allow_private: booleanSetting(
    'true lets WEBHOOK_URL, CHAT_URL and ALERTMANAGER_URL lead to this machine and to private networks.',
    false,
  ),
} as const;

export type WebhookSettings = ValuesOf<typeof WEBHOOK_SETTINGS>;

/** Where a Prometheus Alertmanager is, and how often it is sent the alerts that stand. */
export const ALERTMANAGER_SETTINGS = {
  url: {
    ...URL_SETTING,
    description: 'URL of a Prometheus Alertmanager that is sent the alerts, such as http://127.0.0.1:9093.',
  },
  token: secretSetting('Bearer token that it asks for; a user and a password go into the URL.'),
  repeat_seconds: integerSetting(
    'Seconds after which it is sent the alerts again that stand. Less than its resolve_timeout, which is 5 minutes.',
    60,
    10,
    240,
  ),
  allow_private: WEBHOOK_SETTINGS.allow_private,
} as const;

export type AlertmanagerSettings = ValuesOf<typeof ALERTMANAGER_SETTINGS>;

/** Formats of chat services. */
export const CHAT_FORMATS = [
  'slack',
  'discord',
  'ntfy',
  'gotify',
  'telegram',
  'teams',
  'apprise',
  'pagerduty',
] as const;

export type ChatFormat = (typeof CHAT_FORMATS)[number];

/** What a channel of `NOTIFY_CONFIG` can be. */
export const CHANNEL_TYPES = ['email', 'webhook', 'alertmanager', ...CHAT_FORMATS] as const;

export type ChannelType = (typeof CHANNEL_TYPES)[number];

/** Where a chat channel posts to. */
export const CHAT_SETTINGS = {
  url: {
    ...URL_SETTING,
    description:
      'URL of a chat service that alerts are posted to: an incoming webhook of Slack or Discord, a workflow of ' +
      'Microsoft Teams, a topic of ntfy (https://ntfy.sh/TOPIC), a Gotify server, a key of the Apprise API ' +
      '(https://HOST/notify/KEY), https://api.telegram.org, or https://events.pagerduty.com.',
  },
  token: secretSetting(
    'Access token: of an application of Gotify, of ntfy where the topic is protected, of a bot of Telegram; of PagerDuty ' +
      'the integration key.',
  ),
  to: textSetting('Whom it is for: the id of a chat of Telegram, or its @name; tags of Apprise, if not all are meant.'),
  allow_private: WEBHOOK_SETTINGS.allow_private,
} as const;

export type ChatSettings = ValuesOf<typeof CHAT_SETTINGS>;

/** A channel as it is configured. */
export type ChannelSettings = {
  /** Letters, digits, `-` and `_`. */
  readonly name: string;
  /** What is different from the policy of all channels. */
  readonly policy: Partial<PolicySettings>;
} & (
  | { readonly type: 'email'; readonly email: MailSettings }
  | { readonly type: 'webhook'; readonly webhook: WebhookSettings }
  | { readonly type: 'alertmanager'; readonly alertmanager: AlertmanagerSettings }
  | { readonly type: ChatFormat; readonly chat: ChatSettings }
);
