import { DAY_MS, civilMidnight, civilYear, daysInMonth } from './civil-date.js';

/** Lines may stand in the file this much before an earlier one; more than that is the next year. */
const DISORDER_MS = DAY_MS;

/**
 * Finds the year of a stamp that carries none. File order: the earliest year that does not go back behind the lines
 * read so far; the reference time: nothing is later than a day after it, and where that leaves nothing (a first
 * line, a wrong clock) the latest year that is not. All times are local milliseconds.
 */
export class YearInference {
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
