import { isLogin } from '../../logs/programs/registry.js';
import type { ValueCount } from '../attempt-counts.js';
import type { EntryFacts } from '../entry-scan.js';

interface Sum {
  entries: number;
  attempts: number;
  logins: number;
}

/** What is known of a value, with how many entries it has. */
type Count = Omit<ValueCount, 'value'>;

/** Counts entries by one value each, and those that have none. */
export class ValueTally {
  private readonly counts = new Map<string, { -readonly [Key in keyof ValueCount]: ValueCount[Key] }>();
  private readonly nameless: Sum = { entries: 0, attempts: 0, logins: 0 };

  addEntry(value: string | null, { timestamp, attempts, log_type: type }: EntryFacts): void {
    const logins = isLogin(type) ? 1 : 0;
    this.add(value, { entries: 1, attempts, logins, firstSeen: timestamp, lastSeen: timestamp });
  }

  /** @param value null: they have none */
  add(value: string | null, { entries, attempts, logins, firstSeen, lastSeen }: Count): void {
    if (value === null) return addTo(this.nameless, { entries, attempts, logins });
    const known = this.counts.get(value);
    if (known === undefined) {
      this.counts.set(value, { value, entries, attempts, logins, firstSeen, lastSeen });
      return;
    }
    addTo(known, { entries, attempts, logins });
    known.firstSeen = Math.min(known.firstSeen, firstSeen);
    known.lastSeen = Math.max(known.lastSeen, lastSeen);
  }

  /** Adds those without a value: all of a time, less those that have one. */
  addRest(all: readonly Sum[], named: readonly Sum[]): void {
    all.forEach((each) => addTo(this.nameless, each));
    named.forEach((each) => addTo(this.nameless, each, -1));
  }

  sum(): Sum {
    return sumOf([...this.counts.values(), this.nameless]);
  }

  without(): Sum {
    return { ...this.nameless };
  }

  /** The values with the most of one, among equals of the other, then by value; and what is behind them. */
  result(
    most: number,
    order: 'entries' | 'attempts',
  ): {
    readonly named: readonly ValueCount[];
    readonly others: Sum & { readonly values: number };
    readonly values: number;
  } {
    const other = order === 'entries' ? 'attempts' : 'entries';
    const all = [...this.counts.values()].sort(
      (a, b) => b[order] - a[order] || b[other] - a[other] || (a.value < b.value ? -1 : 1),
    );
    const behind = all.slice(most);
    return { named: all.slice(0, most), others: { values: behind.length, ...sumOf(behind) }, values: all.length };
  }
}

function sumOf(counts: readonly Sum[]): Sum {
  const sum = { entries: 0, attempts: 0, logins: 0 };
  counts.forEach((each) => addTo(sum, each));
  return sum;
}

function addTo(sum: Sum, { entries, attempts, logins }: Readonly<Sum>, sign: 1 | -1 = 1): void {
  sum.entries += sign * entries;
  sum.attempts += sign * attempts;
  sum.logins += sign * logins;
}
