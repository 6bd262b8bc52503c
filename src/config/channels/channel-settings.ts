import { mailAddressesSetting, parseSender } from '../mail-address.js';
import { booleanSetting, choiceSetting, integerSetting, secretSetting, textSetting } from '../setting.js';
import type { Setting } from '../setting.js';
import type { ValuesOf } from '../values-of.js';
import type { PolicySettings } from './policy-settings.js';
import { parseWebUrl } from './web-url.js';
import { parseWebhookSecrets } from './webhook-secrets.js';

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
  allow_private: booleanSetting(
    'true lets WEBHOOK_URL and CHAT_URL lead to this machine and to private networks.',
    false,
  ),
} as const;

export type WebhookSettings = ValuesOf<typeof WEBHOOK_SETTINGS>;

/** Formats of chat services. */
export const CHAT_FORMATS = ['slack', 'discord', 'ntfy', 'gotify'] as const;

export type ChatFormat = (typeof CHAT_FORMATS)[number];

/** Where a chat channel posts to. */
export const CHAT_SETTINGS = {
  url: {
    ...URL_SETTING,
    description:
      'URL of a chat service that alerts are posted to: an incoming webhook of Slack or Discord, ' +
      'a topic of ntfy (https://ntfy.sh/TOPIC), a Gotify server.',
  },
  token: secretSetting('Access token: of an application of Gotify, or of ntfy where the topic is protected.'),
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
  | { readonly type: ChatFormat; readonly chat: ChatSettings }
);
