/** The set that holds nothing. */
export const EMPTY_SET = 0;

/** Numbers the sets of rules that events meet: few distinct ones, met again and again. */
export class MatchSets {
  private readonly members: (readonly number[])[] = [[]];
  private readonly successors = new Map<number, number>();

  /** @param ruleCount rules are numbered below it */
  constructor(private readonly ruleCount: number) {}

  /** The set with one more rule; rules are added in ascending order. */
  with(set: number, rule: number): number {
    const step = set * this.ruleCount + rule;
    const known = this.successors.get(step);
    if (known !== undefined) return known;
    const added = this.members.push([...this.members[set]!, rule]) - 1;
    this.successors.set(step, added);
    return added;
  }

  membersOf(set: number): readonly number[] {
    return this.members[set]!;
  }
}
