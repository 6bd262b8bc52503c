import type { TimeRange } from './range.js';

/** What is drawn on top of each other, from the ground up, and in words. */
export const OUTCOMES = {
  failed: 'failed attempts',
  refused: 'refused logins',
  probe: 'probes',
  login: 'logins',
} as const;

export type Outcome = keyof typeof OUTCOMES;

export type Amounts = Readonly<Partial<Record<Outcome, number>>>;

/** What happened in one part of the time. */
export interface Bar extends TimeRange {
  readonly amounts: Amounts;
}

/** Something that happened at a moment, UTC milliseconds. */
export interface Happening {
  readonly at: number;
  readonly amounts: Amounts;
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

/** The shortest step that makes at most so many bars, no shorter than `least`. Beyond 28 days, as long as it takes. */
export function stepFor({ since, until }: TimeRange, most: number, least = 0): number {
  const length = until - since;
  return (
    STEPS.find((step) => step >= least && length / step <= most) ?? Math.ceil(length / most / (28 * DAY)) * 28 * DAY
  );
}

/**
 * One bar for each step of the range. The first begins with its step, perhaps a little before the range; the last ends with
 * the range, so that nothing is shown of what has not come yet.
 */
export function bars(happenings: readonly Happening[], { since, until }: TimeRange, step: number): Bar[] {
  const first = Math.floor(since / step);
  const count = Math.max(1, Math.ceil(until / step) - first);
  const amounts = Array.from({ length: count }, (): Partial<Record<Outcome, number>> => ({}));
  for (const happening of happenings) {
    const found = amounts[Math.floor(happening.at / step) - first];
    if (found === undefined) continue;
    for (const [outcome, amount] of entriesOf(happening.amounts)) found[outcome] = (found[outcome] ?? 0) + amount;
  }
  return amounts.map((each, index) => ({
    since: (first + index) * step,
    until: Math.min((first + index + 1) * step, Math.max(until, (first + index) * step + 1)),
    amounts: each,
  }));
}

/** The bar of a moment; outside of them all, the nearest. The last may be shorter than the others. */
export function indexAt(shown: readonly Bar[], at: number): number {
  const [first, second] = shown;
  if (first === undefined || second === undefined) return 0;
  const index = Math.floor((at - first.since) / (second.since - first.since));
  return Math.min(shown.length - 1, Math.max(0, index));
}

export function entriesOf(amounts: Amounts): (readonly [Outcome, number])[] {
  return (Object.keys(OUTCOMES) as Outcome[]).flatMap((outcome) => {
    const amount = amounts[outcome] ?? 0;
    return amount > 0 ? [[outcome, amount] as const] : [];
  });
}

/** All that is in some bars. */
export function totals(shown: readonly Bar[]): Amounts {
  const sum: Partial<Record<Outcome, number>> = {};
  for (const { amounts } of shown) {
    for (const [outcome, amount] of entriesOf(amounts)) sum[outcome] = (sum[outcome] ?? 0) + amount;
  }
  return sum;
}

/**
 * Heights for a chart that draws one series over the other: first the top of all of them together, last that of the
 * first alone. One that is hidden adds nothing.
 */
export function stacked(shown: readonly Bar[], outcomes: readonly Outcome[], hidden: ReadonlySet<Outcome>): number[][] {
  return outcomes
    .map((_, top) =>
      shown.map(({ amounts }) =>
        outcomes
          .slice(0, top + 1)
          .reduce((sum, outcome) => sum + (hidden.has(outcome) ? 0 : (amounts[outcome] ?? 0)), 0),
      ),
    )
    .toReversed();
}

/** The part of the time in which there is anything, with a bar of air on both sides; null: there is nothing. */
export function fitted(shown: readonly Bar[]): TimeRange | null {
  const full = shown.filter(({ amounts }) => entriesOf(amounts).length > 0);
  const [first, last] = [full[0], full.at(-1)];
  if (first === undefined || last === undefined) return null;
  const step = first.until - first.since;
  return { since: first.since - step, until: Math.min(last.until + step, shown.at(-1)!.until) };
}

/** A round number at or above the highest bar, for the top of the axis. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((each) => each * power).find((each) => each >= highest)!;
}
