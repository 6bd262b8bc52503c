import { PriorityQueue } from '../common/priority-queue.js';
import type { ReceivedEntry } from './line-analysis.js';

/** The entries of one source, in the order of its lines. */
interface Queue {
  /** Counts the sources in the order in which they came. */
  readonly number: number;
  entries: ReceivedEntry[];
  /** The entry that comes next. */
  position: number;
}

/**
 * Puts the entries of several sources in the order of their times. The entries of one source keep their order, which is
 * that of its lines; among equal times the source that came first goes first. The cost of an entry grows with the
 * logarithm of the number of sources.
 */
export class EntryMerger {
  private readonly queues = new Map<object, Queue>();
  /** Those that are not empty. */
  private readonly waiting = new PriorityQueue<Queue>(goesBefore);

  add(source: object, entries: readonly ReceivedEntry[]): void {
    if (entries.length === 0) return;
    let queue = this.queues.get(source);
    if (queue === undefined) this.queues.set(source, (queue = { number: this.queues.size, entries: [], position: 0 }));
    const wasEmpty = queue.entries.length === 0;
    if (wasEmpty) queue.entries = [...entries];
    else for (const entry of entries) queue.entries.push(entry);
    if (wasEmpty) this.waiting.add(queue);
  }

  /**
   * Takes out what nothing can come before any more.
   *
   * @param horizon up to which time every source has been read, UTC milliseconds
   */
  release(horizon: number): ReceivedEntry[] {
    const released: ReceivedEntry[] = [];
    for (let queue = this.waiting.first; queue !== undefined; queue = this.waiting.first) {
      if (queue.entries[queue.position]!.timestamp > horizon) break;
      if (this.waiting.size === 1 && horizon === Number.POSITIVE_INFINITY) {
        const rest = queue.entries.splice(queue.position);
        queue.entries = [];
        queue.position = 0;
        this.waiting.takeFirst();
        if (released.length === 0) return rest;
        for (const entry of rest) released.push(entry);
        break;
      }
      released.push(queue.entries[queue.position++]!);
      this.moveOn(queue);
    }
    return released;
  }

  /** An entry was taken from the first queue. */
  private moveOn(queue: Queue): void {
    if (queue.position < queue.entries.length) {
      // What was handed out is let go of now and then.
      if (queue.position >= LET_GO_AFTER && queue.position * 2 >= queue.entries.length) {
        queue.entries = queue.entries.slice(queue.position);
        queue.position = 0;
      }
      this.waiting.firstChanged();
      return;
    }
    queue.entries = [];
    queue.position = 0;
    this.waiting.takeFirst();
  }
}

const LET_GO_AFTER = 1_000;

function goesBefore(one: Queue, other: Queue): boolean {
  const difference = one.entries[one.position]!.timestamp - other.entries[other.position]!.timestamp;
  return difference < 0 || (difference === 0 && one.number < other.number);
}
