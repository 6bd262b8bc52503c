import type { AlertGrowth, AttackFacts } from '../../alerts/lifecycle/detected-alert.js';
import { Growth, alertingRule } from './attack.js';
import type { Attack, AttackEvent } from './attack.js';
import type { DetectionEvent, DetectionRule } from './detection-rule.js';
import { Lane } from './lane.js';
import type { LaneListener } from './lane.js';
import { GRACE_MS } from './lane-clock.js';
import type { LaneClockState } from './lane-clock.js';
import { EVERY_RULE, Judgement, RuleFailures } from './missed-events.js';
import type { MissedEvents, RuleFailure } from './missed-events.js';
import { EMPTY_SET, Placements } from './placements.js';
import { Plan } from './plan.js';

/** An event, and where it comes from. */
export interface ObservedEvent extends DetectionEvent {
  readonly sourceId: number;
  /** When the service received it, UTC milliseconds. */
  readonly receivedAt: number;
}

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

/** A lane as it is stored. */
interface LaneState {
  readonly id: number;
  readonly clock: LaneClockState;
  /** Number of the event that came last. */
  readonly heard: number;
  /** The source, where the lane is for what it dates far ahead of the clock of the service; null for all other lanes. */
  readonly aheadOf: number | null;
  /** Lanes that have become part of this one, as far as their events are in reach; with their latest time. */
  readonly absorbed: readonly { readonly lane: number; readonly until: number }[];
}

/** A lane as versions before wrote it down: its latest time was what time it was. */
interface FormerLaneState {
  readonly id: number;
  readonly watermark: number;
}

/** What must be stored with the entries to go on after a restart; JSON-serialisable. */
export interface EngineState {
  readonly lanes: readonly (LaneState | FormerLaneState)[];
  readonly nextLane: number;
  readonly events?: number;
  /** By name of the rule: those that the entries so far were put to. */
  readonly counters: Readonly<Record<string, RuleCounters>>;
}

/** What a lane needs of what is stored; moments in UTC milliseconds. */
export interface LaneReach {
  /** The lane as entries and alerts name it. */
  readonly lane: number;
  /** Entries of the lane with this time or a later one. */
  readonly entriesSince: number;
  /** Alerts of the lane that end then or later. */
  readonly endsSince: number;
  /** Their last events are not older than this. */
  readonly alertsSince: number;
}

/** Streams of time that are followed at once. */
const MAX_LANES = 32;
/** What attacks gain in one transaction takes no more memory than this, give or take a batch. */
const MAX_GROWTH_BYTES = 4 << 20;
/** What is further ahead of the clock of the service has a wrong time. */
export const MAX_AHEAD_MS = 3_600_000;
/** Sets of rules that events met: numbered anew when there are more than twice as many as are in use, and this. */
const MIN_SETS = 2_000;

const NO_STATE: EngineState = { lanes: [], nextLane: 0, counters: {} };

/**
 * Puts events to the rules and finds attacks. Event time counts, and the clock of the service only for what lies ahead of
 * it: the same events give the same alerts however they are cut into calls, and wherever detection is stopped and
 * resumed.
 *
 * Events come nearly in order; those that do not (a log that is read after another, a clock that is wrong) are followed
 * in lanes of their own rather than left out.
 */
export class Engine {
  private readonly plan: Plan;
  private placements: Placements;
  private mostSets = MIN_SETS;
  private readonly counters: Counters[];
  /** By log type: events put to the rules since the counters were last added up. */
  private observed = new Map<string, number>();
  /** How many of them met a set of rules. */
  private matchedBySet: number[] = [];
  private readonly known: ReadonlySet<string>;
  private lanes: OpenLane[];
  private nextLane: number;
  private events: number;
  /** With the lane that each has last grown in. */
  private growth = new Map<Attack, { readonly growth: Growth; lane: number }>();
  private growthBytes = 0;
  private readonly failures = new RuleFailures();
  private readonly judgement: Judgement;
  private damaged = false;

  /** @param missed what rules have failed on, to be put to them by {@link recall} */
  constructor(rules: readonly DetectionRule[], state: EngineState = NO_STATE, missed: MissedEvents = new Map()) {
    this.plan = new Plan(rules);
    this.placements = new Placements(this.plan);
    this.counters = this.plan.rules.map(({ rule }) => ({ ...(state.counters[rule.name] ?? NEVER) }));
    this.known = new Set(Object.keys(state.counters));
    this.judgement = new Judgement(rules, this.known, missed);
    this.lanes = state.lanes.map((lane) => this.openLane('clock' in lane ? lane : laneOfFormer(lane)));
    this.nextLane = state.nextLane;
    this.events = state.events ?? 0;
  }

  /** How many events are kept in memory. */
  get size(): number {
    return this.lanes.reduce((sum, { lane }) => sum + lane.size, 0);
  }

  /** True when {@link takeGrowth} should be called before more events come, so that it does not hand over too much. */
  get isFull(): boolean {
    return this.growthBytes >= MAX_GROWTH_BYTES;
  }

  /** True when there is something that {@link takeGrowth} or {@link takeFailures} hand over. */
  get hasNews(): boolean {
    return this.growth.size > 0 || !this.failures.isEmpty;
  }

  /** True when an event could not be taken whole: the engine is to be rebuilt from what is stored. */
  get isDamaged(): boolean {
    return this.damaged;
  }

  /** What is needed of the stored entries and alerts to go on, by lane. */
  get reach(): readonly LaneReach[] {
    return this.lanes.flatMap(({ lane, absorbed }) =>
      [lane.id, ...absorbed.map((each) => each.lane)].map((id) => ({
        lane: id,
        entriesSince: lane.reach,
        endsSince: lane.clock.base,
        alertsSince: lane.reach,
      })),
    );
  }

  /** Names of the rules that other rules count the firings of: those firings are in reach as entries are. */
  get referredRules(): readonly string[] {
    return this.plan.rules.flatMap(({ rule, isReferred }) => (isReferred ? [rule.name] : []));
  }

  /** Goes on with a stored attack that has not ended in its lane; to be called before {@link recall}. */
  restore(stored: AttackFacts): void {
    const planned = this.plan.rules.find(({ rule }) => rule.name === stored.rule);
    const lane = this.laneWith(stored.lane);
    if (planned === undefined || lane === undefined || !this.known.has(stored.rule)) return;
    if (stored.lastSeen + planned.rule.windowMs >= lane.clock.base) lane.restore(planned, stored);
  }

  /**
   * Puts a stored event back in mind; to be called in the order of ids. Rules that were not there when it came judge it
   * now, so that a new rule sees what is going on.
   */
  recall(event: DetectionEvent & { readonly lane: number }): void {
    const set = this.setOf(event, (rule) => this.judgement.retries(rule, event.id));
    this.laneWith(event.lane)?.recall(event, set, this.judgement.judges, this.judgement.isOver);
  }

  /** Puts the firing of a stored attack back in mind; to be called in the order of firing entries, after the events. */
  recallFiring(stored: AttackFacts): void {
    const planned = this.plan.rules.find(({ rule }) => rule.name === stored.rule);
    const lane = this.laneWith(stored.lane);
    if (planned === undefined || lane === undefined || !planned.isReferred || !this.known.has(stored.rule)) return;
    if (stored.firedAt >= lane.reach) lane.recallFiring(planned, stored, this.judgement.judges);
  }

  /**
   * Judges an event. What rules fail on is set aside; see {@link takeFailures}.
   *
   * @returns the lane that it was taken in, to be stored with the entry
   */
  observe(event: ObservedEvent): number {
    try {
      return this.take(event);
    } catch (error) {
      this.failures.add(EVERY_RULE, event.id, error);
      this.damaged = true;
      return this.lanes[0]?.lane.id ?? 0;
    }
  }

  private take(event: ObservedEvent): number {
    const set = this.setOf(event);
    const open = this.laneFor(event);
    const { lane } = open;
    const host = event.host ?? '';
    this.observed.set(event.logType, (this.observed.get(event.logType) ?? 0) + 1);
    open.heard = ++this.events;
    this.matchedBySet[set] = (this.matchedBySet[set] ?? 0) + 1;
    // A clock that is ahead tells others no more than that it is now.
    const time = open.aheadOf === null ? Math.min(event.timestamp, event.receivedAt) : event.timestamp;
    lane.clock.observe(event.sourceId, host, time, event.receivedAt);
    lane.observe(event, set);
    if (this.lanes.length > 1) this.joinLanes(open);
    if (this.placements.size > this.mostSets) this.renumber();
    return lane.id;
  }

  /** What attacks have gained since the last call, in the order in which they first did. */
  takeGrowth(): AlertGrowth[] {
    const taken = [...this.growth].map(([attack, { growth, lane }]) =>
      growth.told(lane, alertingRule(attack.planned.rule)),
    );
    this.growth = new Map();
    this.growthBytes = 0;
    return taken;
  }

  /** What rules could not be put to since the last call: they have not met these events. */
  takeFailures(): RuleFailure[] {
    return this.failures.take();
  }

  state(): EngineState {
    this.addUp();
    return {
      lanes: this.lanes.map(({ lane, heard, aheadOf, absorbed }) => ({
        id: lane.id,
        clock: lane.clock.state(),
        heard,
        aheadOf,
        absorbed,
      })),
      nextLane: this.nextLane,
      events: this.events,
      counters: Object.fromEntries(this.plan.rules.map(({ rule, index }) => [rule.name, { ...this.counters[index]! }])),
    };
  }

  private addUp(): void {
    for (const planned of this.plan.rules) {
      const counters = this.counters[planned.index]!;
      for (const [logType, count] of this.observed) if (planned.logTypes.has(logType)) counters.evaluated += count;
      for (const [set, count] of this.matchedBySet.entries()) {
        if (count !== undefined && this.placements.meets(planned, set)) counters.matched += count;
      }
    }
    this.observed = new Map();
    this.matchedBySet = [];
  }

  /** Gives new numbers to the sets that are in use: whoever writes the lines chooses how many there were. */
  private renumber(): void {
    this.addUp();
    this.placements = new Placements(this.plan);
    for (const { lane } of this.lanes) lane.sweep(this.placements);
    this.mostSets = Math.max(MIN_SETS, this.placements.size * 2);
  }

  /** The lane that an event fits in best. Where it fits in none, a new one; see {@link leastMissed} for who makes room. */
  private laneFor({ timestamp, sourceId, host, receivedAt }: ObservedEvent): OpenLane {
    const isAhead = timestamp > receivedAt + MAX_AHEAD_MS;
    let best: OpenLane | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const open of this.lanes) {
      if (open.aheadOf !== null && (!isAhead || open.aheadOf !== sourceId)) continue;
      if (!open.lane.clock.accepts(sourceId, timestamp)) continue;
      if (this.lanes.length === 1) return open;
      const distance = open.lane.clock.distance(sourceId, host ?? '', timestamp);
      if (distance < least) [best, least] = [open, distance];
    }
    if (best !== null) return best;
    if (this.lanes.length >= MAX_LANES) this.lanes.splice(this.lanes.indexOf(leastMissed(this.lanes)), 1);
    const aheadOf = isAhead ? sourceId : null;
    const opened = this.openLane({ id: this.nextLane++, clock: null, heard: this.events, aheadOf, absorbed: [] });
    this.lanes.push(opened);
    return opened;
  }

  /** Makes one lane of two whose times have come to agree, such as that of a log that was read up. */
  private joinLanes(moved: OpenLane): void {
    const other = this.lanes.find(
      (each) => each !== moved && each.aheadOf === moved.aheadOf && each.lane.clock.agreesWith(moved.lane.clock),
    );
    if (other === undefined) return;
    const [kept, gone] = other.lane.id < moved.lane.id ? [other, moved] : [moved, other];
    const until = gone.lane.clock.furthest;
    kept.lane.absorb(gone.lane);
    kept.heard = this.events;
    kept.absorbed = [...kept.absorbed, ...gone.absorbed, { lane: gone.lane.id, until }].filter(
      (each) => each.until >= kept.lane.reach,
    );
    this.lanes.splice(this.lanes.indexOf(gone), 1);
  }

  private laneWith(id: number): Lane | undefined {
    return this.lanes.find(({ lane, absorbed }) => lane.id === id || absorbed.some((each) => each.lane === id))?.lane;
  }

  private openLane({ id, clock, heard, aheadOf, absorbed }: Omit<LaneState, 'clock'> & Clocked): OpenLane {
    const lane = new Lane(id, this.plan, this.placements, this.listener, clock);
    return { lane, heard, aheadOf, absorbed };
  }

  private readonly listener: LaneListener = {
    began: (attack: Attack, lane: Lane): void => {
      const counters = this.counters[attack.planned.index]!;
      counters.fired++;
      counters.lastFiredAt = attack.firedAt;
      this.growth.set(attack, { growth: new Growth(attack, true, lane.valuesOf(attack)), lane: lane.id });
    },
    grew: (attack: Attack, event: AttackEvent, lane: Lane): void => {
      let known = this.growth.get(attack);
      if (known === undefined) {
        known = { growth: new Growth(attack, false, lane.valuesOf(attack)), lane: lane.id };
        this.growth.set(attack, known);
      }
      known.lane = lane.id;
      this.growthBytes += known.growth.add(event);
    },
  };

  /** @param isTold whether a failure of a rule is to be told of */
  private setOf(event: DetectionEvent, isTold: (rule: string) => boolean = always): number {
    let set = EMPTY_SET;
    for (const { ref, rule } of this.plan.eventRulesFor(event.logType)) {
      try {
        if (rule.matches(event)) set = this.placements.with(set, ref);
      } catch (error) {
        if (isTold(rule.name)) this.failures.add(rule.name, event.id, error);
      }
    }
    return set;
  }
}

interface OpenLane {
  readonly lane: Lane;
  heard: number;
  readonly aheadOf: number | null;
  absorbed: LaneState['absorbed'];
}

interface Clocked {
  readonly clock: LaneClockState | null;
}

type Counters = { -readonly [Key in keyof RuleCounters]: RuleCounters[Key] };

const NEVER: RuleCounters = { evaluated: 0, matched: 0, fired: 0, lastFiredAt: null };

function always(): boolean {
  return true;
}

function laneOfFormer({ id, watermark }: FormerLaneState): LaneState {
  const clock = { time: watermark, base: watermark - GRACE_MS, events: 0, sources: [] };
  return { id, clock, heard: 0, aheadOf: null, absorbed: [] };
}

/**
 * The lane that is given up for another: of the source that has the most lanes to itself, so that nobody can take those
 * of others; of these, or where nobody has more than one, the one that was heard of longest ago.
 */
function leastMissed(lanes: readonly OpenLane[]): OpenLane {
  const owners = lanes.map(({ lane, aheadOf }) => aheadOf ?? lane.clock.onlySource);
  const owned = owners.map((owner) => (owner === null ? 1 : owners.filter((other) => other === owner).length));
  const most = Math.max(...owned);
  return lanes.filter((_, index) => owned[index] === most).sort((a, b) => a.heard - b.heard)[0]!;
}
