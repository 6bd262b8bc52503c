import { PriorityQueue } from '../../common/priority-queue.js';
import type { ReceivedEntry } from './line-analysis.js';

/** The entries of one source, in the order of its lines. */
interface Queue {
  /** Counts the sources in the order in which they came. */
  readonly number: number;
  entries: ReceivedEntry[];
  /** Of each entry, where it goes among those of others, UTC milliseconds. */
  places: number[];
  /** The entry that comes next. */
  position: number;
  /** The place of the last entry. */
  last: number;
}

/**
 * Puts the entries of several sources in the order of their times. The entries of one source keep their order, which is
 * that of its lines; among equal times the source that came first goes first. One that is dated later than it was
 * received goes with the one before it: nothing behind it waits for that time to come. The cost of an entry grows with
 * the logarithm of the number of sources.
 */
export class EntryMerger {
  private readonly queues = new Map<object, Queue>();
  /** Those that are not empty. */
  private readonly waiting = new PriorityQueue<Queue>(goesBefore);

  add(source: object, entries: readonly ReceivedEntry[]): void {
    if (entries.length === 0) return;
    let queue = this.queues.get(source);
    if (queue === undefined)
      this.queues.set(source, (queue = { number: this.queues.size, entries: [], places: [], position: 0, last: 0 }));
    const wasEmpty = queue.entries.length === 0;
    for (const entry of entries) {
      if (entry.timestamp <= entry.receivedAt + CLOCK_TOLERANCE_MS) queue.last = entry.timestamp;
      queue.entries.push(entry);
      queue.places.push(queue.last);
    }
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
      if (queue.places[queue.position]! > horizon) break;
      if (this.waiting.size === 1 && horizon === Number.POSITIVE_INFINITY) {
        const rest = queue.position === 0 ? queue.entries : queue.entries.slice(queue.position);
        empty(queue);
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
        queue.places = queue.places.slice(queue.position);
        queue.position = 0;
      }
      this.waiting.firstChanged();
      return;
    }
    empty(queue);
    this.waiting.takeFirst();
  }
}

function empty(queue: Queue): void {
  queue.entries = [];
  queue.places = [];
  queue.position = 0;
}

const LET_GO_AFTER = 1_000;

/** How far clocks are apart that are called right. */
const CLOCK_TOLERANCE_MS = 60_000;

function goesBefore(one: Queue, other: Queue): boolean {
  const difference = one.places[one.position]! - other.places[other.position]!;
  return difference < 0 || (difference === 0 && one.number < other.number);
}
