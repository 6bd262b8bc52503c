/** How often values occurred, in the order in which they first came. */
export type ValueCounts = readonly (readonly [value: string, count: number])[];

/** How many distinct values a tally keeps apart, and how many characters they have together: the first that come. */
export const MOST_VALUES = 1000;
export const MOST_CHARACTERS = 10_000;

/** How often each value occurred, bounded in size. */
export interface TallyState {
  /** In the order in which the values first came. */
  readonly counts: ValueCounts;
  /** Occurrences of values that came when the tally was full. */
  readonly others: number;
  /** True when there were such values. */
  readonly isCut?: boolean;
}

export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

export const EMPTY_TALLY: TallyState = { counts: [], others: 0 };

/** A tally with more occurrences: the same whether they are added at once or in parts. */
export function tallied(state: TallyState, added: ValueCounts): TallyState {
  const counts = new Map(state.counts);
  let characters = state.counts.reduce((sum, [value]) => sum + value.length, 0);
  let { others } = state;
  let isCut = isTallyCut(state);
  for (const [value, count] of added) {
    const known = counts.get(value);
    if (known !== undefined) counts.set(value, known + count);
    else if (isCut || counts.size >= MOST_VALUES || characters + value.length > MOST_CHARACTERS) {
      others += count;
      isCut = true;
    } else {
      counts.set(value, count);
      characters += value.length;
    }
  }
  return { counts: [...counts], others, ...(isCut ? { isCut } : {}) };
}

/** True when there were more values than are kept apart: the number of those is the least that there were. */
export function isTallyCut({ others, isCut = others > 0 }: TallyState): boolean {
  return isCut;
}

/** The most frequent values of a tally; among equals the one that came first. */
export function mostFrequent(state: TallyState, most: number): CountedValue[] {
  return state.counts
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
