import type { Schemas } from '@log-analyzer/client';

const NUMBER = new Intl.NumberFormat('en');

/** `1 attempt`, `26 attempts`, `1,234 attempts`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(number)} ${number === 1 ? one : many}`;
}

export function formatNumber(number: number): string {
  return NUMBER.format(number);
}

/** A share of a whole, rounded so that only all of it is 100 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  return part < whole && share > 99.9 ? '99.9 %' : `${Math.round(share * 10) / 10} %`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in its largest unit: `3 hours`. */
export function lengthWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [unit, length] = UNITS.find((each) => seconds >= each[1]) ?? ['second', 1];
  return count(Math.round(seconds / length), unit);
}

/** The same without rounding, in the largest unit that allows it: `90 minutes`. */
export function exactLengthWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const [unit, length] = UNITS.find((each) => seconds >= each[1] && seconds % each[1] === 0) ?? ['second', 1];
  return count(seconds / length, unit);
}

/** What kinds of thing happen, as the API names them. */
export const CATEGORIES = [
  'login_failed',
  'login_succeeded',
  'login_refused',
  'probe',
  'connection',
  'penalty',
  'session',
  'privilege',
  'account',
  'command',
  'system',
] as const satisfies readonly Schemas['LogCategory'][];

const CATEGORY_WORDS: Readonly<Partial<Record<string, string>>> = {
  login_failed: 'failed logins',
  login_succeeded: 'logins',
  login_refused: 'refused logins',
  probe: 'probes',
  connection: 'connections',
  penalty: 'penalties',
  session: 'sessions',
  privilege: 'use of other accounts',
  account: 'accounts and groups',
  command: 'commands',
  system: 'system',
};

export function categoryWords(category: Schemas['LogCategory']): string {
  return CATEGORY_WORDS[category] ?? category;
}

/** `ssh_failed_login` → `failed login`. */
export function logTypeWords(type: string): string {
  return type.replace(/^ssh_/, '').replaceAll('_', ' ');
}

export function fileSize(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Math.round((bytes / 1000 ** power) * 10) / 10} ${['B', 'kB', 'MB', 'GB'][power]}`;
}
