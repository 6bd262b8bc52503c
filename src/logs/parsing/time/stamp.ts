/**
 * The time that a line's prefix carries, as written. One instance is filled anew for every line, so that reading a
 * line of another program allocates nothing.
 */
export class Stamp {
  /** `none`: no time; `yearless`: month, day and time of day; `local`: a full date without offset; `instant`: exact. */
  kind: 'none' | 'yearless' | 'local' | 'instant' = 'none';
  /** `yearless`: month 1 to 12 and day of the month. */
  month = 0;
  day = 0;
  /** `yearless`: milliseconds since midnight; `local`: local milliseconds; `instant`: UTC milliseconds. */
  ms = 0;
  /** Where the line writes the seconds; meaningless for `none` and for epoch times. */
  secondsAt = 0;

  clear(): void {
    this.kind = 'none';
  }
}
