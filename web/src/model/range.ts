import { isMoment, parseLength, parseMoment } from '../../../src/common/query/time-text.js';
import type { Zone } from './times.js';
import { exactLengthWords } from './words.js';

/** A stretch of time, UTC milliseconds; `until` is not part of it. */
export interface TimeRange {
  readonly since: number;
  readonly until: number;
}

/** Times to choose from, as an address names them, and in words. */
export const PRESETS = [
  ['15m', 'Last 15 minutes'],
  ['1h', 'Last hour'],
  ['6h', 'Last 6 hours'],
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
  ['1y', 'Last year'],
  ['all', 'All time'],
] as const;

export const ALL = 'all';
export const DEFAULT_RANGE = '24h';

/** A range, and why it is where it is: chosen by hand, ending now, ending with the log because that is old, or all of it. */
export interface ChosenRange extends TimeRange {
  readonly basis: 'chosen' | 'now' | 'newest' | 'all';
}

/** What has to be known to say which range an address asks for. */
export interface LogSpan {
  /** Times of the oldest and newest entry that do not lie in the future; null: there is none. */
  readonly oldest: number | null;
  readonly newest: number | null;
  /** By the clock of the service. */
  readonly now: number;
}

export type Params = Readonly<Record<string, string>>;

/** The part of an address that says which time it is of: to be kept on the way to another view. */
export function timeOf({ range, since, until }: Params): Readonly<Record<string, string | undefined>> {
  return { range, since, until };
}

/** How an address names its range: by two moments, or by a length, or not at all. */
export function rangeName(params: Params, usual: string): string | null {
  const moments = [params['since'], params['until']].filter((text) => text !== undefined);
  if (moments.length > 0 && moments.every(isMoment)) return null;
  const { range = usual } = params;
  return range === ALL || parseLength(range) !== null ? range : usual;
}

/**
 * The range that an address asks for. A length ends now; where nothing happened within it, it ends with the newest entry,
 * so that an old log shows its last day instead of nothing.
 *
 * @param usual what it is where the address says nothing: a length, or `all`
 */
export function chosenRange(params: Params, span: LogSpan, usual = DEFAULT_RANGE): ChosenRange {
  const { oldest, newest, now } = span;
  const context = { now, zone: 'utc' as Zone };
  const start = oldest ?? now - 3_600_000;
  const since = params['since'] === undefined ? start : (parseMoment(params['since'], context) ?? NaN);
  const until = params['until'] === undefined ? now : (parseMoment(params['until'], context) ?? NaN);
  const name = rangeName(params, usual);
  if (name === null && since < until) return { since, until, basis: 'chosen' };
  const length = parseLength(name ?? usual);
  if (length === null) return { since: start, until: Math.max(now, start + 1), basis: 'all' };
  const isOld = newest !== null && newest < now - length;
  const end = isOld ? newest + 1 : now;
  return { since: end - length, until: end, basis: isOld ? 'newest' : 'now' };
}

/** The choice in words, as far as the address alone tells: `Last 24 hours`; null: it names two moments. */
export function choiceWords(params: Params, usual: string): string | null {
  const name = rangeName(params, usual);
  if (name === null) {
    const { since, until } = params;
    return since?.startsWith('now-') === true && until === undefined ? lastWords(since.slice(4)) : null;
  }
  return PRESETS.find(([each]) => each === name)?.[1] ?? lastWords(name);
}

function lastWords(text: string): string | null {
  const length = parseLength(text);
  return length === null ? null : `Last ${exactLengthWords(length).replace(/^1 /, '')}`;
}

/** How long the parts of the timeline are that the API is asked for: it answers two thousand at most. */
export function bucketFor({ since, until }: TimeRange): 'minute' | 'hour' | 'day' {
  const length = until - since;
  if (length <= 1_500 * 60_000) return 'minute';
  return length <= 1_500 * 3_600_000 ? 'hour' : 'day';
}

/** How long each of them is, milliseconds. */
export const BUCKET_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

const SHORTEST = 60_000;

/** The same middle, a longer or shorter stretch. */
export function zoomed({ since, until }: TimeRange, factor: number): TimeRange {
  const middle = (since + until) / 2;
  const half = Math.max(SHORTEST, (until - since) * factor) / 2;
  return { since: Math.round(middle - half), until: Math.round(middle + half) };
}

/** As long, earlier (negative) or later. */
export function shifted({ since, until }: TimeRange, share: number): TimeRange {
  const by = Math.round((until - since) * share);
  return { since: since + by, until: until + by };
}

/** The parameters of an address that choose a range. */
export function rangeParams({ since, until }: TimeRange): { since: string; until: string; range: undefined } {
  return { since: isoTime(since), until: isoTime(until), range: undefined };
}

/** What a `Date` cannot be is cut off: an address may ask for anything. */
export function isoTime(at: number): string {
  return new Date(Math.min(Math.max(at, -62_000_000_000_000), 253_000_000_000_000)).toISOString();
}
