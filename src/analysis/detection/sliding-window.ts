import { ownCopy } from '../../common/own-copy.js';

/** One log entry as detection sees it. */
export interface Observation {
  /** UTC milliseconds. */
  readonly timestamp: number;
  readonly attempts: number;
  readonly username: string | null;
}

/** The observation in memory of its own: its text may be a slice of a whole piece of the log. */
function kept({ timestamp, attempts, username }: Observation): Observation {
  return { timestamp, attempts, username: username === null ? null : ownCopy(username) };
}

/** Where a threshold was reached: the observations of the first window that reaches it, and those behind it. */
export interface ReachedWindow {
  readonly inside: readonly Observation[];
  readonly later: readonly Observation[];
}

/**
 * The observations of one group that can still take part in reaching a threshold, ordered by event time; late ones
 * are placed by their time, ties keep the order of arrival.
 */
export class SlidingWindow {
  private readonly observations: Observation[] = [];

  constructor(
    private readonly windowMs: number,
    private readonly threshold: number,
  ) {}

  /** Time of the latest observation, UTC milliseconds. */
  get latest(): number {
    return this.observations.at(-1)?.timestamp ?? Number.NEGATIVE_INFINITY;
  }

  /** Places an observation; says where the threshold is reached, if it now is. Both ends of a window are inside. */
  add(observation: Observation): ReachedWindow | null {
    const index = this.place(observation);
    const reached = this.reachedFrom(index);
    this.forget();
    return reached;
  }

  clear(): void {
    this.observations.length = 0;
  }

  private place(observation: Observation): number {
    let index = this.observations.length;
    while (index > 0 && this.observations[index - 1]!.timestamp > observation.timestamp) index--;
    this.observations.splice(index, 0, kept(observation));
    return index;
  }

  /** Only windows that end at the new observation, or within reach behind it, have changed. */
  private reachedFrom(index: number): ReachedWindow | null {
    const horizon = this.observations[index]!.timestamp + this.windowMs;
    for (let end = index; end < this.observations.length; end++) {
      if (this.observations[end]!.timestamp > horizon) return null;
      const start = this.startOfWindow(end);
      if (start !== null) {
        return { inside: this.observations.slice(start, end + 1), later: this.observations.slice(end + 1) };
      }
    }
    return null;
  }

  /** First index inside the window that ends at `end`, or null when that window stays below the threshold. */
  private startOfWindow(end: number): number | null {
    const from = this.observations[end]!.timestamp - this.windowMs;
    let attempts = 0;
    let start = end + 1;
    while (start > 0 && this.observations[start - 1]!.timestamp >= from)
      attempts += this.observations[--start]!.attempts;
    return attempts >= this.threshold ? start : null;
  }

  private forget(): void {
    const from = this.latest - this.windowMs;
    let old = 0;
    while (this.observations[old]!.timestamp < from) old++;
    if (old > 0) this.observations.splice(0, old);
  }
}
