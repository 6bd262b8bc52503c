import type { NeededPast } from './entry-retention.js';

/** A lane that has not moved for so long is at rest: an import that is over, a host that is no more. */
const REST_MS = 24 * 3_600_000;

/**
 * Tells the lanes of detection that go on from those at rest. The past of a lane is needed while lines may come for it;
 * that of an old log which was read once would otherwise be kept for ever. After a restart the watch begins anew.
 */
export class LanesAtRest {
  private readonly seen = new Map<number, { readonly entriesSince: number; readonly at: number }>();

  /** What is needed of lanes that go on. @param now UTC milliseconds */
  needed(reach: readonly NeededPast[], now: number): NeededPast[] {
    return reach.filter(({ lane, entriesSince }) => {
      const known = this.seen.get(lane);
      if (known?.entriesSince === entriesSince) return now - known.at < REST_MS;
      this.seen.set(lane, { entriesSince, at: now });
      return true;
    });
  }
}
