import { withAbsoluteTimes } from '../common/query/query.js';

/** Parameters of requests that are moments: each may be relative to now. */
export const MOMENT_PARAMETERS = ['since', 'until', 'active_since', 'active_until'] as const;

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

const RELATIVE = /^(?:now|(now-)?(\d{1,6})([smhdw]))$/i;

/**
 * UTC milliseconds of `now`, `now-2h` or `2h`, which is two hours ago; undefined for other text. Units are seconds, minutes,
 * hours, days and weeks: s, m, h, d, w.
 */
export function relativeMoment(text: string, now: number): number | undefined {
  const parts = RELATIVE.exec(text);
  if (parts === null) return undefined;
  const [, , count, unit] = parts;
  return count === undefined ? now : Math.max(0, now - Number(count) * UNITS[unit!.toLowerCase()]!);
}

/**
 * A query whose relative moments are written out, so that all that answers a request, links and cursors too, goes by one
 * moment.
 *
 * @param address as it stands in an address, without the question mark
 */
export function withAbsoluteMoments(address: string, now: number): string {
  const parameters = new URLSearchParams(address);
  let isChanged = false;
  for (const name of MOMENT_PARAMETERS) {
    const values = parameters.getAll(name);
    const moment = values.length === 1 ? relativeMoment(values[0]!, now) : undefined;
    if (moment === undefined) continue;
    parameters.set(name, new Date(moment).toISOString());
    isChanged = true;
  }
  const [query, ...others] = parameters.getAll('q');
  const written = query === undefined || others.length > 0 ? query : withAbsoluteTimes(query, { now, zone: 'utc' });
  if (written !== query) {
    parameters.set('q', written!);
    isChanged = true;
  }
  return isChanged ? parameters.toString() : address;
}
