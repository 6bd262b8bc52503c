import { isLogin } from '../logs/programs/registry.js';
import type { EntryFacts } from './entry-scan.js';

/** Figures of the entries that have one value in common. */
export interface ValueCount {
  readonly value: string;
  readonly attempts: number;
  readonly entries: number;
  readonly logins: number;
  /** UTC milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Counts entries by some value of theirs. */
export class AttemptCounts {
  private readonly counts = new Map<string, { -readonly [Key in keyof ValueCount]: ValueCount[Key] }>();

  /** How many values there are. */
  get size(): number {
    return this.counts.size;
  }

  /** @param value null: not counted */
  add(value: string | null, { timestamp, attempts, log_type }: EntryFacts): void {
    if (value === null) return;
    let count = this.counts.get(value);
    if (count === undefined) {
      count = { value, attempts: 0, entries: 0, logins: 0, firstSeen: timestamp, lastSeen: timestamp };
      this.counts.set(value, count);
    }
    count.attempts += attempts;
    count.entries++;
    if (isLogin(log_type)) count.logins++;
    count.firstSeen = Math.min(count.firstSeen, timestamp);
    count.lastSeen = Math.max(count.lastSeen, timestamp);
  }

  /** Adds what was counted elsewhere. */
  merge({ value, entries, attempts, logins, firstSeen, lastSeen }: ValueCount): void {
    const known = this.counts.get(value);
    if (known === undefined) {
      this.counts.set(value, { value, entries, attempts, logins, firstSeen, lastSeen });
      return;
    }
    known.entries += entries;
    known.attempts += attempts;
    known.logins += logins;
    known.firstSeen = Math.min(known.firstSeen, firstSeen);
    known.lastSeen = Math.max(known.lastSeen, lastSeen);
  }

  /** All of them, by value. */
  asMap(): ReadonlyMap<string, ValueCount> {
    return this.counts;
  }

  /** The values with the most attempts; among equals those with the most entries, then by value. */
  top(most: number): ValueCount[] {
    return topOf(this.counts.values(), most);
  }

  /** All of them, by value. */
  byValue(): ValueCount[] {
    return [...this.counts.values()].sort((a, b) => (a.value < b.value ? -1 : 1));
  }
}

/** The first ones in {@link byAttempts | order}, however many there are. */
export function topOf(counts: Iterable<ValueCount>, most: number): ValueCount[] {
  const top: ValueCount[] = [];
  for (const count of counts) {
    if (top.length >= most && byAttempts(count, top.at(-1)!) >= 0) continue;
    let at = top.length;
    while (at > 0 && byAttempts(count, top[at - 1]!) < 0) at--;
    top.splice(at, 0, count);
    if (top.length > most) top.pop();
  }
  return top;
}

/** The most attempts first; among equals the most entries, then by value. */
function byAttempts(a: ValueCount, b: ValueCount): number {
  return b.attempts - a.attempts || b.entries - a.entries || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}

/** What was counted of the same value in two places. */
export function sumOf(one: ValueCount, other: ValueCount): ValueCount {
  return {
    value: one.value,
    attempts: one.attempts + other.attempts,
    entries: one.entries + other.entries,
    logins: one.logins + other.logins,
    firstSeen: Math.min(one.firstSeen, other.firstSeen),
    lastSeen: Math.max(one.lastSeen, other.lastSeen),
  };
}
