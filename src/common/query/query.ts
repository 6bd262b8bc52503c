import { closestWord } from './closest-word.js';
import { ADDRESS_ALONE, piecesOf } from './query-pieces.js';
import type { Piece } from './query-pieces.js';
import { parseMoment, parseTime } from './time-text.js';
import type { TimeContext } from './time-text.js';

/** Parameters of the API, and of an address of the page, by name. */
export type QueryParams = Readonly<Record<string, string>>;

/** Lists that can be searched. */
export type Searched = 'entries' | 'alerts';

interface Key {
  /** The parameter of the address, and of the API. */
  readonly param: string;
  readonly on: readonly Searched[];
  /** What it is followed by, for the help. */
  readonly example: string;
  /** Other words for the same. */
  readonly also?: readonly string[];
}

/** What can be asked for, as `key:value`. */
export const QUERY_KEYS: Readonly<Record<string, Key>> = {
  user: { param: 'username', on: ['entries', 'alerts'], example: 'root', also: ['username', 'name'] },
  from: {
    param: 'ip_address',
    on: ['entries', 'alerts'],
    example: '183.62.0.0/16',
    also: ['ip', 'address', 'source', 'ip_address', 'net', 'network'],
  },
  country: { param: 'country', on: ['entries', 'alerts'], example: 'NL', also: ['geo'] },
  host: { param: 'host', on: ['entries', 'alerts'], example: 'web-1', also: ['on', 'server'] },
  type: { param: 'log_type', on: ['entries'], example: 'ssh_failed_login', also: ['log_type'] },
  category: { param: 'category', on: ['entries'], example: 'login_succeeded', also: ['cat', 'kind'] },
  program: { param: 'program', on: ['entries'], example: 'sshd', also: ['app', 'service'] },
  method: { param: 'method', on: ['entries'], example: 'password' },
  target: { param: 'target_user', on: ['entries'], example: 'root', also: ['target_user', 'as'] },
  attacker: { param: 'attacker', on: ['alerts'], example: '203.0.113.7' },
  rule: { param: 'rule', on: ['alerts'], example: 'ssh_brute_force' },
  severity: { param: 'min_severity', on: ['alerts'], example: 'high', also: ['level', 'min_severity'] },
  outcome: { param: 'outcome', on: ['alerts'], example: 'login_succeeded', also: ['result'] },
  status: { param: 'status', on: ['alerts'], example: 'open', also: ['is', 'state'] },
  since: { param: 'since', on: ['entries', 'alerts'], example: '2h', also: ['after', 'begin'] },
  until: { param: 'until', on: ['entries', 'alerts'], example: '1h', also: ['before', 'end'] },
};

/** What stands in a query, and where. */
export interface QueryTerm {
  readonly param: string;
  /** As it was written, from the key on. */
  readonly text: string;
  /** Position of its first character, from 0. */
  readonly at: number;
}

/** Something in a query that means nothing: an unknown key, one without a value, a time that is none, or a key that stands twice. */
export interface QueryProblem {
  readonly kind: 'key' | 'value' | 'time' | 'twice';
  readonly text: string;
  /** Position of its first character, from 0. */
  readonly at: number;
  /** What may have been meant: another key, or the key with the value that stands after a blank. */
  readonly suggestion: string | null;
}

export interface ParsedQuery {
  readonly params: QueryParams;
  /** Which lists know all that is asked for; none where keys of both are mixed. */
  readonly on: readonly Searched[];
  readonly problems: readonly QueryProblem[];
  readonly terms: readonly QueryTerm[];
}

/**
 * A query such as `user:root from:183.62.0.0/16 since:2h "Failed password"`. Words without a key are looked for in the
 * line; an address without one is an address, unless words stand on both sides of it. Pure: what `2h` is has to be known
 * by now. The page and the API read queries by this one function.
 */
export function parseQuery(text: string, context: TimeContext): ParsedQuery {
  const params: Record<string, string> = {};
  const terms: QueryTerm[] = [];
  const problems: QueryProblem[] = [];
  const words: Piece[] = [];
  let on: readonly Searched[] = ['entries', 'alerts'];
  const take = (param: string, value: string, { text: whole, at }: Piece): void => {
    if (param in params) problems.push({ kind: 'twice', text: whole, at, suggestion: null });
    else terms.push({ param, text: whole, at });
    params[param] = value;
  };
  for (const piece of piecesOf(text, isKey)) {
    const { key, value, at, isBare = false } = piece;
    if (isBare) {
      const suggestion = value === '' ? null : `${key}:${value}`;
      problems.push({ kind: 'value', text: piece.text, at, suggestion });
      continue;
    }
    if (key === null) {
      words.push(piece);
      continue;
    }
    const known = key === ADDRESS_ALONE ? QUERY_KEYS['from']! : keyNamed(key);
    if (known === null) {
      const suggestion = closestWord(key, Object.keys(QUERY_KEYS));
      problems.push({ kind: 'key', text: `${piece.text.slice(0, key.length)}:`, at, suggestion });
      continue;
    }
    on = on.filter((each) => known.on.includes(each));
    const time = isTime(known.param) ? momentParam(value, context) : value;
    if (time === null) problems.push({ kind: 'time', text: piece.text, at, suggestion: null });
    else take(known.param, time, piece);
  }
  if (words.length > 0) {
    take('q', joined(words, text), { ...words[0]!, text: words[0]!.text });
    on = on.filter((each) => each === 'entries');
  }
  return { params, on, problems, terms };
}

/** Words as they stand beside each other; what stands between them and is none leaves a space. */
function joined(words: readonly Piece[], text: string): string {
  return words.reduce((sum, { value, at }, index) => {
    const before = words[index - 1];
    if (before === undefined) return value;
    const between = text.slice(before.at + before.text.length, at);
    return `${sum}${between.trim() === '' ? between : ' '}${value}`;
  }, '');
}

/** What is wrong, for people. What was typed stands in quotes, cut. */
export function problemWords({ kind, text, at, suggestion }: QueryProblem): string {
  const what = `${inQuotes(text)} (at ${at + 1})`;
  switch (kind) {
    case 'key':
      return suggestion === null
        ? `${what} is no key: put it in quotes to find it in the line`
        : `${what} is no key; did you mean "${suggestion}:"?`;
    case 'value':
      return suggestion === null
        ? `${what} has no value, such as user:root; put it in quotes to find it in the line`
        : `${what} has a blank after the colon; did you mean ${inQuotes(suggestion)}? Put it in quotes to find it in the line`;
    case 'time':
      return `${what} is no time, such as since:2h or since:"2026-11-29 10:00"`;
    case 'twice':
      return `${what} is asked for a second time`;
    default:
      return kind satisfies never;
  }
}

function inQuotes(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

/** The same query with its times written out, so that it means the same a moment later. */
export function withAbsoluteTimes(text: string, context: TimeContext): string {
  let written = text;
  for (const { param, text: whole, at } of parseQuery(text, context).terms.toReversed()) {
    if (!isTime(param)) continue;
    const value = parseQuery(whole, context).params[param]!;
    const moment = parseMoment(value, context);
    if (moment === null || Number.isNaN(new Date(moment).getTime())) continue;
    written = `${written.slice(0, at)}${param}:${new Date(moment).toISOString()}${written.slice(at + whole.length)}`;
  }
  return written;
}

function isTime(param: string): boolean {
  return param === 'since' || param === 'until';
}

/** The query that asks for what an address does; what it has no word for is left out. */
export function formatQuery(params: QueryParams): string {
  const terms = Object.entries(QUERY_KEYS).flatMap(([key, { param }]) => {
    const value = params[param] ?? '';
    return value === '' ? [] : [`${key}:${asValue(value)}`];
  });
  const q = params['q'] ?? '';
  if (q === '') return terms.join(' ');
  return [...terms, formatText(q)].join(' ');
}

/** A text to be looked for, written so that nothing in it is read as a key or an address. */
export function formatText(text: string): string {
  const { params, problems } = parseQuery(text, { now: 0, zone: 'utc' });
  const isPlain = problems.length === 0 && params['q'] === text && !/["\\]/.test(text);
  return isPlain ? text : asQuoted(text);
}

function asValue(value: string): string {
  return /[\s"\\]/.test(value) ? asQuoted(value) : value;
}

function asQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function momentParam(value: string, context: TimeContext): string | null {
  const time = parseTime(value, context);
  if (time === null || time.until !== undefined) return null;
  // `2h` alone is a length: since two hours ago.
  return time.since ?? (time.range === undefined || time.range === 'all' ? null : `now-${time.range}`);
}

/** The parameter that a word stands for; null: none. */
export function parameterNamed(name: string): string | null {
  return keyNamed(name.toLowerCase())?.param ?? null;
}

function isKey(name: string): boolean {
  return keyNamed(name) !== null;
}

function keyNamed(name: string): Key | null {
  const found = Object.entries(QUERY_KEYS).find(([key, { also = [] }]) => key === name || also.includes(name));
  return found?.[1] ?? null;
}
