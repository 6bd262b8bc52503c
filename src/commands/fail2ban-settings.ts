import { createHash } from 'node:crypto';
import { isOwnProgram } from '../logs/ingestion/source-filters.js';
import { thresholdRuleName } from '../logs/programs/imported/filter-set.js';
import { logTypeOfFilter } from '../logs/programs/registry.js';
import { parseRange } from '../net/ip-range.js';
import { secondsOf } from '../logs/programs/imported/jails.js';
import type { Jail, Jails } from '../logs/programs/imported/jails.js';

/** What is known of the filter of a jail once it has been read; `fault` where it cannot be used. */
export type JailFilter = { readonly forgeable: number; readonly missing: number } | { readonly fault: string };

/** What a fail2ban's configuration comes to here. */
export interface TakenOver {
  /** In the order in which they are printed. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** Files that the settings name, by path from the folder of the `.env`. */
  readonly files: ReadonlyMap<string, string>;
  /** What has no counterpart, or is different; a sentence each. */
  readonly remarks: readonly string[];
  /** Jails that cannot be taken over. */
  readonly failed: readonly string[];
}

const RULES_FOLDER = 'fail2ban-rules';
const FILTERS_FOLDER = 'fail2ban-filters';
const FOR_EVER_MINUTES = 525_600;

/**
 * The settings that do what the jails did.
 *
 * @param filterOf reads the filter of a jail
 */
export function settingsOf({ jails, disabled, unreadable }: Jails, filterOf: (jail: Jail) => JailFilter): TakenOver {
  const remarks: string[] = [];
  const files = new Map<string, string>();
  const failed = unreadable.map(({ name, reason }) => `${name}: ${reason}`);
  const sources = new Map<string, string[]>();
  const rules = new Set<string>();
  let isForgeable = false;
  for (const jail of jails) {
    const isOwn = isOwnProgram(filterName(jail));
    const filter = isOwn ? null : filterOf(jail);
    if (filter !== null && 'fault' in filter) {
      failed.push(`${jail.name}: ${filter.fault}`);
      continue;
    }
    if (filter !== null && filter.missing > 0)
      remarks.push(
        `${jail.name}: ${filter.missing} of its expressions cannot be matched in linear time and are left out; GET /sources says which.`,
      );
    if (filter !== null && filter.forgeable > 0) {
      isForgeable = true;
      remarks.push(
        `${jail.name}: a client can choose the address that ${filter.forgeable} of its expressions take; see DECISIONS_FORGEABLE.`,
      );
    }
    const unwritable =
      [...(isOwn || jail.own.size > 0 ? [] : [jail.filter]), ...jail.logs].find((path) => /['\n\r;,]/.test(path)) ??
      [...jail.given.values()].find((value) => /['"\n\r]/.test(value));
    if (unwritable !== undefined) {
      failed.push(`${jail.name}: ${UNWRITABLE} ${unwritable}`);
      continue;
    }
    if (isOwn) takeOwn(jail, files, remarks);
    const options = isOwn ? '' : filterOptions(jail, files);
    rules.add(isOwn ? ownRuleName(jail) : filterRuleName(jail));
    for (const log of jail.readsJournal ? ['journald'] : jail.logs) {
      sources.set(log, [...(sources.get(log) ?? []), ...(options === '' ? [] : [options])]);
    }
    if (!jail.readsJournal && jail.logs.length === 0) failed.push(`${jail.name}: it names no log`);
    remarks.push(...remarksOf(jail));
  }
  remarks.push(...overlaps([...sources.keys()]), ...banRemarks(jails));
  if (disabled.length > 0) remarks.push(`${disabled.length} jails are not enabled, and are left out.`);
  const settings: [string, string][] = [];
  if (sources.size > 0)
    settings.push(['LOG_FILES', [...sources].map(([log, options]) => [log, ...new Set(options)].join(';')).join(', ')]);
  if ([...files.keys()].some((path) => path.startsWith(RULES_FOLDER))) settings.push(['RULES_DIR', RULES_FOLDER]);
  settings.push(...allowlist(jails, remarks), ...decisions(jails, [...rules]));
  if (isForgeable) settings.push(['DECISIONS_FORGEABLE', 'false']);
  settings.push(...mail(jails, remarks));
  return { settings, files, remarks: [...new Set(remarks)], failed };
}

/** In front of what it is about. */
const UNWRITABLE =
  'LOG_FILES cannot hold a log or a filter with a single quote, ; or , in its name, nor an argument of a filter with a quote; link the log under another name, or write the argument into the filter:';

function filterName({ filter }: Jail): string {
  return filter.slice(filter.lastIndexOf('/') + 1).replace(/\.conf$/, '');
}

/** `filter=…;maxretry=…;findtime=…`; a jail that changes its filter gets a file of its own. */
function filterOptions(jail: Jail, files: Map<string, string>): string {
  const given = [...jail.given].filter(([name, value]) => !(name === 'mode' && value === 'normal'));
  const values = given.map(([name, value]) => `${name}=${/[,\]\s;]/.test(value) ? `"${value}"` : value}`);
  let path = `${jail.filter}.conf`;
  if (jail.own.size > 0) {
    path = `${FILTERS_FOLDER}/${fileNameOf(jail)}.conf`;
    files.set(path, filterFile(jail));
  }
  const reference = `${path}${values.length === 0 ? '' : `[${values.join(', ')}]`}`;
  return `filter=${reference};maxretry=${jail.maxRetry};findtime=${jail.findTimeSeconds}`;
}

/** The filter with what the jail says otherwise. */
function filterFile({ filter, own }: Jail): string {
  const options = [...own].map(
    ([name, value]) => `${name} = ${value.replaceAll('%', '%%').replaceAll('\n', `\n${' '.repeat(name.length + 3)}`)}`,
  );
  return `[INCLUDES]\nbefore = ${filter}.conf\n\n[Definition]\n${options.join('\n')}\n`;
}

/** A jail may be called anything: this is a name of a file, and no other jail's. */
function fileNameOf({ name }: Jail): string {
  return ownName(name, name.replaceAll(/[^\w-]/g, '_').slice(0, 60));
}

function ownRuleName(jail: Jail): string {
  const name = fileNameOf(jail);
  return `fail2ban_${ownName(name, name.toLowerCase().replaceAll('-', '_'))}`;
}

/** What is left of a name where it may hold less; names that would be the same then are told apart behind it. */
function ownName(name: string, plain: string): string {
  return plain === name ? plain : `${plain}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

function filterRuleName(jail: Jail): string {
  // One that the jail changes has a file of its own, with its name.
  const logType = logTypeOfFilter(jail.own.size > 0 ? fileNameOf(jail) : filterName(jail));
  return thresholdRuleName(logType, { attempts: jail.maxRetry, seconds: jail.findTimeSeconds });
}

/** Lines of sshd need no filter; how many failures are too many is a rule. */
function takeOwn(jail: Jail, files: Map<string, string>, remarks: string[]): void {
  const { name, maxRetry, findTimeSeconds } = jail;
  const program = filterName(jail);
  remarks.push(
    `${name}: lines of ${program} are understood without a filter; what its jail counted is the rule ${RULES_FOLDER}/${fileNameOf(jail)}.yml.`,
  );
  const rule = ownRuleName(jail);
  const selection = {
    title: `Failed attempt at ${program}`,
    name: `${rule}_line`,
    logsource: { product: 'linux', service: 'sshd' },
    detection: { selection: { 'attempts|gte': 1 }, condition: 'selection' },
    level: 'informational',
  };
  const correlation = {
    title: `Repeated failures at ${program}`,
    name: rule,
    description: `As the jail ${name} had it: ${maxRetry} failures of one address within ${findTimeSeconds} seconds.`,
    correlation: {
      type: 'value_sum',
      rules: [`${rule}_line`],
      'group-by': ['ip_address'],
      timespan: `${findTimeSeconds}s`,
      condition: { field: 'attempts', gte: maxRetry },
    },
    level: 'high',
  };
  files.set(
    `${RULES_FOLDER}/${fileNameOf(jail)}.yml`,
    `${JSON.stringify(selection, null, 2)}\n---\n${JSON.stringify(correlation, null, 2)}\n`,
  );
}

function remarksOf({ name, options, hasNoLog }: Jail): string[] {
  const remarks = hasNoLog ? [`${name}: none of its logs is there; it reads the journal, as fail2ban does.`] : [];
  const zone = options.get('logtimezone');
  if (zone !== undefined)
    remarks.push(`${name}: its log is in the zone ${zone}; say so with ;zone= behind the log, by an IANA name.`);
  const encoding = options.get('logencoding') ?? 'auto';
  if (!/^(?:auto|utf-?8|ascii)$/i.test(encoding)) remarks.push(`${name}: logs are read as UTF-8, not as ${encoding}.`);
  if (options.has('ignorecommand'))
    remarks.push(`${name}: ignorecommand has no counterpart; the allowlist has an API.`);
  if (/^(?:yes|warn)$/i.test(options.get('usedns') ?? ''))
    remarks.push('Names in place of addresses are not looked up (usedns): an alert is about the name then.');
  return [...remarks, ...actionRemarks(name, options.get('action') ?? '')];
}

/** Actions that turn an address away are the matter of bouncers. */
const FIREWALLS =
  /^(?:iptables|ip6tables|nftables|firewallcmd|ufw|pf|ipfw|shorewall|hostsdeny|route|npf|bsd-ipfw|ipfilter|osx-|cloudflare|symbiosis|nginx-block-map|netscaler|mikrotik)/;
const MAILS = /^(?:sendmail|mail|mutt|complain)/;

function actionRemarks(name: string, action: string): string[] {
  return action.split('\n').flatMap((line) => {
    const word = /^[\w.-]+/.exec(line.trim())?.[0];
    if (word === undefined || FIREWALLS.test(word) || MAILS.test(word)) return [];
    return [
      `${name}: the action ${word} has no counterpart; a webhook can call a program of yours (docs/notifications.md).`,
    ];
  });
}

/** A log that two items name is read by the first of them. */
function overlaps(logs: readonly string[]): string[] {
  return logs.flatMap((pattern) => {
    if (!pattern.includes('*')) return [];
    const regex = new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
    return logs
      .filter((log) => log !== pattern && regex.test(log))
      .map(
        (log) =>
          `${log} is one of ${pattern}: only the first of the two that LOG_FILES names reads it. Put their filters together.`,
      );
  });
}

function allowlist(jails: readonly Jail[], remarks: string[]): [string, string][] {
  const words = jails.flatMap(({ options }) => (options.get('ignoreip') ?? '').split(/[\s,]+/));
  const ranges = new Set<string>();
  for (const word of new Set(words)) {
    if (word === '') continue;
    const range = parseRange(word);
    if ('fault' in range) remarks.push(`ignoreip: ${word} is no address; the allowlist takes addresses and ranges.`);
    else ranges.add(range.range);
  }
  const perJail = jails.filter(({ options }) => (options.get('ignoreip') ?? '') !== '').length;
  if (ranges.size > 0 && perJail < jails.length) remarks.push('ignoreip: the allowlist is one for all logs.');
  return ranges.size === 0 ? [] : [['ALLOWLIST', [...ranges].join(',')]];
}

function decisions(jails: readonly Jail[], rules: readonly string[]): [string, string][] {
  if (rules.length === 0) return [];
  const minutes = jails.map(({ banTimeSeconds }) => banMinutes(banTimeSeconds));
  const most = Math.max(...minutes);
  const maximum = Math.max(
    0,
    ...jails.flatMap(({ options }) => {
      const seconds = secondsOf(options.get('bantime.maxtime') ?? '');
      return isIncreasing(options) && seconds !== null ? [Math.ceil(seconds / 3_600)] : [];
    }),
  );
  const hours = Math.max(maximum, Math.ceil(most / 60));
  return [
    ['DECISIONS', 'on'],
    ['DECISIONS_RULES', rules.join(',')],
    ['DECISIONS_BAN_MINUTES', String(Math.min(most, FOR_EVER_MINUTES))],
    ['DECISIONS_MAX_BAN_HOURS', String(Math.min(87_600, Math.max(1, hours)))],
  ];
}

function banMinutes(seconds: number | null): number {
  return seconds === null ? FOR_EVER_MINUTES : Math.max(1, Math.ceil(seconds / 60));
}

function isIncreasing(options: ReadonlyMap<string, string>): boolean {
  return /^(?:true|1|yes|on)$/i.test(options.get('bantime.increment') ?? '');
}

function banRemarks(jails: readonly Jail[]): string[] {
  if (jails.length === 0) return [];
  const remarks = [
    'A bouncer turns away whom decisions name: docs/blocking.md. Until one does, leave fail2ban running.',
  ];
  remarks.push(
    'DECISIONS_RULES: only what the jails counted decides, as before; without it, alerts of all rules from DECISIONS_MIN_SEVERITY on do.',
  );
  const times = new Set(jails.map(({ banTimeSeconds }) => banTimeSeconds));
  if (times.size > 1) remarks.push('bantime: jails had different ones; a decision has the longest of them.');
  if (times.has(null))
    remarks.push('bantime: nobody is turned away for ever; a decision lasts for a year at most, and is made again.');
  if (jails.some(({ options }) => isIncreasing(options)))
    remarks.push(
      'bantime.increment: who comes back within 30 days stays away twice as long each time; formulas and factors have no counterpart.',
    );
  else
    remarks.push(
      'bantime: who comes back within 30 days would stay away twice as long each time; DECISIONS_MAX_BAN_HOURS keeps that short.',
    );
  return remarks;
}

/** Mail is on once the server has a password, or needs none: it is left to the reader to say so. */
function mail(jails: readonly Jail[], remarks: string[]): [string, string][] {
  const mailing = jails.find(({ options }) =>
    (options.get('action') ?? '').split('\n').some((line) => MAILS.test(line.trim())),
  );
  if (mailing === undefined) return [];
  const { options } = mailing;
  remarks.push(
    'Mail went through the sendmail of this machine: the settings for it are written as comments, since they need an EMAIL_PASSWORD (docs/notifications.md). Mails tell of alerts, not of bans.',
  );
  const sender = options.get('sender') ?? '';
  return [
    ['# SENDER_EMAIL', /^[^@\s<>]+@[^@\s<>]+$/.test(sender) ? sender : 'fail2ban@localhost'],
    ['# RECEIVER_EMAIL', addressesOf(options.get('destemail') ?? '') || 'root@localhost'],
    ['# SMTP_HOST', '127.0.0.1'],
    ['# SMTP_PORT', '25'],
    ['# SMTP_SECURE', 'false'],
  ];
}

/** What can be written as a list of addresses. */
function addressesOf(text: string): string {
  return text
    .split(/[\s,]+/)
    .filter((each) => /^[^@\s<>'",;]+@[^@\s<>'",;]+$/.test(each))
    .join(', ');
}
