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

  /** The values with the most attempts; among equals those with the most entries. */
  top(most: number): ValueCount[] {
    const counts = [...this.counts.values()];
    return counts.sort((a, b) => b.attempts - a.attempts || b.entries - a.entries).slice(0, most);
  }

  /** All of them, by value. */
  byValue(): ValueCount[] {
    return [...this.counts.values()].sort((a, b) => (a.value < b.value ? -1 : 1));
  }
}
