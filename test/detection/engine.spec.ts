import fc from 'fast-check';
import type { CorrelationRule, DetectionEvent, DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { Engine } from '../../src/analysis/detection/engine.js';
import type { EngineState, ObservedEvent } from '../../src/analysis/detection/engine.js';
import { grownAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import type { DetectedAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import { observed } from '../factories/detection-event.js';
import { ACCEPTED, FAILED, FIELDS, PROBE, correlation, eventRule, event } from './rule-factory.js';
import { referenceAttacks } from './reference.js';
import type { ReferenceAttack } from './reference.js';

const STREAMS = Number(process.env.SOAK_STREAMS ?? 150);
const SEED = process.env.SOAK_SEED === undefined ? undefined : Number(process.env.SOAK_SEED);

const INNER = correlation('inner', 'event_count', [FAILED], { raisesAlerts: false, threshold: 2 });

/** More than there are bits in a number. */
const MANY = Array.from({ length: 70 }, (_, index) => eventRule(`user ${index}`, (each) => each.pid === index));
const ALIKE = Array.from({ length: 40 }, (_, index) => eventRule(`failed ${index}`, (each) => each.attempts > 0));

/** By name: the rules, every one after those that it refers to. */
const RULE_SETS: Record<string, DetectionRule[]> = {
  event_count: [FAILED, correlation('count', 'event_count', [FAILED], {})],
  'event_count of two rules': [FAILED, PROBE, correlation('count', 'event_count', [FAILED, PROBE], {})],
  value_count: [FAILED, correlation('values', 'value_count', [FAILED], {})],
  'value_count of addresses by user': [
    FAILED,
    correlation('values', 'value_count', [FAILED], { by: ['username'], field: FIELDS.ip_address }),
  ],
  value_sum: [FAILED, correlation('sum', 'value_sum', [FAILED], { threshold: 5 })],
  'value_sum of another field, by two fields': [
    FAILED,
    PROBE,
    correlation('sum', 'value_sum', [FAILED, PROBE], {
      by: ['ip_address', 'username'],
      field: FIELDS.port,
      threshold: 8,
    }),
  ],
  'one group': [FAILED, correlation('count', 'event_count', [FAILED], { by: [], threshold: 4 })],
  temporal: [FAILED, ACCEPTED, PROBE, correlation('near', 'temporal', [FAILED, ACCEPTED, PROBE], {})],
  'temporal, two of three': [
    FAILED,
    ACCEPTED,
    PROBE,
    correlation('near', 'temporal', [FAILED, ACCEPTED, PROBE], { threshold: 2 }),
  ],
  'temporal, the last three of seventy-three': [
    ...MANY,
    FAILED,
    ACCEPTED,
    PROBE,
    correlation('near', 'temporal', [...MANY, FAILED, ACCEPTED, PROBE], { threshold: 3 }),
  ],
  'temporal, forty rules and one': [
    ...ALIKE,
    PROBE,
    correlation('near', 'temporal', [...ALIKE, PROBE], { threshold: 41 }),
  ],
  'event_count of seventy-one rules': [...MANY, FAILED, correlation('count', 'event_count', [...MANY, FAILED], {})],
  temporal_ordered: [FAILED, ACCEPTED, PROBE, correlation('order', 'temporal_ordered', [PROBE, FAILED, ACCEPTED], {})],
  'temporal_ordered, two of three': [
    FAILED,
    ACCEPTED,
    PROBE,
    correlation('order', 'temporal_ordered', [PROBE, FAILED, ACCEPTED], { threshold: 2 }),
  ],
  'temporal, one of two sets': [
    FAILED,
    ACCEPTED,
    PROBE,
    INNER,
    correlation('near', 'temporal', [PROBE, FAILED, ACCEPTED], {
      threshold: 2,
      choices: [
        [0, 1],
        [0, 2],
      ],
    }),
    correlation('inner near', 'temporal', [PROBE, INNER, ACCEPTED], { threshold: 1, choices: [[1], [0, 2]] }),
  ],
  'temporal_ordered, one of two sets': [
    FAILED,
    ACCEPTED,
    PROBE,
    correlation('order', 'temporal_ordered', [PROBE, FAILED, ACCEPTED], {
      threshold: 2,
      choices: [
        [0, 1],
        [1, 2],
      ],
    }),
  ],
  'temporal_ordered over a correlation': [
    FAILED,
    ACCEPTED,
    INNER,
    correlation('order', 'temporal_ordered', [INNER, ACCEPTED], { windowMs: 90_000 }),
  ],
  'several rules over the same groups': [
    FAILED,
    ACCEPTED,
    correlation('count', 'event_count', [FAILED], {}),
    correlation('slow', 'value_sum', [FAILED], { threshold: 7, windowMs: 300_000 }),
    correlation('values', 'value_count', [FAILED], { threshold: 2, windowMs: 30_000 }),
    correlation('near', 'temporal', [FAILED, ACCEPTED], { windowMs: 20_000 }),
  ],
};

interface Step {
  readonly step: number;
  readonly kind: string;
  readonly ip: string | null;
  readonly username: string | null;
  readonly attempts: number;
  readonly port: number | null;
}

const steps = (more: { minLength: number; maxLength: number }): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      step: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 25 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, 1, 20, 30, 59, 60, 61, 90, 300) },
        { weight: 1, arbitrary: fc.integer({ min: -70, max: -1 }) },
      ),
      kind: fc.constantFrom('failed', 'failed', 'failed', 'accepted', 'probe'),
      ip: fc.constantFrom('192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3', null),
      username: fc.constantFrom('root', 'root', 'admin', 'alice', null),
      attempts: fc.constantFrom(1, 1, 1, 2, 3),
      port: fc.constantFrom(1, 2, 3, null),
    }),
    more,
  );

function eventsOf(given: readonly Step[], scale = 1): DetectionEvent[] {
  let seconds = 0;
  return given.map(({ step, kind, ip, username, attempts, port }, index): DetectionEvent => {
    const at = seconds + step * scale;
    seconds = Math.max(seconds, at);
    const logType = kind === 'accepted' ? 'ssh_accepted_login' : kind === 'probe' ? 'ssh_probe' : 'ssh_failed_login';
    const counted = kind === 'failed' ? attempts : 0;
    return event(index + 1, at, {
      logType,
      ipAddress: ip,
      username,
      attempts: counted,
      port,
      host: port === 2 ? 'b' : 'a',
    });
  });
}

/** A stream in which ties, gaps of exactly a window, late events and figures around the thresholds are common. */
const streams = steps({ minLength: 5, maxLength: 40 }).map((given) => eventsOf(given));

/** So much happens within a window that groups are large, where thresholds are out of reach for long. */
const busyStreams = steps({ minLength: 150, maxLength: 250 }).map((given) =>
  eventsOf(
    given.map((each) => ({ ...each, ip: each.ip === null ? null : '192.0.2.1', attempts: each.port ?? 0 })),
    0.05,
  ),
);

const busy = (name: string, type: CorrelationRule['type'], rules: DetectionRule[], threshold: number): DetectionRule =>
  correlation(name, type, rules, { threshold, windowMs: 20_000 });
const byPort = (port: number): DetectionRule => eventRule(`port ${port}`, (each) => each.port === port);
const [ONE, TWO, THREE] = [byPort(1), byPort(2), byPort(3)];
const NOBODY = eventRule('nobody', (each) => each.username === null && each.port === 3);

const BUSY_RULE_SETS: Record<string, DetectionRule[]> = {
  event_count: [FAILED, busy('count', 'event_count', [FAILED], 50)],
  value_sum: [FAILED, ACCEPTED, busy('sum', 'value_sum', [FAILED, ACCEPTED], 90)],
  value_count: [FAILED, PROBE, busy('values', 'value_count', [FAILED, PROBE], 3)],
  temporal: [ONE, TWO, NOBODY, busy('near', 'temporal', [ONE, TWO, NOBODY], 3)],
  'temporal, two of three': [ONE, NOBODY, ACCEPTED, busy('near', 'temporal', [ONE, NOBODY, ACCEPTED], 2)],
  temporal_ordered: [ONE, TWO, NOBODY, busy('order', 'temporal_ordered', [NOBODY, ONE, TWO], 3)],
  'temporal_ordered, three of four': [
    ONE,
    TWO,
    NOBODY,
    ACCEPTED,
    busy('order', 'temporal_ordered', [NOBODY, ACCEPTED, ONE, TWO], 3),
  ],
  'temporal types by sets': [
    ONE,
    TWO,
    NOBODY,
    correlation('near', 'temporal', [NOBODY, ONE, TWO], {
      windowMs: 20_000,
      threshold: 2,
      choices: [
        [0, 1],
        [0, 2],
      ],
    }),
    correlation('order', 'temporal_ordered', [ONE, NOBODY, TWO], {
      windowMs: 20_000,
      threshold: 2,
      choices: [
        [0, 1],
        [1, 2],
      ],
    }),
  ],
  'several at once': [
    FAILED,
    THREE,
    NOBODY,
    busy('count', 'event_count', [FAILED], 40),
    busy('values', 'value_count', [FAILED], 3),
    busy('order', 'temporal_ordered', [NOBODY, THREE], 2),
    busy('near', 'temporal', [NOBODY, THREE], 2),
  ],
};

function byId(a: DetectedAlert, b: DetectedAlert): number {
  return a.id.localeCompare(b.id);
}

function found(engine: Engine): ReferenceAttack[] {
  return engine.takeGrowth().map((growth) => ({
    rule: growth.rule.name,
    group: JSON.stringify(Object.values(growth.groupBy)),
    firstSeen: growth.firstSeen,
    firedAt: growth.firedAt,
    lastSeen: growth.lastSeen,
    events: growth.events,
    attempts: growth.attempts,
  }));
}

function sorted(attacks: readonly ReferenceAttack[]): ReferenceAttack[] {
  return [...attacks].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** What a database would hold, and engines that are stopped and resumed from it. */
class StoredDetection {
  readonly alerts = new Map<string, DetectedAlert>();
  private readonly entries: (ObservedEvent & { lane: number })[] = [];
  private state: EngineState | undefined;
  private engine: Engine;

  constructor(private readonly rules: readonly DetectionRule[]) {
    this.engine = new Engine(rules);
  }

  observe(each: ObservedEvent): void {
    this.entries.push({ ...each, lane: this.engine.observe(each) });
  }

  commit(): void {
    for (const growth of this.engine.takeGrowth()) {
      const stored = JSON.parse(JSON.stringify(growth)) as typeof growth;
      this.alerts.set(growth.id, grownAlert(this.alerts.get(growth.id) ?? null, stored));
    }
    this.state = JSON.parse(JSON.stringify(this.engine.state())) as EngineState;
  }

  restart(): void {
    if (this.state === undefined) return;
    this.engine = new Engine(this.rules, this.state);
    const reachOf = new Map(this.engine.reach.map((reach) => [reach.lane, reach]));
    for (const alert of this.alerts.values()) {
      if (alert.endsAt >= (reachOf.get(alert.lane)?.endsSince ?? Infinity)) this.engine.restore(alert);
    }
    for (const entry of this.entries) {
      if (entry.timestamp >= (reachOf.get(entry.lane)?.entriesSince ?? Infinity)) this.engine.replay(entry);
    }
    const firings = [...this.alerts.values()].sort((a, b) => a.firing.entryId - b.firing.entryId);
    for (const alert of firings) this.engine.replayFiring(alert);
  }
}

describe('the detection engine', () => {
  it('finds attacks in most of the random streams, so that the comparisons below mean something', () => {
    const rules = RULE_SETS['several rules over the same groups']!;
    const counts = fc.sample(streams, 200).map((events) => referenceAttacks(rules, events).length);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
  });

  it('puts an event to the rules for its log only', () => {
    const ofSshd = eventRule('of_sshd', () => true, { raisesAlerts: true, logTypes: new Set(['ssh_failed_login']) });
    const engine = new Engine([ofSshd]);
    engine.observe(observed(event(1, 0, { logType: 'sudo_command' })));
    expect(found(engine)).toEqual([]);
    engine.observe(observed(event(2, 1)));
    expect(found(engine)).toHaveLength(1);
    expect(engine.state().counters['of_sshd']).toMatchObject({ evaluated: 1, matched: 1, fired: 1 });
  });

  it('gives what has no address one alert a host, and goes on with it after a restart', () => {
    const stored = new StoredDetection([eventRule('single', () => true, { raisesAlerts: true })]);
    for (const [index, host] of ['a', 'b', null, 'a', 'b'].entries()) {
      stored.observe(observed(event(index + 1, index, { host, ipAddress: null })));
      stored.commit();
      stored.restart();
    }
    const said = [...stored.alerts.values()].map(({ groupBy, ipAddress, events }) => ({ groupBy, ipAddress, events }));
    expect(said).toEqual([
      { groupBy: { host: 'a' }, ipAddress: null, events: 2 },
      { groupBy: { host: 'b' }, ipAddress: null, events: 2 },
      { groupBy: { ip_address: '' }, ipAddress: null, events: 1 },
    ]);
  });

  it('gives the same alerts wherever it is stopped and resumed, whatever the order of time', () => {
    const rules = [
      ...RULE_SETS['several rules over the same groups']!,
      PROBE,
      ...RULE_SETS['temporal_ordered over a correlation']!.slice(2),
      correlation('of a user', 'value_count', [FAILED], { by: ['username'], field: FIELDS.ip_address }),
      correlation('everywhere', 'event_count', [PROBE, ACCEPTED], { by: [], threshold: 4 }),
    ];
    const jumps = fc.array(
      fc.oneof(
        { weight: 20, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.constantFrom(-3600, -7201, -90_000, 3600, 90_000, 2_000_000) },
      ),
      { minLength: 40, maxLength: 40 },
    );
    const cuts = fc.array(fc.constantFrom('go on', 'go on', 'commit', 'restart'), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(streams, jumps, cuts, fc.boolean(), (events, jump, cut, areLive) => {
        const [straight, broken] = [new StoredDetection(rules), new StoredDetection(rules)];
        let shift = 0;
        for (const [index, each] of events.entries()) {
          shift += jump[index]! * 1000;
          const receivedAt = areLive ? events[0]!.timestamp + 3_600_000 : Number.MAX_SAFE_INTEGER;
          const from = { sourceId: 1 + (each.id % 3), host: each.id % 5 === 0 ? 'web-2' : 'web-1', receivedAt };
          const moved = observed(each, { timestamp: each.timestamp + shift, ...from });
          straight.observe(moved);
          broken.observe(moved);
          if (cut[index] !== 'go on') broken.commit();
          if (cut[index] === 'restart') broken.restart();
        }
        straight.commit();
        broken.commit();
        expect([...broken.alerts.values()].sort(byId)).toEqual([...straight.alerts.values()].sort(byId));
      }),
      { numRuns: STREAMS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
  });

  for (const [name, rules] of Object.entries(RULE_SETS)) {
    it(`finds what the slow reference finds: ${name}`, () => {
      fc.assert(
        fc.property(streams, (events) => {
          const engine = new Engine(rules);
          for (const each of events) engine.observe(observed(each));
          expect(sorted(found(engine))).toEqual(sorted(referenceAttacks(rules, events)));
        }),
        { numRuns: STREAMS, ...(SEED === undefined ? {} : { seed: SEED }) },
      );
    });
  }

  for (const [name, rules] of Object.entries(BUSY_RULE_SETS)) {
    it(`finds what the slow reference finds in large groups: ${name}`, () => {
      fc.assert(
        fc.property(busyStreams, (events) => {
          const engine = new Engine(rules);
          for (const each of events) engine.observe(observed(each));
          expect(sorted(found(engine))).toEqual(sorted(referenceAttacks(rules, events)));
        }),
        { numRuns: Math.ceil(STREAMS / 5), ...(SEED === undefined ? {} : { seed: SEED }) },
      );
    });
  }
});
