import type { Params } from './range.js';
import { parseTime } from './time-text.js';
import type { TimeContext } from './time-text.js';

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
  host: { param: 'host', on: ['entries', 'alerts'], example: 'web-1', also: ['on', 'server'] },
  type: { param: 'log_type', on: ['entries'], example: 'ssh_failed_login', also: ['log_type'] },
  category: { param: 'category', on: ['entries'], example: 'login_succeeded', also: ['cat', 'kind'] },
  method: { param: 'method', on: ['entries'], example: 'password' },
  target: { param: 'target_user', on: ['entries'], example: 'root', also: ['target_user', 'as'] },
  rule: { param: 'rule', on: ['alerts'], example: 'ssh_brute_force' },
  severity: { param: 'min_severity', on: ['alerts'], example: 'high', also: ['level', 'min_severity'] },
  outcome: { param: 'outcome', on: ['alerts'], example: 'login_succeeded', also: ['result'] },
  status: { param: 'status', on: ['alerts'], example: 'open', also: ['is', 'state'] },
  since: { param: 'since', on: ['entries', 'alerts'], example: '2h', also: ['after', 'begin'] },
  until: { param: 'until', on: ['entries', 'alerts'], example: '1h', also: ['before', 'end'] },
};

/** Something in a query that means nothing. */
export interface QueryProblem {
  readonly text: string;
  /** What may have been meant. */
  readonly suggestion: string | null;
}

export interface ParsedQuery {
  readonly params: Params;
  /** Which lists know all that is asked for; none where keys of both are mixed. */
  readonly on: readonly Searched[];
  readonly problems: readonly QueryProblem[];
}

const TERM = /(?:([A-Za-z_]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:.*:)[\da-f:.]+)(?:\/\d{1,3})?$/i;

/**
 * A query such as `user:root from:183.62.0.0/16 since:2h "Failed password"`. Words without a key are looked for in the
 * line; an address without one is an address. Pure: what `2h` is has to be known by now.
 */
export function parseQuery(text: string, context: TimeContext): ParsedQuery {
  const params: Record<string, string> = {};
  const words: string[] = [];
  const problems: QueryProblem[] = [];
  let on: readonly Searched[] = ['entries', 'alerts'];
  for (const [whole, key, quoted, plain] of text.matchAll(TERM)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain!;
    if (ADDRESS.test(whole)) {
      params['ip_address'] = whole;
      continue;
    }
    if (key === undefined) {
      words.push(value);
      continue;
    }
    const known = keyNamed(key.toLowerCase());
    if (known === null) {
      problems.push({ text: `${key}:`, suggestion: closest(key.toLowerCase()) });
      continue;
    }
    on = on.filter((each) => known.on.includes(each));
    if (known.param === 'since' || known.param === 'until') {
      const time = momentParam(value, context);
      if (time === null) problems.push({ text: `${key}:${value}`, suggestion: null });
      else params[known.param] = time;
    } else {
      params[known.param] = value;
    }
  }
  if (words.length > 0) {
    params['q'] = words.join(' ');
    on = on.filter((each) => each === 'entries');
  }
  return { params, on, problems };
}

/** The query that asks for what an address does; what it has no word for is left out. */
export function formatQuery(params: Params): string {
  const terms = Object.entries(QUERY_KEYS).flatMap(([key, { param }]) => {
    const value = params[param] ?? '';
    return value === '' ? [] : [`${key}:${asValue(value)}`];
  });
  const q = params['q'] ?? '';
  if (q === '') return terms.join(' ');
  // What would be read as a key, or as an address, is meant as text.
  const isPlain = !/["\\]/.test(q) && q.split(/\s+/).every((word) => !/^[A-Za-z_]+:/.test(word) && !ADDRESS.test(word));
  return [...terms, isPlain ? q : asQuoted(q)].join(' ');
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

function keyNamed(name: string): Key | null {
  const found = Object.entries(QUERY_KEYS).find(([key, { also = [] }]) => key === name || also.includes(name));
  return found?.[1] ?? null;
}

/** The key that a slip of the finger may have meant. */
function closest(name: string): string | null {
  const near = Object.keys(QUERY_KEYS)
    .map((key) => ({ key, distance: distance(name, key) }))
    .sort((one, other) => one.distance - other.distance)[0]!;
  return near.distance <= Math.max(1, Math.floor(near.key.length / 2)) ? near.key : null;
}

/** How many letters have to be changed, added, taken away or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + change);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwap) row[j] = Math.min(row[j], rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}
