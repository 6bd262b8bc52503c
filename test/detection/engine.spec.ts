import fc from 'fast-check';
import type { DetectionEvent } from '../../src/analysis/detection/detection-event.js';
import type { DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { Engine } from '../../src/analysis/detection/engine.js';
import type { EngineState } from '../../src/analysis/detection/engine.js';
import type { DetectedAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import { ACCEPTED, FAILED, FIELDS, PROBE, atLeast, correlation, event } from './rule-factory.js';
import { referenceAttacks } from './reference.js';
import type { ReferenceAttack } from './reference.js';

const STREAMS = Number(process.env.SOAK_STREAMS ?? 150);
const SEED = process.env.SOAK_SEED === undefined ? undefined : Number(process.env.SOAK_SEED);

const INNER = correlation('inner', 'event_count', [FAILED], { raisesAlerts: false, bounds: atLeast(2) });

/** By name: the rules, every one after those that it refers to. */
const RULE_SETS: Record<string, DetectionRule[]> = {
  event_count: [FAILED, correlation('count', 'event_count', [FAILED], {})],
  'event_count of two rules': [FAILED, PROBE, correlation('count', 'event_count', [FAILED, PROBE], {})],
  'event_count eq': [
    FAILED,
    correlation('count', 'event_count', [FAILED], { bounds: { least: 3, most: 3, except: null } }),
  ],
  'event_count range without one number': [
    FAILED,
    correlation('count', 'event_count', [FAILED], { bounds: { least: 2, most: 4, except: 3 } }),
  ],
  value_count: [FAILED, correlation('values', 'value_count', [FAILED], {})],
  'value_count range': [
    FAILED,
    correlation('values', 'value_count', [FAILED], { bounds: { least: 2, most: 3, except: null } }),
  ],
  'value_count of addresses by user': [
    FAILED,
    correlation('values', 'value_count', [FAILED], { by: ['username'], field: FIELDS.ip_address }),
  ],
  value_sum: [FAILED, correlation('sum', 'value_sum', [FAILED], { bounds: atLeast(5) })],
  'value_sum of another field, by two fields': [
    FAILED,
    PROBE,
    correlation('sum', 'value_sum', [FAILED, PROBE], {
      by: ['ip_address', 'username'],
      field: FIELDS.port,
      bounds: atLeast(8),
    }),
  ],
  'one group': [FAILED, correlation('count', 'event_count', [FAILED], { by: [], bounds: atLeast(4) })],
  temporal: [FAILED, ACCEPTED, PROBE, correlation('near', 'temporal', [FAILED, ACCEPTED, PROBE], {})],
  'temporal, two of three': [
    FAILED,
    ACCEPTED,
    PROBE,
    correlation('near', 'temporal', [FAILED, ACCEPTED, PROBE], { bounds: atLeast(2) }),
  ],
  temporal_ordered: [FAILED, ACCEPTED, PROBE, correlation('order', 'temporal_ordered', [PROBE, FAILED, ACCEPTED], {})],
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
    correlation('slow', 'value_sum', [FAILED], { bounds: atLeast(7), windowMs: 300_000 }),
    correlation('values', 'value_count', [FAILED], { bounds: atLeast(2), windowMs: 30_000 }),
    correlation('near', 'temporal', [FAILED, ACCEPTED], { windowMs: 20_000 }),
  ],
};

/** A stream in which ties, gaps of exactly a window, late events and figures around the thresholds are common. */
const streams = fc
  .array(
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
    { minLength: 5, maxLength: 40 },
  )
  .map((steps) => {
    let seconds = 0;
    return steps.map(({ step, kind, ip, username, attempts, port }, index): DetectionEvent => {
      const at = seconds + step;
      seconds = Math.max(seconds, at);
      const logType = kind === 'accepted' ? 'ssh_accepted_login' : kind === 'probe' ? 'ssh_probe' : 'ssh_failed_login';
      const counted = kind === 'failed' ? attempts : 0;
      return event(index + 1, at, { logType, ipAddress: ip, username, attempts: counted, port });
    });
  });

function byId(a: DetectedAlert, b: DetectedAlert): number {
  return a.id.localeCompare(b.id);
}

function found(engine: Engine): ReferenceAttack[] {
  const { alerts, silent } = engine.takeChanges();
  return [...alerts.map(({ alert }) => alert), ...silent].map((alert) => ({
    rule: alert.rule,
    group: JSON.stringify(Object.values(alert.groupBy)),
    firstSeen: alert.firstSeen,
    firedAt: alert.firedAt,
    lastSeen: alert.lastSeen,
    events: alert.events,
    attempts: alert.attempts,
  }));
}

function sorted(attacks: readonly ReferenceAttack[]): ReferenceAttack[] {
  return [...attacks].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** What a database would hold, and engines that are stopped and resumed from it. */
class StoredDetection {
  readonly alerts = new Map<string, DetectedAlert>();
  private readonly entries: (DetectionEvent & { lane: number })[] = [];
  private state: EngineState | undefined;
  private engine: Engine;

  constructor(private readonly rules: readonly DetectionRule[]) {
    this.engine = new Engine(rules);
  }

  observe(each: DetectionEvent): void {
    this.entries.push({ ...each, lane: this.engine.observe(each) });
  }

  commit(): void {
    const { alerts, silent } = this.engine.takeChanges();
    for (const alert of [...alerts.map((change) => change.alert), ...silent]) {
      this.alerts.set(alert.id, JSON.parse(JSON.stringify(alert)) as DetectedAlert);
    }
    this.state = JSON.parse(JSON.stringify(this.engine.state())) as EngineState;
  }

  restart(): void {
    if (this.state === undefined) return;
    this.engine = new Engine(this.rules, this.state);
    const reachOf = new Map(this.engine.reach.map((reach) => [reach.lane, reach]));
    this.engine.restore(
      [...this.alerts.values()].filter(
        ({ lane, lastSeen }) => lastSeen >= (reachOf.get(lane)?.alertsSince ?? Infinity),
      ),
    );
    for (const entry of this.entries) {
      if (entry.timestamp >= (reachOf.get(entry.lane)?.entriesSince ?? Infinity)) this.engine.recall(entry);
    }
    this.engine.endRecall();
  }
}

describe('the detection engine', () => {
  it('finds attacks in most of the random streams, so that the comparisons below mean something', () => {
    const rules = RULE_SETS['several rules over the same groups']!;
    const counts = fc.sample(streams, 200).map((events) => referenceAttacks(rules, events).length);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
  });

  it('gives the same alerts wherever it is stopped and resumed, whatever the order of time', () => {
    const rules = [
      ...RULE_SETS['several rules over the same groups']!,
      PROBE,
      ...RULE_SETS['temporal_ordered over a correlation']!.slice(2),
      correlation('of a user', 'value_count', [FAILED], { by: ['username'], field: FIELDS.ip_address }),
      correlation('everywhere', 'event_count', [PROBE, ACCEPTED], { by: [], bounds: atLeast(4) }),
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
      fc.property(streams, jumps, cuts, (events, jump, cut) => {
        const [straight, broken] = [new StoredDetection(rules), new StoredDetection(rules)];
        let shift = 0;
        for (const [index, each] of events.entries()) {
          shift += jump[index]! * 1000;
          const moved = { ...each, timestamp: each.timestamp + shift };
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
          for (const each of events) engine.observe(each);
          expect(sorted(found(engine))).toEqual(sorted(referenceAttacks(rules, events)));
        }),
        { numRuns: STREAMS, ...(SEED === undefined ? {} : { seed: SEED }) },
      );
    });
  }
});
