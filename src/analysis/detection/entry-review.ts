import { Attack, attackId } from './attack.js';
import type { AttackEvent } from './attack.js';
import type { DetectionEvent, DetectionRule, EventRule } from './detection-rule.js';
import { EventStream } from './event-stream.js';
import type { StreamListener } from './event-stream.js';
import { EMPTY_SET, Placements } from './placements.js';
import { Plan, groupByOf } from './plan.js';
import type { PlannedRule } from './plan.js';

/** A stored entry, with the stream that detection followed it in when it came. */
export interface StoredEvent extends DetectionEvent {
  readonly lane: number;
  readonly sourceId: number;
  /** True where the allowlist covered its address: detection did not see it. */
  readonly allowlisted: boolean;
}

/** An attack that a review has found. Moments are UTC milliseconds; values of the group are attacker text. */
export interface FoundAttack {
  /** As the alert of the attack would have it. */
  readonly id: string;
  readonly rule: PlannedRule;
  readonly groupBy: Readonly<Record<string, string>>;
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  /** The end, unless more comes. */
  readonly endsAt: number;
  readonly attempts: number;
  /** Log entries that it counts. */
  readonly events: number;
}

/** What a review tells of each event: the numbers of the rules that it met; see {@link Plan}. */
export interface MetRules {
  readonly event: StoredEvent;
  readonly refs: readonly number[];
}

/** The firing of a rule that other rules count. */
export interface Firing {
  readonly rule: PlannedRule;
  readonly at: number;
  readonly lane: number;
  readonly entryId: number;
  readonly attempts: number;
  /** The values of its group, by the names of the group-by. */
  readonly values: ReadonlyMap<string, string>;
}

interface Found {
  readonly attack: Attack;
  readonly values: readonly string[];
  attempts: number;
  events: number;
}

/**
 * Puts stored entries to rules as if these had been in use when the entries came: with the engine's own windows and attacks,
 * each entry in the stream of time that it was followed in then. Entries have to come in the order of their ids. What is kept
 * grows with the entries; whoever asks bounds their number.
 */
export class EntryReview {
  readonly plan: Plan;
  /** Firings since the last call of {@link take}, of rules that others count. */
  readonly firings: Firing[] = [];
  private readonly placements: Placements;
  private readonly streams = new Map<number, EventStream>();
  private readonly rulesByType = new Map<string, readonly { readonly ref: number; readonly rule: EventRule }[]>();
  private readonly found = new Map<Attack, Found>();

  /**
   * @param joins true where all entries of the time come: only then it is known when two streams came to agree, and were
   *   one from then on, as in the engine; without it, each keeps to itself
   */
  constructor(
    rules: readonly DetectionRule[],
    private readonly joins: boolean,
  ) {
    this.plan = new Plan(rules);
    this.placements = new Placements(this.plan);
  }

  /** The rules that an event meets; one that fails on it has not met it. */
  meet(event: StoredEvent): MetRules {
    let rules = this.rulesByType.get(event.logType);
    if (rules === undefined) {
      rules = this.plan.eventRulesFor(event.logType);
      this.rulesByType.set(event.logType, rules);
    }
    return { event, refs: rules.filter(({ rule }) => matches(rule, event)).map(({ ref }) => ref) };
  }

  /** Judges an event. @returns the stream that it was taken in */
  take({ event, refs }: MetRules): number {
    this.firings.length = 0;
    const stream = this.streamOf(event.lane);
    const set = refs.reduce((built, ref) => this.placements.with(built, ref), EMPTY_SET);
    stream.clock.observe(event.sourceId, event.host ?? '', event.timestamp);
    // As an event that is put back in mind, and that all rules judge now: nothing is let go of meanwhile.
    stream.replay(event, set, always, false);
    if (this.joins && this.streams.size > 1) this.join(stream);
    return stream.id;
  }

  /** The attacks of rules that raise alerts, in the order in which they were found. */
  attacks(): FoundAttack[] {
    return [...this.found.values()]
      .filter(({ attack }) => attack.planned.rule.raisesAlerts)
      .map(({ attack, values, attempts, events }) => ({
        id: attackId(attack.planned, values, attack.firstSeen),
        rule: attack.planned,
        groupBy: groupByOf(attack.planned, values),
        firstSeen: attack.firstSeen,
        firedAt: attack.firedAt,
        lastSeen: attack.lastSeen,
        endsAt: attack.endsAt,
        attempts,
        events,
      }));
  }

  private streamOf(lane: number): EventStream {
    let stream = this.streams.get(lane);
    if (stream === undefined) {
      stream = new EventStream(lane, this.plan, this.placements, this.listener);
      this.streams.set(lane, stream);
    }
    return stream;
  }

  private join(moved: EventStream): void {
    const other = [...this.streams.values()].find((each) => each !== moved && each.clock.agreesWith(moved.clock));
    if (other === undefined) return;
    const [kept, gone] = other.id < moved.id ? [other, moved] : [moved, other];
    kept.absorb(gone);
    for (const [lane, stream] of this.streams) if (stream === gone) this.streams.set(lane, kept);
  }

  private readonly listener: StreamListener = {
    began: (attack: Attack, stream: EventStream): void => {
      const { planned, firedAt, firing } = attack;
      const values = stream.valuesOf(attack);
      this.found.set(attack, { attack, values, attempts: 0, events: 0 });
      if (!planned.isReferred) return;
      const named = new Map(planned.rule.groupBy.map(({ name }, at) => [name, values[at]!]));
      this.firings.push({ rule: planned, at: firedAt, lane: stream.id, ...firing, values: named });
    },
    grew: (attack: Attack, { attempts }: AttackEvent): void => {
      const found = this.found.get(attack)!;
      found.attempts += attempts;
      found.events++;
    },
  };
}

function matches(rule: EventRule, event: DetectionEvent): boolean {
  try {
    return rule.matches(event);
  } catch {
    return false;
  }
}

function always(): boolean {
  return true;
}
