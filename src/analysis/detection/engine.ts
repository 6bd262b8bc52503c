import { isAmongTypes } from '../../logs/programs/registry.js';
import type { AlertGrowth, AttackFacts } from '../../alerts/lifecycle/detected-alert.js';
import { Growth, alertingRule } from './attack.js';
import type { Attack, AttackEvent } from './attack.js';
import type { DetectionEvent, DetectionRule } from './detection-rule.js';
import { EventStream } from './event-stream.js';
import type { StreamListener } from './event-stream.js';
import { GRACE_MS } from './stream-clock.js';
import type { StreamClockState } from './stream-clock.js';
import { EVERY_RULE, Judgement, RuleFailures } from './missed-events.js';
import type { MissedEvents, RuleFailure } from './missed-events.js';
import { EMPTY_SET, Placements } from './placements.js';
import { Plan } from './plan.js';
import { Selectors } from './selectors.js';
import type { EventType } from './plan.js';

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

/** A stream as it is stored. */
interface StreamState {
  readonly id: number;
  readonly clock: StreamClockState;
  /** Number of the event that came last. */
  readonly heard: number;
  /** The source, where the stream is for what it dates far ahead of the clock of the service; null for all other streams. */
  readonly aheadOf: number | null;
  /** Streams that have become part of this one, as far as their events are in reach; with their latest time. */
  readonly absorbed: readonly { readonly lane: number; readonly until: number }[];
}

/** A stream as versions before wrote it down: its latest time was what time it was. */
interface FormerStreamState {
  readonly id: number;
  readonly watermark: number;
}

/** What must be stored with the entries to go on after a restart; JSON-serialisable. */
export interface EngineState {
  readonly lanes: readonly (StreamState | FormerStreamState)[];
  readonly nextLane: number;
  readonly events?: number;
  /** By name of the rule: those that the entries so far were put to. */
  readonly counters: Readonly<Record<string, RuleCounters>>;
}

/** What a stream needs of what is stored; moments in UTC milliseconds. */
export interface StreamReach {
  /** The stream as entries and alerts name it. */
  readonly lane: number;
  /** Entries of the stream with this time or a later one. */
  readonly entriesSince: number;
  /** Alerts of the stream that end then or later. */
  readonly endsSince: number;
  /** Their last events are not older than this. */
  readonly alertsSince: number;
}

/** Streams of time that are followed at once. */
const MAX_STREAMS = 32;
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
 * in streams of their own rather than left out.
 */
export class Engine {
  /** Which events are stored because a rule selects them. */
  readonly selectors: Selectors;
  private readonly plan: Plan;
  private placements: Placements;
  private mostSets = MIN_SETS;
  private readonly counters: Counters[];
  private readonly types = new Map<string, EventType>();
  private lastType: EventType | null = null;
  /** How many of them met a set of rules. */
  private matchedBySet: number[] = [];
  private readonly known: ReadonlySet<string>;
  private streams: OpenStream[];
  private nextLane: number;
  private events: number;
  /** With the stream that each has last grown in. */
  private growth = new Map<Attack, { readonly growth: Growth; lane: number }>();
  private growthBytes = 0;
  private readonly failures = new RuleFailures();
  private readonly judgement: Judgement;
  private damaged = false;

  /** @param missed what rules have failed on, to be put to them by {@link replay} */
  constructor(rules: readonly DetectionRule[], state: EngineState = NO_STATE, missed: MissedEvents = new Map()) {
    this.plan = new Plan(rules);
    this.selectors = new Selectors(this.plan);
    this.placements = new Placements(this.plan);
    this.counters = this.plan.rules.map(({ rule }) => ({ ...(state.counters[rule.name] ?? NEVER) }));
    this.known = new Set(Object.keys(state.counters));
    this.judgement = new Judgement(rules, this.known, missed);
    this.streams = state.lanes.map((each) => this.openStream('clock' in each ? each : streamOfFormer(each)));
    this.nextLane = state.nextLane;
    this.events = state.events ?? 0;
  }

  /** How many events are kept in memory. */
  get size(): number {
    return this.streams.reduce((sum, { stream }) => sum + stream.size, 0);
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

  /** What is needed of the stored entries and alerts to go on, by stream. */
  get reach(): readonly StreamReach[] {
    return this.streams.flatMap(({ stream, absorbed }) =>
      [stream.id, ...absorbed.map((each) => each.lane)].map((id) => ({
        lane: id,
        entriesSince: stream.reach,
        endsSince: stream.clock.base,
        alertsSince: stream.reach,
      })),
    );
  }

  /** Names of the rules that other rules count the firings of: those firings are in reach as entries are. */
  get referredRules(): readonly string[] {
    return this.plan.rules.flatMap(({ rule, isReferred }) => (isReferred ? [rule.name] : []));
  }

  /** Goes on with a stored attack that has not ended in its stream; to be called before {@link replay}. */
  restore(stored: AttackFacts): void {
    const planned = this.plan.rules.find(({ rule }) => rule.name === stored.rule);
    const stream = this.streamWith(stored.lane);
    if (planned === undefined || stream === undefined || !this.known.has(stored.rule)) return;
    if (stored.lastSeen + planned.rule.windowMs >= stream.clock.base) stream.restore(planned, stored);
  }

  /**
   * Puts a stored event back in mind; to be called in the order of ids. Rules that were not there when it came judge it
   * now, so that a new rule sees what is going on.
   */
  replay(event: DetectionEvent & { readonly lane: number }): void {
    const set = this.setOf(event, (rule) => this.judgement.retries(rule, event.id));
    this.streamWith(event.lane)?.replay(event, set, this.judgement.isEnabled, this.judgement.isOver);
  }

  /** Puts the firing of a stored attack back in mind; to be called in the order of firing entries, after the events. */
  replayFiring(stored: AttackFacts): void {
    const planned = this.plan.rules.find(({ rule }) => rule.name === stored.rule);
    const stream = this.streamWith(stored.lane);
    if (planned === undefined || stream === undefined || !planned.isReferred || !this.known.has(stored.rule)) return;
    if (stored.firedAt >= stream.reach) stream.replayFiring(planned, stored, this.judgement.isEnabled);
  }

  /**
   * Judges an event. What rules fail on is set aside; see {@link takeFailures}.
   *
   * @returns the stream that it was taken in, to be stored with the entry
   */
  observe(event: ObservedEvent): number {
    try {
      return this.take(event);
    } catch (error) {
      this.failures.add(EVERY_RULE, event.id, error);
      this.damaged = true;
      return this.streams[0]?.stream.id ?? 0;
    }
  }

  private take(event: ObservedEvent): number {
    const set = this.setOf(event);
    const open = this.streamFor(event);
    const { stream } = open;
    const host = event.host ?? '';
    this.typeOf(event).observed++;
    open.heard = ++this.events;
    this.matchedBySet[set] = (this.matchedBySet[set] ?? 0) + 1;
    // A clock that is ahead tells others no more than that it is now.
    const time = open.aheadOf === null ? Math.min(event.timestamp, event.receivedAt) : event.timestamp;
    stream.clock.observe(event.sourceId, host, time, event.receivedAt);
    stream.observe(event, set);
    if (this.streams.length > 1) this.joinStreams(open);
    if (this.placements.size > this.mostSets) this.renumber();
    return stream.id;
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
      lanes: this.streams.map(({ stream, heard, aheadOf, absorbed }) => ({
        id: stream.id,
        clock: stream.clock.state(),
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
      for (const [logType, { observed }] of this.types) {
        if (isAmongTypes(planned.logTypes, logType)) counters.evaluated += observed;
      }
      for (const [set, count] of this.matchedBySet.entries()) {
        if (count !== undefined && this.placements.meets(planned, set)) counters.matched += count;
      }
    }
    for (const type of this.types.values()) type.observed = 0;
    this.matchedBySet = [];
  }

  /** Gives new numbers to the sets that are in use: whoever writes the lines chooses how many there were. */
  private renumber(): void {
    this.addUp();
    this.placements = new Placements(this.plan);
    for (const { stream } of this.streams) stream.sweep(this.placements);
    this.mostSets = Math.max(MIN_SETS, this.placements.size * 2);
  }

  /** The stream that an event fits in best. Where it fits in none, a new one; see {@link leastMissed} for who makes room. */
  private streamFor({ timestamp, sourceId, host, receivedAt }: ObservedEvent): OpenStream {
    const isAhead = timestamp > receivedAt + MAX_AHEAD_MS;
    let best: OpenStream | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const open of this.streams) {
      if (open.aheadOf !== null && (!isAhead || open.aheadOf !== sourceId)) continue;
      if (!open.stream.clock.accepts(sourceId, timestamp)) continue;
      if (this.streams.length === 1) return open;
      const distance = open.stream.clock.distance(sourceId, host ?? '', timestamp);
      if (distance < least) [best, least] = [open, distance];
    }
    if (best !== null) return best;
    if (this.streams.length >= MAX_STREAMS) this.streams.splice(this.streams.indexOf(leastMissed(this.streams)), 1);
    const aheadOf = isAhead ? sourceId : null;
    const opened = this.openStream({ id: this.nextLane++, clock: null, heard: this.events, aheadOf, absorbed: [] });
    this.streams.push(opened);
    return opened;
  }

  /** Makes one stream of two whose times have come to agree, such as that of a log that was read up. */
  private joinStreams(moved: OpenStream): void {
    const other = this.streams.find(
      (each) => each !== moved && each.aheadOf === moved.aheadOf && each.stream.clock.agreesWith(moved.stream.clock),
    );
    if (other === undefined) return;
    const [kept, gone] = other.stream.id < moved.stream.id ? [other, moved] : [moved, other];
    const until = gone.stream.clock.furthest;
    kept.stream.absorb(gone.stream);
    kept.heard = this.events;
    kept.absorbed = [...kept.absorbed, ...gone.absorbed, { lane: gone.stream.id, until }].filter(
      (each) => each.until >= kept.stream.reach,
    );
    this.streams.splice(this.streams.indexOf(gone), 1);
  }

  private streamWith(id: number): EventStream | undefined {
    return this.streams.find(({ stream, absorbed }) => stream.id === id || absorbed.some((each) => each.lane === id))
      ?.stream;
  }

  private openStream({ id, clock, heard, aheadOf, absorbed }: Omit<StreamState, 'clock'> & Clocked): OpenStream {
    const stream = new EventStream(id, this.plan, this.placements, this.listener, clock);
    return { stream, heard, aheadOf, absorbed };
  }

  private readonly listener: StreamListener = {
    began: (attack: Attack, stream: EventStream): void => {
      const counters = this.counters[attack.planned.index]!;
      counters.fired++;
      counters.lastFiredAt = attack.firedAt;
      this.growth.set(attack, { growth: new Growth(attack, true, stream.valuesOf(attack)), lane: stream.id });
    },
    grew: (attack: Attack, event: AttackEvent, stream: EventStream): void => {
      let known = this.growth.get(attack);
      if (known === undefined) {
        known = { growth: new Growth(attack, false, stream.valuesOf(attack)), lane: stream.id };
        this.growth.set(attack, known);
      }
      known.lane = stream.id;
      this.growthBytes += known.growth.add(event);
    },
  };

  /** Most events are of the type of the one before. */
  private typeOf({ logType }: DetectionEvent): EventType {
    if (this.lastType?.logType === logType) return this.lastType;
    let type = this.types.get(logType);
    if (type === undefined) {
      type = { logType, rules: this.plan.eventRulesFor(logType), observed: 0 };
      this.types.set(logType, type);
    }
    return (this.lastType = type);
  }

  /** @param isTold whether a failure of a rule is to be told of */
  private setOf(event: DetectionEvent, isTold: (rule: string) => boolean = always): number {
    let set = EMPTY_SET;
    for (const { ref, rule } of this.typeOf(event).rules) {
      try {
        if (rule.matches(event)) set = this.placements.with(set, ref);
      } catch (error) {
        if (isTold(rule.name)) this.failures.add(rule.name, event.id, error);
      }
    }
    return set;
  }
}

interface OpenStream {
  readonly stream: EventStream;
  heard: number;
  readonly aheadOf: number | null;
  absorbed: StreamState['absorbed'];
}

interface Clocked {
  readonly clock: StreamClockState | null;
}

type Counters = { -readonly [Key in keyof RuleCounters]: RuleCounters[Key] };

const NEVER: RuleCounters = { evaluated: 0, matched: 0, fired: 0, lastFiredAt: null };

function always(): boolean {
  return true;
}

function streamOfFormer({ id, watermark }: FormerStreamState): StreamState {
  const clock = { time: watermark, base: watermark - GRACE_MS, events: 0, sources: [] };
  return { id, clock, heard: 0, aheadOf: null, absorbed: [] };
}

/**
 * The stream that is given up for another: of the source that has the most streams to itself, so that nobody can take those
 * of others; of these, or where nobody has more than one, the one that was heard of longest ago.
 */
function leastMissed(streams: readonly OpenStream[]): OpenStream {
  const owners = streams.map(({ stream, aheadOf }) => aheadOf ?? stream.clock.onlySource);
  const owned = owners.map((owner) => (owner === null ? 1 : owners.filter((other) => other === owner).length));
  const most = Math.max(...owned);
  return streams.filter((_, index) => owned[index] === most).sort((a, b) => a.heard - b.heard)[0]!;
}
