import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { Detector } from './detector.js';
import type { ThresholdRule } from './threshold-rule.js';
import type { Observation } from './sliding-window.js';

const RULE: ThresholdRule = { name: 'test', title: 'Test', severity: 'high', threshold: 3, windowMs: 10_000 };
const ADDRESS = '203.0.113.7';

/** Observes attempts at the given seconds and answers the alerts, each as it was last. */
function alertsAfter(seconds: readonly number[], attempts = 1, rule = RULE): DetectedAlert[] {
  const detector = new Detector(rule);
  for (const second of seconds) detector.observe(ADDRESS, { timestamp: second * 1000, attempts, username: 'root' });
  return detector.takeChanges().map((change) => change.alert);
}

function observation(second: number): Observation {
  return { timestamp: second * 1000, attempts: 1, username: `user${second}` };
}

function spans(alerts: readonly DetectedAlert[]): number[][] {
  return alerts.map(({ firstSeen, firedAt, lastSeen, attempts }) => [
    firstSeen / 1000,
    firedAt / 1000,
    lastSeen / 1000,
    attempts,
  ]);
}

describe('Detector', () => {
  it.each([
    ['stays silent below the threshold', [0, 1], []],
    ['fires when the threshold is reached', [0, 1, 2], [[0, 2, 2, 3]]],
    ['counts both ends of the window', [0, 5, 10], [[0, 10, 10, 3]]],
    ['leaves out what lies just before the window', [0, 5, 10.001], []],
    ['begins with the first event inside the window', [0, 8, 14, 18], [[8, 18, 18, 3]]],
    ['extends while the gap is no longer than the window', [0, 1, 2, 12, 22], [[0, 2, 22, 5]]],
    [
      'ends after a longer gap, and the next attack must reach the threshold anew',
      [0, 1, 2, 12.001, 13],
      [[0, 2, 2, 3]],
    ],
    [
      'raises a new alert for the next attack',
      [0, 1, 2, 20, 21, 22],
      [
        [0, 2, 2, 3],
        [20, 22, 22, 3],
      ],
    ],
    ['counts events at the same moment', [5, 5, 5, 5], [[5, 5, 5, 4]]],
    ['places a late event by its time', [0, 9, 4], [[0, 9, 9, 3]]],
    ['takes a late event inside the attack into it', [0, 5, 6, 3], [[0, 6, 6, 4]]],
  ])('%s', (_name, seconds, expected) => {
    expect(spans(alertsAfter(seconds))).toEqual(expected);
  });

  it('counts several attempts of one event', () => {
    expect(spans(alertsAfter([7], 6))).toEqual([[7, 7, 7, 6]]);
  });

  it('keeps sources apart', () => {
    const detector = new Detector(RULE);
    for (let second = 0; second < 6; second++) {
      detector.observe(`203.0.113.${second % 3}`, { timestamp: second * 1000, attempts: 1, username: null });
    }
    expect(detector.takeChanges()).toEqual([]);
  });

  it('gives an attack the same id whenever it is read, and another id to another attack', () => {
    const [first, second] = alertsAfter([0, 1, 2, 20, 21, 22]);
    expect(alertsAfter([0, 1, 2])[0]!.id).toBe(first!.id);
    expect(second!.id).not.toBe(first!.id);
  });

  it('tells a new alert from one that grew', () => {
    const detector = new Detector(RULE);
    const observe = (timestamp: number) => detector.observe(ADDRESS, { timestamp, attempts: 3, username: 'root' });
    observe(0);
    expect(detector.takeChanges()).toMatchObject([{ kind: 'created', alert: { attempts: 3 } }]);
    observe(1);
    observe(2);
    expect(detector.takeChanges()).toMatchObject([{ kind: 'updated', alert: { attempts: 9 } }]);
    expect(detector.takeChanges()).toEqual([]);
  });

  it('goes on after a restart as if it had never stopped', () => {
    const times = [0, 9, 20, 21, 25, 27, 50, 52];
    for (let cut = 0; cut <= times.length; cut++) {
      const before = new Detector(RULE);
      for (const second of times.slice(0, cut)) before.observe(ADDRESS, observation(second));
      const stored = before.takeChanges().map((change) => change.alert);
      const after = new Detector(RULE);
      after.restore(stored);
      for (const second of times.slice(0, cut)) after.recall(ADDRESS, observation(second));
      for (const second of times.slice(cut)) after.observe(ADDRESS, observation(second));
      const alerts = new Map(stored.map((alert) => [alert.id, alert]));
      for (const { alert } of after.takeChanges()) alerts.set(alert.id, alert);
      expect({ cut, spans: spans([...alerts.values()]) }).toEqual({ cut, spans: [[20, 25, 27, 4]] });
    }
  });
});
