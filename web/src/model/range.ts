/** A stretch of time, UTC milliseconds; `until` is not part of it. */
export interface TimeRange {
  readonly since: number;
  readonly until: number;
}

/** Lengths to choose from, milliseconds. */
export const LENGTHS = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
  '365d': 365 * 86_400_000,
} as const;

export type LengthName = keyof typeof LENGTHS;

export const DEFAULT_LENGTH: LengthName = '24h';

/** A range, and why it is where it is: chosen by hand, ending now, or ending with the log because that is old. */
export interface ChosenRange extends TimeRange {
  readonly basis: 'chosen' | 'now' | 'newest';
  readonly length: LengthName | null;
}

/**
 * The range that an address asks for. A length ends now; where nothing happened within it, it ends with the newest entry,
 * so that an old log shows its last day instead of nothing.
 *
 * @param newest time of the newest entry that does not lie in the future; null: there is none
 * @param now by the clock of the service
 */
export function chosenRange(params: Readonly<Record<string, string>>, newest: number | null, now: number): ChosenRange {
  const since = Date.parse(params['since'] ?? '');
  const until = Date.parse(params['until'] ?? '');
  if (since < until) return { since, until, basis: 'chosen', length: null };
  const length = lengthOf(params['range']);
  const isOld = newest !== null && newest < now - LENGTHS[length];
  const end = isOld ? newest + 1 : now;
  return { since: end - LENGTHS[length], until: end, basis: isOld ? 'newest' : 'now', length };
}

function lengthOf(name: string | undefined): LengthName {
  return name !== undefined && name in LENGTHS ? (name as LengthName) : DEFAULT_LENGTH;
}

/** How long the parts of the timeline are that the API is asked for: it answers two thousand at most. */
export function bucketFor({ since, until }: TimeRange): 'minute' | 'hour' | 'day' {
  const length = until - since;
  if (length <= 1_500 * 60_000) return 'minute';
  return length <= 1_500 * 3_600_000 ? 'hour' : 'day';
}

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
  return { since: new Date(since).toISOString(), until: new Date(until).toISOString(), range: undefined };
}
