const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** The longest window, in days: its events are read again whenever the service starts. */
export const MOST_DAYS = 30;

/** The milliseconds of a timespan such as `90s`, `5m`, `24h`, `7d`; a fault for any other value. */
export function parseTimespan(value: unknown): number | { readonly fault: string } {
  const found = typeof value === 'string' ? /^(\d{1,9})([smhd])$/.exec(value) : null;
  if (found === null) return { fault: 'timespan is a number and a letter: 90s, 5m, 24h, 7d' };
  const length = Number(found[1]) * UNITS_MS.get(found[2]!)!;
  if (length < 1000 || length > MOST_DAYS * 86_400_000) return { fault: `timespan lies between 1s and ${MOST_DAYS}d` };
  return length;
}
