import type { ReceivedEntry } from './line-analysis.js';

/**
 * Puts the entries of several sources in the order of their times. The entries of one source keep their order, which is
 * that of its lines; among equal times the source that came first goes first.
 */
export class EntryMerger {
  private readonly queues = new Map<object, ReceivedEntry[]>();

  add(source: object, entries: readonly ReceivedEntry[]): void {
    const queue = this.queues.get(source);
    if (queue === undefined) this.queues.set(source, [...entries]);
    else for (const entry of entries) queue.push(entry);
  }

  /**
   * Takes out what nothing can come before any more.
   *
   * @param horizon up to which time every source has been read, UTC milliseconds
   */
  release(horizon: number): ReceivedEntry[] {
    const queues = [...this.queues.values()].filter((queue) => queue.length > 0);
    if (queues.length === 1 && horizon === Number.POSITIVE_INFINITY) return queues[0]!.splice(0);
    const positions = queues.map(() => 0);
    const released: ReceivedEntry[] = [];
    for (;;) {
      const next = earliest(queues, positions);
      const entry = next === -1 ? undefined : queues[next]![positions[next]!];
      if (entry === undefined || entry.timestamp > horizon) break;
      released.push(entry);
      positions[next]! += 1;
    }
    for (const [index, queue] of queues.entries()) queue.splice(0, positions[index]);
    return released;
  }
}

/** The queue whose next entry is the earliest; -1 where all are at their ends. */
function earliest(queues: readonly ReceivedEntry[][], positions: readonly number[]): number {
  let first = -1;
  let time = Number.POSITIVE_INFINITY;
  for (let index = 0; index < queues.length; index++) {
    const entry = queues[index]![positions[index]!];
    if (entry === undefined || entry.timestamp >= time) continue;
    first = index;
    time = entry.timestamp;
  }
  return first;
}
