import type { CorrelationRule } from './detection-rule.js';

/** Which of the rules of a correlation must have been met, by their positions in it. */
type TemporalCondition = Pick<CorrelationRule, 'rules' | 'threshold' | 'choices'>;

/** True where the rules that were met are as many as the condition asks for, or all of one of its choices. */
export function isMetBy(
  { threshold, choices }: TemporalCondition,
  met: { readonly size: number; has(position: number): boolean },
): boolean {
  if (choices === null) return met.size >= threshold;
  return choices.some((choice) => choice.every((position) => met.has(position)));
}

/** The sequences that a condition asks for, each in the order of the rules; null: any of so many rules. */
export function sequencesOf({ rules, threshold, choices }: TemporalCondition): readonly (readonly number[])[] | null {
  if (choices !== null) return choices;
  return threshold === rules.length ? [rules.map((_, position) => position)] : null;
}

/** Walks through a window from its end to its beginning, looking for rules that were met in their order. */
export class OrderedWalk {
  private readonly sequences: readonly (readonly number[])[];
  /** How many rules of each sequence are still to be met. */
  private readonly left: number[];
  /** By position: how many rules were met in order, that one first; null where sequences are asked for. */
  private readonly lengths: number[] | null;
  private readonly wanted: number;

  constructor(condition: TemporalCondition) {
    const sequences = sequencesOf(condition);
    this.sequences = sequences ?? [];
    this.left = this.sequences.map(({ length }) => length);
    this.lengths = sequences === null ? condition.rules.map(() => 0) : null;
    this.wanted = condition.threshold;
  }

  /** Goes back to an event. @param met positions of the rules that it meets @returns true where the condition is met */
  takes(met: readonly number[]): boolean {
    return this.lengths === null ? this.takesOfSequences(met) : this.takesOfAny(met, this.lengths);
  }

  private takesOfSequences(met: readonly number[]): boolean {
    for (const [index, sequence] of this.sequences.entries()) {
      if (met.includes(sequence[this.left[index]! - 1]!)) this.left[index]!--;
      if (this.left[index] === 0) return true;
    }
    return false;
  }

  private takesOfAny(met: readonly number[], lengths: number[]): boolean {
    const found = met.map((position) => [position, 1 + Math.max(0, ...lengths.slice(position + 1))] as const);
    for (const [position, length] of found) lengths[position] = Math.max(lengths[position]!, length);
    return found.some(([, length]) => length >= this.wanted);
  }
}
