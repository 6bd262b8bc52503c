import { readConfig } from './config-files.js';
import type { ConfigFiles, MergedConfig } from './config-files.js';
import { parseFilterReference, readFilter } from './filter-definition.js';
import type { FilterDefinition } from './filter-definition.js';
import { IniFault } from './ini.js';
import { Interpolation } from './interpolation.js';

/** A jail of fail2ban's that is enabled, as its files say it. */
export interface Jail {
  readonly name: string;
  /** Path of the filter's `.conf`, without its ending. */
  readonly filter: string;
  /** Arguments of the filter. */
  readonly given: ReadonlyMap<string, string>;
  /** Options of the filter that the jail sets itself, such as `failregex`. */
  readonly own: ReadonlyMap<string, string>;
  /** Paths or patterns; none where it reads the journal. */
  readonly logs: readonly string[];
  readonly readsJournal: boolean;
  /** True where it does so because none of its logs is there. */
  readonly hasNoLog: boolean;
  readonly maxRetry: number;
  readonly findTimeSeconds: number;
  /** Null: for ever. */
  readonly banTimeSeconds: number | null;
  /** Every other option that may matter, by name. */
  readonly options: ReadonlyMap<string, string>;
}

/** Where the files are that jails name. */
export interface JailFiles extends ConfigFiles {
  /** True where a path is there, or one that a pattern such as `/var/log/*.log` names. */
  readonly isThere: (pattern: string) => boolean;
}

/** What the jails of a folder say. */
export interface Jails {
  readonly jails: readonly Jail[];
  /** Names of those that are not enabled. */
  readonly disabled: readonly string[];
  /** Those that cannot be read, and why. */
  readonly unreadable: readonly { readonly name: string; readonly reason: string }[];
}

/** Options of a filter that a jail may set. */
const FILTER_OPTIONS = ['prefregex', 'failregex', 'ignoreregex', 'datepattern', 'maxlines', 'journalmatch'];
/** Other options that say what is to be done, or how. */
const OPTIONS = [
  'ignoreip',
  'ignorecommand',
  'ignoreself',
  'action',
  'destemail',
  'sender',
  'mta',
  'logtimezone',
  'logencoding',
  'usedns',
  'bantime.increment',
  'bantime.maxtime',
  'bantime.factor',
  'bantime.formula',
  'bantime.multipliers',
  'bantime.overalljails',
];

/**
 * Reads the jails of a folder such as `/etc/fail2ban` with fail2ban's own precedence: `jail.conf`, `jail.d/*.conf`, `jail.local`,
 * `jail.d/*.local`, each with what it includes.
 *
 * @throws IniFault where there is no such configuration, or it is none
 */
export function readJails(folder: string, files: JailFiles): Jails {
  const config = readConfig(`${folder}/jail`, files);
  const constants = new Map([
    ['fail2ban_version', '1.1.0'],
    ['fail2ban_confpath', folder],
  ]);
  const jails: Jail[] = [];
  const disabled: string[] = [];
  const unreadable: { name: string; reason: string }[] = [];
  for (const name of config.sections.keys()) {
    if (name === 'DEFAULT' || name === 'INCLUDES') continue;
    try {
      const options = new Interpolation(config, constants);
      if (!isTrue(options.option(name, 'enabled'))) disabled.push(name);
      else jails.push(readJail(name, folder, config, constants, files));
    } catch (error) {
      if (!(error instanceof IniFault)) throw error;
      unreadable.push({ name, reason: error.message });
    }
  }
  return { jails, disabled, unreadable };
}

function readJail(
  name: string,
  folder: string,
  config: MergedConfig,
  constants: ReadonlyMap<string, string>,
  files: JailFiles,
): Jail {
  const options = new Interpolation(config, constants);
  const text = options.option(name, 'filter') ?? '';
  const reference = parseFilterReference(text.trim());
  if (reference === null) throw new IniFault(`has no filter that can be read: ${text}`);
  const filter = reference.name.startsWith('/') ? reference.name : `${folder}/filter.d/${reference.name}`;
  const own = ownOptions(name, config, constants, () => readFilter(filter, reference.given, files));
  const backend = options.option(name, 'backend') ?? 'auto';
  const logs = logsOf(options.option(name, 'logpath') ?? '');
  const mayReadJournal = (): boolean =>
    backend.startsWith('auto') &&
    !isFalse(options.option(name, 'systemd_if_nologs')) &&
    (own.has('journalmatch') ||
      (tried(() => readFilter(filter, reference.given, files, 'journal'))?.journalMatch.length ?? 0) > 0);
  const hasNoLog = !logs.some(files.isThere) && mayReadJournal();
  const readsJournal = hasNoLog || backend.startsWith('systemd');
  return {
    name,
    filter,
    given: reference.given,
    own,
    logs: readsJournal ? [] : logs,
    readsJournal,
    hasNoLog,
    maxRetry: numberOf(options.option(name, 'maxretry'), 5),
    findTimeSeconds: secondsOf(options.option(name, 'findtime') ?? '600') || 600,
    banTimeSeconds: secondsOf(options.option(name, 'bantime') ?? '600'),
    options: new Map(
      OPTIONS.flatMap((option) => {
        const value = tried(() => options.option(name, option));
        return value === null || value.trim() === '' ? [] : [[option, value.trim()] as const];
      }),
    ),
  };
}

/** What a jail sets of its filter's options, with what the filter had them be. */
function ownOptions(
  name: string,
  config: MergedConfig,
  constants: ReadonlyMap<string, string>,
  filter: () => Pick<FilterDefinition, 'failures' | 'ignored'>,
): ReadonlyMap<string, string> {
  const section = config.sections.get(name)!;
  const set = FILTER_OPTIONS.filter((option) => section.has(option));
  if (set.length === 0) return new Map();
  const { failures, ignored } = filter();
  const known = new Map(config.known).set(
    name,
    new Map([
      ['failregex', failures.join('\n').replaceAll('%', '%%')],
      ['ignoreregex', ignored.join('\n').replaceAll('%', '%%')],
    ]),
  );
  const options = new Interpolation({ ...config, known }, constants);
  return new Map(set.map((option) => [option, options.option(name, option) ?? '']));
}

/** What cannot be read says nothing. */
function tried<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof IniFault) return null;
    throw error;
  }
}

/** One a line; `head` or `tail` may stand behind. */
function logsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+(?:head|tail)$/, ''))
    .filter((line) => line !== '');
}

function isTrue(text: string | null): boolean {
  return /^(?:1|on|true|yes)$/i.test(text?.trim() ?? '');
}

function isFalse(text: string | null): boolean {
  return /^(?:0|off|false|no)$/i.test(text?.trim() ?? '');
}

function numberOf(text: string | null, otherwise: number): number {
  const value = Number(text?.trim());
  return text !== null && Number.isInteger(value) && value > 0 ? value : otherwise;
}

const UNITS: readonly (readonly [name: RegExp, seconds: number])[] = [
  [/^(?:s|ss|sec|secs|second|seconds)$/, 1],
  [/^(?:m|mm|min|mins|minute|minutes)$/, 60],
  [/^(?:h|hh|hour|hours)$/, 3_600],
  [/^(?:d|dd|day|days)$/, 86_400],
  [/^(?:w|ww|week|weeks)$/, 604_800],
  [/^(?:mo|mon|month|months)$/, 2_629_800],
  [/^(?:y|ye|year|years)$/, 31_557_600],
];

/** `600`, `10m`, `1d 12h`, `1h30m`; null for `-1`, which is for ever, and for what is no time. */
export function secondsOf(text: string): number | null {
  const value = text.trim().toLowerCase();
  if (/^\d+$/.test(value)) return Number(value);
  let sum = 0;
  let rest = value;
  while (rest !== '') {
    const [whole, digits, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*/.exec(rest) ?? [];
    const seconds = UNITS.find(([name]) => name.test(unit ?? ''))?.[1];
    if (whole === undefined || seconds === undefined) return null;
    sum += Number(digits) * seconds;
    rest = rest.slice(whole.length);
  }
  return sum === 0 ? null : Math.round(sum);
}
