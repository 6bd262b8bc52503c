import { parseAllowlist, parseAllowlistFile } from './allowlist-ranges.js';
import { parseDatabaseUrl } from './database-url.js';
import { parseLogSources } from './log-sources.js';
import { mailAddressesSetting, parseSender } from './mail-address.js';
import { booleanSetting, choiceSetting, integerSetting, listSetting, secretSetting, textSetting } from './setting.js';
import type { ReadFile, Setting, SettingFault } from './setting.js';
import { parseTimeZone } from './time-zone.js';

/**
 * Every setting of the service, in the order of `.env.example`. This table is the only place that knows their names,
 * types, defaults and meanings; `.env.example` and the README's table are held against it by a test.
 */
export const SETTINGS = {
  LOG_FILES: {
    description:
      'What to read, separated by commas: log files, glob patterns such as /var/log/*/auth.log, or journald. ' +
      'Options follow the file: PATH;zone=Europe/Berlin;host=web-1.',
    defaultText: 'logs/auth.log',
    parse: parseLogSources,
  } satisfies Setting<ReturnType<typeof parseLogSources>>,
  LOG_TIMEZONE: {
    description:
      'IANA time zone of log lines that carry no offset, such as Europe/Berlin. Empty: the zone of this machine.',
    defaultText: '',
    parse: parseTimeZone,
  } satisfies Setting<string>,
  SCAN_INTERVAL_SECONDS: integerSetting('Seconds between two scans of the log files.', 10, 1, 86_400),
  DATABASE_URL: {
    description: 'Where entries and alerts are kept: sqlite:PATH.',
    defaultText: 'sqlite:data/log-analyzer.sqlite',
    parse: parseDatabaseUrl,
    secret: true,
  } satisfies Setting<ReturnType<typeof parseDatabaseUrl>>,
  ALLOWLIST: {
    description:
      'Addresses and ranges that raise no alert, separated by commas: 192.0.2.7,198.51.100.0/24,2001:db8::/32. ' +
      'Write an exclamation mark behind one that holds a large part of the internet.',
    defaultText: '',
    parse: parseAllowlist,
    faultsQuote: true,
  } satisfies Setting<ReturnType<typeof parseAllowlist>>,
  ALLOWLIST_PATH: {
    description: 'A text file of more of them, one a line; what follows a # is kept as a note.',
    defaultText: '',
    parse: parseAllowlistFile,
    faultsQuote: true,
  } satisfies Setting<ReturnType<typeof parseAllowlistFile>>,
  SHIPPED_RULES: booleanSetting('false leaves out the detection rules that come with the service.', true),
  RULES_DIR: listSetting('Directories of further detection rules (Sigma, *.yml), separated by commas.'),
  HOST: textSetting('Address that the HTTP service listens on.', '127.0.0.1'),
  PORT: integerSetting('Port that the HTTP service listens on; 0 takes any free one.', 8000, 0, 65_535),
  ALLOWED_HOSTS: listSetting(
    'Host names that the service answers for besides those of this machine, when it listens on loopback: ' +
      'the public name, where a proxy on this machine passes it on.',
  ),
  ALLOW_ANONYMOUS: booleanSetting(
    'true lets the service listen beyond this machine (HOST other than loopback), where anybody can read it.',
    false,
  ),
  LOG_LEVEL: choiceSetting(
    'How much the service says on standard output.',
    ['error', 'warn', 'log', 'debug', 'verbose'],
    'log',
  ),
  SENDER_EMAIL: {
    ...mailAddressesSetting('Address that alert mails come from. Mail is on when it and the next two are set.'),
    parse: parseSender,
  },
  RECEIVER_EMAIL: mailAddressesSetting('Addresses that alert mails go to, separated by commas.'),
  EMAIL_PASSWORD: secretSetting('Password of the mail account; with Gmail an app password.'),
  SMTP_HOST: textSetting('Mail server.', 'smtp.gmail.com'),
  SMTP_PORT: integerSetting('Port of the mail server.', 465, 1, 65_535),
  SMTP_SECURE: choiceSetting(
    'true: TLS from the first byte; false: STARTTLS where the server offers it; auto: true on port 465.',
    ['auto', 'true', 'false'],
    'auto',
  ),
  SMTP_USER: textSetting('Account name at the mail server. Empty: SENDER_EMAIL.'),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** The value of a setting once its fault, if any, has been dealt with. */
type ValueOf<S> = S extends { parse: (text: string, readFile: ReadFile) => infer T } ? Exclude<T, SettingFault> : never;

/** The checked configuration, by the names of the environment variables. */
export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> };
