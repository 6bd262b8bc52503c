/** Milliseconds of a day, a minute. */
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** `month` is 1 to 12. February has 29 days where `year` is null: some year has that day. */
export function daysInMonth(year: number | null, month: number): number {
  if (month === 2 && (year === null || isLeapYear(year))) return 29;
  return DAYS_IN_MONTH[month - 1] ?? 0;
}

/** Midnight of a civil date as milliseconds, read as if the place were UTC ("local milliseconds"). */
export function civilMidnight(year: number, month: number, day: number): number {
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  const date = new Date(0);
  return date.setUTCFullYear(year, month - 1, day);
}

export function civilYear(localMs: number): number {
  return new Date(localMs).getUTCFullYear();
}
