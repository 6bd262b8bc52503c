import type { LogCategory, LogType } from '../../logs/parsing/parsed-line.js';
import type { EntryFacts } from '../entry-scan.js';
import type { TimeRange } from '../stats-query.dto.js';

/** What happened in a part of the time. */
export interface Activity {
  readonly entries: number;
  /** Failed attempts. */
  readonly attempts: number;
  readonly logins: number;
  /** Connections that never came to a login. */
  readonly probes: number;
  /** Connections that were refused: by a penalty, or by what sshd allows. */
  readonly refused: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a part may be, milliseconds: steps that people count in. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28].map((each) => each * DAY),
];

/** The shortest step of which a range has at most so many parts, milliseconds. */
export function stepFor({ since, until }: TimeRange, most: number): number {
  const length = until - since;
  const step = STEPS.find((each) => length / each <= most - 1);
  return step ?? Math.ceil(length / Math.max(1, most - 1) / DAY) * DAY;
}

const MIN_MARGIN = 5 * MINUTE;
const MAX_MARGIN = 6 * HOUR;

/** An attack with what was before and after it, as far as there has been time. @param now UTC milliseconds */
export function withMargins({ since, until }: TimeRange, now: number): TimeRange {
  const margin = Math.min(MAX_MARGIN, Math.max(MIN_MARGIN, Math.round((until - since) / 4)));
  return { since: since - margin, until: Math.max(until + 1, Math.min(until + margin, now + 1)) };
}

const NOTHING: Activity = { entries: 0, attempts: 0, logins: 0, probes: 0, refused: 0 };

/** Counts entries by the part of a range that they fall into. */
export class ActivityCounts {
  private readonly counts = new Map<number, { -readonly [Key in keyof Activity]: Activity[Key] }>();

  /** @param step milliseconds @param categoryOf of a log type */
  constructor(
    private readonly step: number,
    private readonly categoryOf: (type: LogType) => LogCategory,
  ) {}

  add({ timestamp, attempts, log_type: type }: EntryFacts): void {
    const start = Math.floor(timestamp / this.step) * this.step;
    let count = this.counts.get(start);
    if (count === undefined) this.counts.set(start, (count = { ...NOTHING }));
    count.entries += 1;
    count.attempts += attempts;
    const category = this.categoryOf(type);
    if (category === 'login_succeeded') count.logins += 1;
    else if (category === 'probe' || category === 'connection') count.probes += 1;
    else if (category === 'penalty' || category === 'login_refused') count.refused += 1;
  }

  /** Every part of a range, the oldest first, those without entries too. Starts are UTC milliseconds. */
  parts({ since, until }: TimeRange): (Activity & { readonly start: number })[] {
    const parts: (Activity & { readonly start: number })[] = [];
    for (let start = Math.floor(since / this.step) * this.step; start < until; start += this.step) {
      parts.push({ start, ...(this.counts.get(start) ?? NOTHING) });
    }
    return parts;
  }
}
