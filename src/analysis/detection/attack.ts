import { MAX_EVIDENCE, alertId } from '../../alerts/lifecycle/detected-alert.js';
import type { AlertGrowth, AlertingRule } from '../../alerts/lifecycle/detected-alert.js';
import { detachString } from '../../common/visible-text.js';
import type { DetectionRule } from './detection-rule.js';
import { groupByOf } from './plan.js';
import type { PlannedRule } from './plan.js';

/** One event as an attack counts it. */
export interface AttackEvent {
  readonly timestamp: number;
  readonly entryId: number;
  readonly attempts: number;
  /** Attempts among them that the method is known to have been tried in. */
  readonly methodAttempts: number;
  readonly username: string | null;
  readonly ipAddress: string | null;
  readonly method: string | null;
  readonly host: string | null;
  /** True where a client may have chosen the address. */
  readonly forgeable: boolean;
}

/** When an attack was, and what it fired with; moments in UTC milliseconds. */
interface AttackSpan {
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  readonly firing: AlertGrowth['firing'];
}

/**
 * What detection keeps of an attack, from the window that met the condition of a rule to its last event. Whoever writes
 * the lines decides how many there are: what follows from its group is not kept a second time.
 */
export class Attack {
  readonly firstSeen: number;
  readonly firedAt: number;
  lastSeen: number;
  private readonly firingEntry: number;
  private readonly firingAttempts: number;

  constructor(
    readonly planned: PlannedRule,
    /** Its group in the table of its rule. */
    public group: number,
    { firstSeen, firedAt, lastSeen, firing }: AttackSpan,
    /** True where it began before the process started. */
    readonly isRestored = false,
    /** The id that it was stored with, where that does not follow from its group: the rule grouped by others then. */
    private readonly formerId: string | null = null,
  ) {
    this.firstSeen = firstSeen;
    this.firedAt = firedAt;
    this.lastSeen = lastSeen;
    this.firingEntry = firing.entryId;
    this.firingAttempts = firing.attempts;
  }

  get firing(): AlertGrowth['firing'] {
    return { entryId: this.firingEntry, attempts: this.firingAttempts };
  }

  /** The end, unless another event comes before; UTC milliseconds. */
  get endsAt(): number {
    return this.lastSeen + this.planned.rule.windowMs;
  }

  /** The id of its alert. @param values those of its group, in the order of the group-by */
  idWith(values: readonly string[]): string {
    return this.formerId ?? attackId(this.planned, values, this.firstSeen);
  }

  /** True when an event at this time continues the attack, or falls inside it. */
  includes(timestamp: number): boolean {
    return timestamp >= this.firstSeen && timestamp <= this.endsAt;
  }
}

/** The id of the alert of an attack. @param values those of its group @param firstSeen UTC milliseconds */
export function attackId({ rule }: PlannedRule, values: readonly string[], firstSeen: number): string {
  return alertId(rule.name, values.length === 1 ? values[0]! : JSON.stringify(values), firstSeen);
}

/** A value in a map, roughly. */
const BYTES_PER_VALUE = 100;
const BYTES_PER_GROWTH = 1_000;

/** What an attack has gained since it was last told of. */
export class Growth {
  private attempts = 0;
  private events = 0;
  private forgeable = false;
  private readonly usernames = new Map<string, number>();
  private readonly ipAddresses = new Map<string, number>();
  private readonly methods = new Map<string, number>();
  private readonly hosts = new Map<string, number>();
  private readonly firstEntries: number[] = [];
  private lastEntries: number[] = [];

  constructor(
    private readonly attack: Attack,
    private readonly isNew: boolean,
    /** Those of the attack's group, in the order of the group-by. */
    private readonly groupValues: readonly string[],
  ) {}

  /** @returns how many bytes the growth takes more than before, roughly */
  add({ entryId, attempts, methodAttempts, username, ipAddress, method, host, forgeable }: AttackEvent): number {
    this.attempts += attempts;
    this.events += 1;
    this.forgeable ||= forgeable;
    if (this.firstEntries.length < MAX_EVIDENCE) this.firstEntries.push(entryId);
    this.lastEntries.push(entryId);
    if (this.lastEntries.length > MAX_EVIDENCE) this.lastEntries.shift();
    return (
      (this.events === 1 ? BYTES_PER_GROWTH : 0) +
      count(this.usernames, username, attempts) +
      count(this.ipAddresses, ipAddress, attempts) +
      (methodAttempts > 0 ? count(this.methods, method, methodAttempts) : 0) +
      count(this.hosts, host, attempts)
    );
  }

  told(lane: number, rule: AlertingRule): AlertGrowth {
    const { attack, isNew, groupValues } = this;
    const { planned, firstSeen, firedAt, lastSeen, endsAt, firing } = attack;
    const groupBy = groupByOf(planned, groupValues);
    return {
      id: attack.idWith(groupValues),
      isNew,
      rule,
      groupBy,
      // An event without an address is grouped by none.
      ipAddress: groupBy['ip_address'] || null,
      username: groupValues[planned.usernameAt] ?? null,
      firstSeen,
      firedAt,
      lastSeen,
      endsAt,
      firing,
      lane,
      attempts: this.attempts,
      events: this.events,
      forgeable: this.forgeable,
      usernames: [...this.usernames],
      ipAddresses: [...this.ipAddresses],
      methods: [...this.methods],
      hosts: [...this.hosts],
      firstEntries: this.firstEntries,
      lastEntries: this.lastEntries,
    };
  }
}

export function alertingRule(rule: DetectionRule): AlertingRule {
  const { name, id, version, title, level, tags, raisesAlerts } = rule;
  return { name, id, version, title, level, tags, raisesAlerts };
}

function count(counts: Map<string, number>, value: string | null, attempts: number): number {
  if (value === null) return 0;
  const known = counts.get(value);
  if (known !== undefined) {
    counts.set(value, known + attempts);
    return 0;
  }
  counts.set(detachString(value), attempts);
  return BYTES_PER_VALUE + value.length;
}

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
