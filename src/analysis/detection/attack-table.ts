import type { Attack } from './attack.js';
import type { PlannedRule } from './plan.js';

/** The attacks of all rules that events may still belong to. Those of one rule in one group lie apart in time. */
export class AttackTable {
  /** By planned rule: the attacks by group, the earliest first; most groups have one, which needs no list. */
  private readonly byGroup: readonly Map<number, Attack | Attack[]>[];
  private count = 0;

  constructor(ruleCount: number) {
    this.byGroup = Array.from({ length: ruleCount }, () => new Map<number, Attack | Attack[]>());
  }

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /** The attack that an event at a moment (UTC milliseconds) continues, or falls into; null: there is none. */
  at({ index }: PlannedRule, group: number, timestamp: number): Attack | null {
    const attacks = this.byGroup[index]!.get(group);
    if (attacks === undefined) return null;
    const attack = Array.isArray(attacks) ? attacks[positionOf(attacks, timestamp) - 1] : attacks;
    return attack?.includes(timestamp) === true ? attack : null;
  }

  add(attack: Attack): void {
    const groups = this.byGroup[attack.planned.index]!;
    const attacks = groups.get(attack.group);
    if (attacks === undefined) groups.set(attack.group, attack);
    else if (!Array.isArray(attacks)) {
      groups.set(attack.group, attacks.firstSeen <= attack.firstSeen ? [attacks, attack] : [attack, attacks]);
    } else attacks.splice(positionOf(attacks, attack.firstSeen), 0, attack);
    this.count++;
  }

  *[Symbol.iterator](): Generator<Attack> {
    for (const groups of this.byGroup) {
      for (const attacks of groups.values()) {
        if (Array.isArray(attacks)) yield* attacks;
        else yield attacks;
      }
    }
  }
}

/** How many attacks begin at a moment or before. */
function positionOf(attacks: readonly Attack[], timestamp: number): number {
  let [low, high] = [0, attacks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (attacks[middle]!.firstSeen <= timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
