import { parseAlertRetention } from './alert-retention.js';
import { parseAllowlist, parseAllowlistFile } from './allowlist-ranges.js';
import { parseApiKeys } from './api-keys.js';
import { parseBasePath, parseOrigins, parseTrustedProxies } from './http-settings.js';
import { parseDatabaseUrl } from './database-url.js';
import { parseLogSources } from './log-sources.js';
import { parseChannelFile } from './channels/channel-file.js';
import {
  ALERTMANAGER_SETTINGS,
  CHAT_FORMATS,
  CHAT_SETTINGS,
  MAIL_SETTINGS,
  POLICY_SETTINGS,
  WEBHOOK_SETTINGS,
} from './channels/channel-settings.js';
import { parsePublicUrl } from './channels/channel-values.js';
import { booleanSetting, choiceSetting, integerSetting, listSetting, textSetting } from './setting.js';
import type { Setting } from './setting.js';
import { SYSLOG_SETTINGS } from './syslog-settings.js';
import { SEVERITIES, parseTimeZone } from './value-formats.js';
import type { ValuesOf } from './value-formats.js';

/** How the log is written: for people, or one JSON object a line for programs. */
const LOG_FORMATS = ['text', 'json'] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];

/**
 * Every setting of the service, in the order of `.env.example`. This table is the only place that knows their names,
 * types, defaults and meanings; `.env.example` and the table of docs/configuration.md are held against it by a test.
 */
export const SETTINGS = {
  LOG_FILES: {
    description:
      'What to read, separated by commas: log files, glob patterns such as /var/log/*/auth.log, or journald. ' +
      'Options follow the file, each behind a semicolon: PATH;zone=Europe/Berlin;host=web-1 ' +
      '(docs/configuration.md, Options of a log). What is sent to POST /ingest is named only to give it options: ' +
      'push:web-1;zone=Europe/Berlin.',
    defaultText: 'logs/auth.log',
    parse: parseLogSources,
  } satisfies Setting<ReturnType<typeof parseLogSources>>,
  LOG_TIMEZONE: {
    description:
      'IANA time zone of log lines that carry no offset, such as Europe/Berlin. Empty: the zone of this machine.',
    defaultText: '',
    parse: parseTimeZone,
  } satisfies Setting<string>,
  SYSLOG_LISTEN: SYSLOG_SETTINGS.SYSLOG_LISTEN,
  SYSLOG_ALLOW_FROM: SYSLOG_SETTINGS.SYSLOG_ALLOW_FROM,
  SYSLOG_TLS_CERT: SYSLOG_SETTINGS.SYSLOG_TLS_CERT,
  SYSLOG_TLS_KEY: SYSLOG_SETTINGS.SYSLOG_TLS_KEY,
  SYSLOG_TLS_CLIENT_CA: SYSLOG_SETTINGS.SYSLOG_TLS_CLIENT_CA,
  SCAN_INTERVAL_SECONDS: integerSetting('Seconds between two scans of the log files.', 10, 1, 86_400),
  DATABASE_URL: {
    description:
      'Where entries and alerts are kept: sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT/DATABASE; docs/postgresql.md ' +
      'tells of its parameters.',
    defaultText: 'sqlite:data/log-analyzer.sqlite',
    parse: parseDatabaseUrl,
    secret: true,
  } satisfies Setting<ReturnType<typeof parseDatabaseUrl>>,
  RETENTION_DAYS: integerSetting(
    'Log entries that are older, and lie behind none that is younger, are removed; 0 keeps them for ever.',
    0,
    0,
    36_500,
  ),
  ALERT_RETENTION_DAYS: {
    description:
      'Days after which alerts are removed, for all (365) or by severity (low=90,medium=180,high=730). Those that are ' +
      'not named are kept for ever.',
    defaultText: '',
    parse: parseAlertRetention,
  } satisfies Setting<ReturnType<typeof parseAlertRetention>>,
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
  RULES_FIELDS: textSetting(
    'A YAML file that says what the fields of those rules are called here, such as src_ip: ip_address.',
    '',
  ),
  RULES_SKIP_UNSUPPORTED: booleanSetting(
    'true leaves out those of them that cannot be used, and says which, instead of refusing all: for collections of others.',
    false,
  ),
  DECISIONS: choiceSetting(
    'Whether alerts decide whom firewalls are to turn away (docs/blocking.md). dry_run only shows what would be decided. ' +
      'Unless it is on, GET /blocklist lists the addresses of recent alerts: a firewall that loads it blocks in a dry run, too.',
    ['off', 'dry_run', 'on'],
    'off',
  ),
  DECISIONS_MIN_SEVERITY: choiceSetting('Alerts that are less severe decide nothing.', SEVERITIES, 'high'),
  DECISIONS_RULES: listSetting('Names of the rules whose alerts may decide, separated by commas. Empty: all.'),
  DECISIONS_BAN_MINUTES: integerSetting(
    'Minutes that an address is turned away; twice as long for one that comes back within 30 days, and so on.',
    240,
    1,
    525_600,
  ),
  DECISIONS_MAX_BAN_HOURS: integerSetting('Hours that it is turned away at most.', 168, 1, 87_600),
  DECISIONS_MIN_ATTEMPTS: integerSetting(
    'Of an attack by many addresses, those are turned away that made so many attempts.',
    10,
    1,
    1_000_000,
  ),
  DECISIONS_RANGES: booleanSetting(
    'true turns away whole networks, /24 or /64, where a rule is about one. Few bouncers enforce ranges.',
    false,
  ),
  DECISIONS_PRIVATE: booleanSetting('true turns away private addresses, too.', false),
  DECISIONS_FORGEABLE: booleanSetting(
    'true turns away also whom a filter of LOG_FILES took from a place of the line that a client can write to.',
    false,
  ),
  DECISIONS_SPARE_LOGIN_DAYS: integerSetting(
    'An address is spared from which somebody logged in so many days ago or later, if that was before the first alert about it; 0: none.',
    30,
    0,
    3_650,
  ),
  GEOIP_COUNTRY: textSetting(
    'A file that says which country an address is of: an MMDB file of MaxMind, DB-IP, IPinfo or iptoasn, or the text of ' +
      "Debian's tor-geoipdb, /usr/share/tor/geoip. It is shown, and has no say in detection or decisions. Read again when it changes.",
  ),
  GEOIP_ASN: textSetting('An MMDB file that says which network, and whose, an address is of.'),
  HOST: textSetting('Address that the HTTP service listens on.', '127.0.0.1'),
  PORT: integerSetting('Port that the HTTP service listens on; 0 takes any free one.', 8000, 0, 65_535),
  ALLOWED_HOSTS: listSetting(
    'Host names that the service answers for besides those of this machine, when it listens on loopback: ' +
      'the public name, where a proxy on this machine passes it on.',
  ),
  API_KEYS: {
    description:
      'Keys that open the API, separated by commas: KEY, which may do everything, or NAME:SCOPE:KEY with the scope ' +
      'ingest, bouncer, read, write or admin. Make one with: openssl rand -hex 32. Empty: no key is asked for, on this machine only.',
    defaultText: '',
    parse: parseApiKeys,
    secret: true,
  } satisfies Setting<ReturnType<typeof parseApiKeys>>,
  ALLOW_ANONYMOUS: booleanSetting(
    'true lets the service listen beyond this machine (HOST other than loopback) without API_KEYS, where anybody can ' +
      'read and change everything.',
    false,
  ),
  RATE_LIMIT_PER_MINUTE: integerSetting(
    'Requests that a key, or an address without one, may make in a minute; 0: as many as it likes.',
    1200,
    0,
    1_000_000,
  ),
  TRUST_PROXY: {
    description:
      'Proxies whose X-Forwarded-For is believed: addresses and ranges, separated by commas, or loopback. Empty: none.',
    defaultText: '',
    parse: parseTrustedProxies,
  } satisfies Setting<ReturnType<typeof parseTrustedProxies>>,
  CORS_ORIGINS: {
    description: 'Web pages elsewhere that may use the API, separated by commas: https://console.example.org.',
    defaultText: '',
    parse: parseOrigins,
  } satisfies Setting<ReturnType<typeof parseOrigins>>,
  BASE_PATH: {
    description: 'Path under which a proxy shows the service, such as /ssh; the proxy may leave it on or take it off.',
    defaultText: '',
    parse: parseBasePath,
  } satisfies Setting<ReturnType<typeof parseBasePath>>,
  ACCESS_LOG: choiceSetting(
    'Requests that are logged: none; changes: those that change something, or fail; all.',
    ['none', 'changes', 'all'],
    'changes',
  ),
  LOG_LEVEL: choiceSetting(
    'How much the service says on standard output.',
    ['error', 'warn', 'log', 'debug', 'verbose'],
    'log',
  ),
  LOG_FORMAT: choiceSetting('How the log is written: for people, or one JSON object a line.', LOG_FORMATS, 'text'),
  BUILD_COMMIT: {
    description: 'The git commit that this was built from, for GET /version; set by whoever builds an image.',
    defaultText: '',
    parse: (text) => (/^[0-9a-f]{0,64}$/.test(text) ? text : { fault: 'must be a commit id in hexadecimal' }),
  } satisfies Setting<string>,
  PUBLIC_URL: {
    description: 'Where people reach this service, such as https://alerts.example.org: notifications link there.',
    defaultText: '',
    parse: parsePublicUrl,
    // It may hold a password by mistake.
    faultsQuote: true,
  } satisfies Setting<ReturnType<typeof parsePublicUrl>>,
  SENDER_EMAIL: MAIL_SETTINGS.sender,
  RECEIVER_EMAIL: MAIL_SETTINGS.receivers,
  EMAIL_PASSWORD: MAIL_SETTINGS.password,
  SMTP_HOST: MAIL_SETTINGS.host,
  SMTP_PORT: MAIL_SETTINGS.port,
  SMTP_SECURE: MAIL_SETTINGS.secure,
  SMTP_USER: MAIL_SETTINGS.user,
  WEEKLY_SUMMARY: MAIL_SETTINGS.weekly_summary,
  WEBHOOK_URL: WEBHOOK_SETTINGS.url,
  WEBHOOK_SECRET: WEBHOOK_SETTINGS.secret,
  WEBHOOK_FORMAT: WEBHOOK_SETTINGS.format,
  WEBHOOK_ALLOW_PRIVATE: WEBHOOK_SETTINGS.allow_private,
  CHAT_URL: CHAT_SETTINGS.url,
  CHAT_FORMAT: choiceSetting('Which service CHAT_URL leads to.', ['', ...CHAT_FORMATS], ''),
  CHAT_TOKEN: CHAT_SETTINGS.token,
  CHAT_TO: CHAT_SETTINGS.to,
  ALERTMANAGER_URL: ALERTMANAGER_SETTINGS.url,
  ALERTMANAGER_TOKEN: ALERTMANAGER_SETTINGS.token,
  ALERTMANAGER_REPEAT_SECONDS: ALERTMANAGER_SETTINGS.repeat_seconds,
  NOTIFY_MIN_SEVERITY: POLICY_SETTINGS.min_severity,
  NOTIFY_REPEAT_HOURS: POLICY_SETTINGS.repeat_hours,
  NOTIFY_ENDED: POLICY_SETTINGS.ended,
  NOTIFY_MAX_AGE_HOURS: POLICY_SETTINGS.max_age_hours,
  NOTIFY_RATE_LIMIT: POLICY_SETTINGS.rate_limit,
  NOTIFY_DIGEST_MINUTES: POLICY_SETTINGS.digest_minutes,
  NOTIFY_QUIET: POLICY_SETTINGS.quiet,
  NOTIFY_TIMEOUT_SECONDS: integerSetting('Seconds that the delivery of a message may take.', 20, 1, 600),
  NOTIFY_DEADLINE_HOURS: integerSetting(
    'Hours after which a message that could not be delivered is given up.',
    24,
    1,
    720,
  ),
  NOTIFY_CONFIG: {
    description: 'A YAML file with further channels, each with a policy of its own if it needs one.',
    defaultText: '',
    parse: parseChannelFile,
    faultsQuote: true,
  } satisfies Setting<ReturnType<typeof parseChannelFile>>,
} as const;

export type SettingName = keyof typeof SETTINGS;

/** The checked configuration, by the names of the environment variables. */
export type Settings = ValuesOf<typeof SETTINGS>;
