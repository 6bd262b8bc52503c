import { isoTime } from '../common/clock.js';
import { RequestInvalidError } from '../http/problem-document.js';
import { AttemptCounts } from './attempt-counts.js';
import type { EntryFacts, Examined } from './entry-scan.js';
import type { SpanCount } from './rollups/rollup-reader.js';
import { BUCKETS } from './stats-query.dto.js';
import type { Bucket, TimeRange } from './stats-query.dto.js';
import type { TimelinePartDto } from './stats.dto.js';

/** How many parts a timeline may have. */
const MAX_PARTS = 2_000;

const NOTHING = { entries: 0, attempts: 0, logins: 0 };

/** Counts entries by the part of a timeline that they fall into. */
export class TimelineCounts {
  private readonly counts = new AttemptCounts();
  private readonly length: number;

  /** @throws RequestInvalidError for more than {@link MAX_PARTS} parts */
  constructor(
    bucket: Bucket,
    private readonly range: TimeRange,
  ) {
    this.length = BUCKETS[bucket];
    if ((range.until - this.startOf(range.since)) / this.length <= MAX_PARTS) return;
    throw new RequestInvalidError([
      { pointer: 'bucket', detail: `bucket must be longer for this time: there would be over ${MAX_PARTS} parts` },
    ]);
  }

  add(entry: EntryFacts): void {
    this.counts.add(isoTime(this.startOf(entry.timestamp)), entry);
  }

  /** Adds what was counted of a span that lies within a part. */
  addSpan({ start, ...counts }: SpanCount): void {
    this.counts.merge({ value: isoTime(this.startOf(start)), ...counts, firstSeen: start, lastSeen: start });
  }

  /** All parts from where the look at the entries has come, oldest first; those without entries, too. */
  parts(examined: Examined): TimelinePartDto[] {
    const known = new Map(this.counts.byValue().map((count) => [count.value, count]));
    const parts: TimelinePartDto[] = [];
    for (let at = this.startOf(examined.since ?? this.range.since); at < this.range.until; at += this.length) {
      const { entries, attempts, logins } = known.get(isoTime(at)) ?? NOTHING;
      parts.push({ start: isoTime(at), entries, attempts, logins });
    }
    return parts;
  }

  private startOf(time: number): number {
    return Math.floor(time / this.length) * this.length;
  }
}
