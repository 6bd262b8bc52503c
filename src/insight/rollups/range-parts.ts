import type { TimeRange } from '../stats-query.dto.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A range cut into what roll-ups count, and what is left of it at its ends. */
export interface RangeParts {
  /** Whole days, in the middle; null: there is none. */
  readonly days: TimeRange | null;
  /** Whole hours in front of the days and behind them, or all there are. */
  readonly hours: readonly TimeRange[];
  /** Less than an hour each, the later first. */
  readonly edges: readonly TimeRange[];
}

/**
 * Cuts a range. Where nothing is stored behind its end, it reaches up to the end of the day.
 *
 * @param newest time of the newest entry, also of one that lies in the future, UTC milliseconds; null: there is none
 */
export function rangeParts(range: TimeRange, newest: number | null): RangeParts {
  const { since, until } = range;
  const end = endOf(range, newest);
  const [firstHour, lastHour] = [Math.ceil(since / HOUR) * HOUR, Math.floor(end / HOUR) * HOUR];
  // All of it lies within an hour.
  if (firstHour > lastHour) return { days: null, hours: [], edges: nonEmpty([{ since, until }]) };
  const edges = nonEmpty([
    { since: lastHour, until: end },
    { since, until: firstHour },
  ]);
  const [firstDay, lastDay] = [Math.ceil(firstHour / DAY) * DAY, Math.floor(lastHour / DAY) * DAY];
  if (firstDay >= lastDay) return { days: null, hours: nonEmpty([{ since: firstHour, until: lastHour }]), edges };
  return {
    days: { since: firstDay, until: lastDay },
    hours: nonEmpty([
      { since: firstHour, until: firstDay },
      { since: lastDay, until: lastHour },
    ]),
    edges,
  };
}

function nonEmpty(ranges: readonly TimeRange[]): TimeRange[] {
  return ranges.filter(({ since, until }) => since < until);
}

/** The same, cut into whole days and what is left of it in front of them and behind. */
export function dayParts(range: TimeRange, newest: number | null): Pick<RangeParts, 'days' | 'edges'> {
  const { since } = range;
  const end = endOf(range, newest);
  const [firstDay, lastDay] = [Math.ceil(since / DAY) * DAY, Math.floor(end / DAY) * DAY];
  if (firstDay >= lastDay) return { days: null, edges: nonEmpty([range]) };
  const edges = nonEmpty([
    { since: lastDay, until: end },
    { since, until: firstDay },
  ]);
  return { days: { since: firstDay, until: lastDay }, edges };
}

function endOf({ until }: TimeRange, newest: number | null): number {
  return newest === null || newest < until ? Math.ceil(until / DAY) * DAY : until;
}
