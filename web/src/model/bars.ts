import type { TimeRange } from './range.js';

/** What happened in one part of the time. */
export interface Bar extends TimeRange {
  readonly attempts: number;
  readonly logins: number;
}

/** Something that happened at a moment, UTC milliseconds. */
export interface Happening {
  readonly at: number;
  readonly attempts: number;
  readonly logins: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a bar may be: steps that people count in. */
const STEPS = [
  SECOND,
  ...[2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28].map((each) => each * DAY),
];

/** The shortest step that makes at most so many bars, no shorter than `least`. */
export function stepFor({ since, until }: TimeRange, most: number, least = 0): number {
  return STEPS.find((step) => step >= least && (until - since) / step <= most) ?? STEPS.at(-1)!;
}

/** One bar for each step of the range that has something in it; the others would be empty. */
export function bars(happenings: readonly Happening[], range: TimeRange, step: number): Bar[] {
  const found = new Map<number, { attempts: number; logins: number }>();
  for (const { at, attempts, logins } of happenings) {
    if (at < range.since - step || at >= range.until) continue;
    const start = Math.floor(at / step) * step;
    const bar = found.get(start) ?? { attempts: 0, logins: 0 };
    found.set(start, { attempts: bar.attempts + attempts, logins: bar.logins + logins });
  }
  return [...found]
    .filter(([, { attempts, logins }]) => attempts + logins > 0)
    .sort(([one], [other]) => one - other)
    .map(([since, counts]) => ({ since, until: since + step, ...counts }));
}

/** Round moments of the viewer's zone for the axis. @param offsetMinutes as `Date.getTimezoneOffset()` gives it */
export function ticks(range: TimeRange, most: number, offsetMinutes: number): number[] {
  const step = stepFor(range, Math.max(1, most));
  const offset = offsetMinutes * MINUTE;
  const first = Math.ceil((range.since - offset) / step) * step + offset;
  const count = Math.max(0, Math.ceil((range.until - first) / step));
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** A round number at or above the highest bar, for the top of the axis. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 4, 5, 6, 8, 10].map((each) => each * power).find((each) => each >= highest)!;
}
