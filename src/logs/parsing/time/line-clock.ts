import type { TimeBasis } from '../parsed-line.js';
import { DAY_MS, LocalClock, ZoneOffsets, civilMidnight, civilYear, daysInMonth } from './local-clock.js';
import type { Stamp } from './local-clock.js';

/** Lines may stand in the file this much before an earlier one; more than that is the next year. */
const DISORDER_MS = DAY_MS;

/**
 * Finds the year of a stamp that carries none. File order: the earliest year that does not go back behind the lines
 * read so far; the reference time: nothing is later than a day after it, and where that leaves nothing (a first
 * line, a wrong clock) the latest year that is not. All times are local milliseconds.
 */
class YearInference {
  /** The latest inferred time so far; null before the first. Part of the parser's state. */
  latest: number | null = null;
  private limit = DAY_MS;
  private dayKey = -1;
  private midnight = 0;

  /** `referenceLocalMs`: the latest moment the text can have been written. */
  setReference(referenceLocalMs: number): void {
    this.limit = referenceLocalMs + DAY_MS;
  }

  /** The local milliseconds of day `day` of month `month` (1 to 12) at `timeOfDayMs`. */
  locate(month: number, day: number, timeOfDayMs: number): number {
    const dayKey = month * 32 + day;
    const sameDay = dayKey === this.dayKey && this.midnight + timeOfDayMs <= this.limit;
    if (!sameDay) {
      this.midnight = this.findMidnight(month, day, timeOfDayMs);
      this.dayKey = dayKey;
    }
    const located = this.midnight + timeOfDayMs;
    if (this.latest === null || located > this.latest) this.latest = located;
    return located;
  }

  private findMidnight(month: number, day: number, timeOfDayMs: number): number {
    if (this.latest !== null) {
      const inOrder = this.search(month, day, timeOfDayMs, this.latest - DISORDER_MS, 1);
      if (inOrder + timeOfDayMs <= this.limit) return inOrder;
    }
    return this.search(month, day, timeOfDayMs, this.limit, -1);
  }

  /** The day's midnight in the nearest year at or after (`step` 1), or at or before (-1), the edge. */
  private search(month: number, day: number, timeOfDayMs: number, edge: number, step: 1 | -1): number {
    const firstYear = civilYear(edge) - step;
    // Leap days are at most eight years apart.
    for (let years = 0; years < 10; years++) {
      const year = firstYear + years * step;
      const midnight = civilMidnight(year, month, day);
      const distance = (midnight + timeOfDayMs - edge) * step;
      if (day <= daysInMonth(year, month) && distance >= 0) return midnight;
    }
    return civilMidnight(firstYear, month, day);
  }
}

/** What the clock has to remember between two runs; JSON-serialisable. */
export interface LineClockState {
  /** UTC ms of the last line that carried a time. */
  readonly previous: number | null;
  /** Local ms of the latest line without a year. */
  readonly latestYearless: number | null;
}

/** Turns the stamps of one file's lines, in order, into instants. `time` and `basis` are those of the last line. */
export class LineClock {
  time = 0;
  basis: TimeBasis = 'received';
  private previous: number | null;
  private reference = 0;
  private readonly zone: ZoneOffsets;
  private readonly local: LocalClock;
  private readonly years = new YearInference();

  constructor(timeZone: string, state: LineClockState | null) {
    this.zone = new ZoneOffsets(timeZone);
    this.local = new LocalClock(this.zone);
    this.previous = state?.previous ?? null;
    this.years.latest = state?.latestYearless ?? null;
    this.setReference(0);
  }

  setReference(utcMs: number): void {
    this.reference = utcMs;
    this.years.setReference(utcMs + this.zone.offsetAt(utcMs));
  }

  state(): LineClockState {
    return { previous: this.previous, latestYearless: this.years.latest };
  }

  read(stamp: Stamp): void {
    switch (stamp.kind) {
      case 'none':
        this.basis = this.previous === null ? 'received' : 'inherited';
        this.time = this.previous ?? this.reference;
        return;
      case 'yearless':
        this.readLocal(this.years.locate(stamp.month, stamp.day, stamp.ms), 'year_inferred');
        return;
      case 'local':
        this.readLocal(stamp.ms, 'zone_assumed');
        return;
      case 'instant':
        this.time = this.previous = stamp.ms;
        this.basis = 'exact';
        return;
      default:
        stamp.kind satisfies never;
    }
  }

  private readLocal(localMs: number, basis: TimeBasis): void {
    this.time = this.local.toUtc(localMs, this.previous ?? -Infinity);
    this.previous = this.time;
    this.basis = this.local.ambiguous ? 'ambiguous' : basis;
  }
}
