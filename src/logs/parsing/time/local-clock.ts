import { DAY_MS } from './civil-date.js';
import type { ZoneOffsets } from './zone-offsets.js';

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
