/** Milliseconds of a day, a minute. */
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
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

const HOUR_MS = 3_600_000;

/** Lines of several processes reach the file a little out of order; this much is no step back in time. */
const DISORDER_MS = 30_000;

/**
 * Reads local times of one zone as instants. After {@link toUtc}, `ambiguous` tells whether the local time exists
 * exactly once. Local milliseconds are those of the wall clock, as if it stood in Greenwich.
 */
export class LocalClock {
  ambiguous = false;
  private plainFrom = Infinity;
  private plainUntil = -Infinity;
  private plainOffset = 0;

  constructor(private readonly zone: ZoneOffsets) {}

  /** `previous` (UTC ms) is the time of the line before: file order decides between two readings. */
  toUtc(localMs: number, previous: number): number {
    if (localMs < this.plainFrom || localMs >= this.plainUntil) this.lookAround(localMs);
    if (localMs >= this.plainFrom && localMs < this.plainUntil) {
      this.ambiguous = false;
      return localMs - this.plainOffset;
    }
    return this.toUtcNearChange(localMs, previous);
  }

  /** Remembers the hour around `localMs` where the zone's offset does not change within a day of it. */
  private lookAround(localMs: number): void {
    const hour = Math.floor(localMs / HOUR_MS) * HOUR_MS;
    const before = this.zone.offsetAt(hour - DAY_MS);
    if (before !== this.zone.offsetAt(hour + HOUR_MS + DAY_MS)) return;
    this.plainFrom = hour;
    this.plainUntil = hour + HOUR_MS;
    this.plainOffset = before;
  }

  private toUtcNearChange(localMs: number, previous: number): number {
    const first = localMs - this.zone.offsetAt(localMs - DAY_MS - HOUR_MS);
    const second = localMs - this.zone.offsetAt(localMs + DAY_MS + HOUR_MS);
    const firstHolds = first + this.zone.offsetAt(first) === localMs;
    const secondHolds = second + this.zone.offsetAt(second) === localMs;
    this.ambiguous = firstHolds === secondHolds && first !== second;
    if (firstHolds !== secondHolds) return firstHolds ? first : second;
    const firstGoesBack = first < previous - DISORDER_MS;
    return firstGoesBack && second >= previous - DISORDER_MS ? second : first;
  }
}
