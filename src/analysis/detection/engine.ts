import type { AlertChange } from '../../alerts/lifecycle/alert-change.js';
import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import type { Attack } from './attack.js';
import type { DetectionEvent } from './detection-event.js';
import type { DetectionRule } from './detection-rule.js';
import { Lane } from './lane.js';
import { EMPTY_SET } from './match-sets.js';
import { Plan } from './plan.js';
import type { PlannedRule } from './plan.js';

/** How often a rule was met, since it was first loaded. */
export interface RuleCounters {
  /** Events that the rule was put to. */
  readonly evaluated: number;
  /** Events among them that it, or one of the rules that it refers to, selects. */
  readonly matched: number;
  /** Attacks that it found. */
  readonly fired: number;
  /** Event time of the last one, UTC milliseconds. */
  readonly lastFiredAt: number | null;
}

/** What must be stored with the entries to go on after a restart; JSON-serialisable. */
export interface EngineState {
  readonly lanes: readonly { readonly id: number; readonly watermark: number }[];
  readonly nextLane: number;
  /** By name of the rule: those that the entries so far were put to. */
  readonly counters: Readonly<Record<string, RuleCounters>>;
}

/** What a lane needs of what is stored; moments in UTC milliseconds. */
export interface LaneReach {
  readonly lane: number;
  /** Entries of the lane with this time or a later one. */
  readonly entriesSince: number;
  /** Alerts of the lane whose last event is not older. */
  readonly alertsSince: number;
}

/** Streams of time that are followed at once. */
const MOST_LANES = 4;

const NO_STATE: EngineState = { lanes: [], nextLane: 0, counters: {} };

/**
 * Puts events to the rules and finds attacks. Only event time counts: the same events give the same alerts however
 * they are cut into calls, and wherever detection is stopped and resumed.
 *
 * Events come nearly in order; those that do not (a log that is read after another, a clock that was set back) are
 * followed in lanes of their own rather than left out.
 */
export class Engine {
  private readonly plan: Plan;
  private readonly counters: Counters[];
  /** Events put to the rules since the start. */
  private observed = 0;
  /** How many of them met a set of rules. */
  private readonly matchedBySet: number[] = [];
  private readonly known: ReadonlySet<string>;
  private lanes: Lane[];
  private nextLane: number;
  private changed = new Map<Attack, 'created' | 'updated'>();

  constructor(rules: readonly DetectionRule[], state: EngineState = NO_STATE) {
    this.plan = new Plan(rules);
    this.counters = this.plan.rules.map(({ rule }) => ({ ...(state.counters[rule.name] ?? NEVER) }));
    this.known = new Set(Object.keys(state.counters));
    this.lanes = state.lanes.map(({ id, watermark }) => this.newLane(id, watermark));
    this.nextLane = state.nextLane;
  }

  /** How many events are kept in memory. */
  get size(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.size, 0);
  }

  /** What is needed of the stored entries and alerts to go on, by lane. */
  get reach(): readonly LaneReach[] {
    return this.lanes.map(({ id, reach, alertReach }) => ({ lane: id, entriesSince: reach, alertsSince: alertReach }));
  }

  /** Continues stored alerts; to be called before {@link recall}. */
  restore(alerts: Iterable<DetectedAlert>): void {
    const byName = new Map(this.plan.rules.map((planned) => [planned.rule.name, planned]));
    for (const alert of alerts) {
      const planned = byName.get(alert.rule);
      const lane = this.lanes.find(({ id }) => id === alert.lane);
      if (planned !== undefined && lane !== undefined && this.known.has(alert.rule)) lane.restore(planned, alert);
    }
  }

  /**
   * Puts a stored event back in mind; to be called in the order of ids, and {@link endRecall} after the last one. Rules
   * that were not there when it came judge it now, so that a new rule sees what is going on.
   */
  recall(event: DetectionEvent & { readonly lane: number }): void {
    const lane = this.lanes.find(({ id }) => id === event.lane);
    lane?.recall(event, this.setOf(event), this.isNew);
  }

  endRecall(): void {
    for (const lane of this.lanes) lane.recallFirings(this.isNew);
  }

  private readonly isNew = ({ rule }: PlannedRule): boolean => !this.known.has(rule.name);

  /** Judges an event. @returns the lane that it was taken in, to be stored with the entry */
  observe(event: DetectionEvent): number {
    const lane = this.laneFor(event.timestamp);
    const set = this.setOf(event);
    this.observed++;
    this.matchedBySet[set] = (this.matchedBySet[set] ?? 0) + 1;
    lane.observe(event, set);
    return lane.id;
  }

  /** The alerts that changed since the last call, in the order in which they first did; silent ones apart. */
  takeChanges(): { alerts: AlertChange[]; silent: DetectedAlert[] } {
    const alerts: AlertChange[] = [];
    const silent: DetectedAlert[] = [];
    for (const [attack, kind] of this.changed) {
      const alert = attack.toAlert();
      const isIn = alert.outcome === 'login_succeeded';
      const foundLogin = isIn && !attack.loginIsTold;
      attack.loginIsTold = isIn;
      if (!attack.planned.rule.raisesAlerts) silent.push(alert);
      else alerts.push({ kind: kind === 'updated' && foundLogin ? 'login_found' : kind, alert });
    }
    this.changed = new Map();
    return { alerts, silent };
  }

  state(): EngineState {
    return {
      lanes: this.lanes.map(({ id, watermark }) => ({ id, watermark })),
      nextLane: this.nextLane,
      counters: Object.fromEntries(this.plan.rules.map(({ rule, index }) => [rule.name, this.countersOf(index)])),
    };
  }

  private countersOf(index: number): RuleCounters {
    const counters = this.counters[index]!;
    const { maskOf } = this.plan.rules[index]!;
    const matched = this.matchedBySet.reduce((sum, count, set) => (maskOf(set) === 0 ? sum : sum + count), 0);
    return { ...counters, evaluated: counters.evaluated + this.observed, matched: counters.matched + matched };
  }

  /** The first lane that the time fits in. Where none does, a new one; the one that was opened last makes room. */
  private laneFor(timestamp: number): Lane {
    for (const lane of this.lanes) if (lane.accepts(timestamp)) return lane;
    const lane = this.newLane(this.nextLane++, Number.NEGATIVE_INFINITY);
    this.lanes = [...this.lanes.slice(0, MOST_LANES - 1), lane];
    return lane;
  }

  private newLane(id: number, watermark: number): Lane {
    return new Lane(
      id,
      this.plan,
      {
        began: (attack) => {
          const counters = this.counters[attack.planned.index]!;
          counters.fired++;
          counters.lastFiredAt = attack.firedAt;
          this.changed.set(attack, 'created');
        },
        changed: (attack) => {
          if (!this.changed.has(attack)) this.changed.set(attack, 'updated');
        },
      },
      watermark,
    );
  }

  private setOf(event: DetectionEvent): number {
    let set = EMPTY_SET;
    for (const { ref, rule } of this.plan.eventRules) if (rule.matches(event)) set = this.plan.sets.with(set, ref);
    return set;
  }
}

type Counters = { -readonly [Key in keyof RuleCounters]: RuleCounters[Key] };

const NEVER: RuleCounters = { evaluated: 0, matched: 0, fired: 0, lastFiredAt: null };
