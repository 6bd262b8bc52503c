import { ownCopy } from '../../common/own-copy.js';

/** How many distinct values a tally keeps apart; further ones are counted together. */
const MOST_VALUES = 1000;

/** How often each value occurred, bounded in size. */
export interface TallyState {
  readonly counts: readonly (readonly [value: string, count: number])[];
  /** Occurrences of values that came after the tally was full. */
  readonly others: number;
}

export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

interface Cell {
  readonly value: string;
  count: number;
}

/** Counts occurrences by value; the first {@link MOST_VALUES} values by name, the rest in one figure. */
export class Tally {
  private readonly counts: Map<string, Cell>;
  private others: number;
  /** What was added last: often the same again. */
  private lastCell: Cell | undefined;

  constructor(state: TallyState = { counts: [], others: 0 }) {
    this.counts = new Map(state.counts.map(([value, count]) => [value, { value, count }]));
    this.others = state.others;
  }

  /** The values that are kept apart. */
  get values(): Iterable<string> {
    return this.counts.keys();
  }

  /** @returns true when the value is new, and kept apart from now on */
  add(value: string, count: number): boolean {
    const known = value === this.lastCell?.value ? this.lastCell : this.counts.get(value);
    if (known !== undefined) {
      known.count += count;
      this.lastCell = known;
      return false;
    }
    if (this.counts.size >= MOST_VALUES) {
      this.others += count;
      return false;
    }
    const copy = ownCopy(value);
    this.counts.set(copy, { value: copy, count });
    return true;
  }

  /** Values in the order in which they first came. */
  state(): TallyState {
    const counts = [...this.counts.values()].map(({ value, count }) => [value, count] as const);
    return { counts, others: this.others };
  }
}

/** The most frequent values of a tally; among equals the one that came first. */
export function mostFrequent(state: TallyState, most: number): CountedValue[] {
  return state.counts
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
