/** No zone has changed its offset elsewhere than on a quarter of an hour of UTC since 1972. */
const QUARTER_MS = 900_000;
const MAX_REMEMBERED = 2_000;

/** Offsets of one IANA zone from UTC, asked of `Intl` once for each quarter of an hour that occurs. */
export class ZoneOffsets {
  private readonly format: Intl.DateTimeFormat;
  private readonly remembered = new Map<number, number>();

  /** @throws RangeError where the zone is not known to `Intl`. */
  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Milliseconds to add to UTC to get the local time at the instant `utcMs`. */
  offsetAt(utcMs: number): number {
    const quarter = Math.floor(utcMs / QUARTER_MS);
    const known = this.remembered.get(quarter);
    if (known !== undefined) return known;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const offset = this.ask(quarter * QUARTER_MS);
    this.remembered.set(quarter, offset);
    return offset;
  }

  private ask(utcMs: number): number {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of this.format.formatToParts(utcMs)) parts[type] = value;
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
    return local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second)) - utcMs;
  }
}
