import fc from 'fast-check';
import { Engine } from '../../src/analysis/detection/engine.js';
import type { StoredEvent } from '../../src/analysis/detection/entry-review.js';
import { fullestWindow } from '../../src/analysis/detection/figure-window.js';
import { GroupedEvents } from '../../src/analysis/detection/grouped-events.js';
import type { DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { correlation, event, eventRule } from './rule-factory.js';

const USERS = ['root', 'alice', 'bob', 'admin'];
const [A, B, C] = USERS.map((user) => eventRule(`is-${user}`, ({ username }) => username === user));
const ANY = eventRule('any', () => true);
const COUNT = correlation('few', 'event_count', [ANY], { threshold: 2, windowMs: 20_000, raisesAlerts: false });

/** Rules of every kind, small enough that random events are now and then enough. */
const RULES: readonly (readonly DetectionRule[])[] = [
  [ANY, correlation('count', 'event_count', [ANY], { threshold: 4 })],
  [ANY, correlation('sum', 'value_sum', [ANY], { threshold: 7 })],
  [ANY, correlation('sum-by-host', 'value_sum', [ANY], { threshold: 7, by: ['host'] })],
  [ANY, correlation('names', 'value_count', [ANY], { threshold: 3 })],
  [A!, B!, C!, correlation('all', 'temporal', [A!, B!, C!], {})],
  [A!, B!, C!, correlation('two', 'temporal', [A!, B!, C!], { threshold: 2, windowMs: 9_000 })],
  [A!, B!, C!, correlation('choice', 'temporal', [A!, B!, C!], { threshold: 2, choices: [[0, 1], [2]] })],
  [A!, B!, C!, correlation('order', 'temporal_ordered', [A!, B!, C!], {})],
  [A!, B!, C!, correlation('two-in-order', 'temporal_ordered', [A!, B!, C!], { threshold: 2, windowMs: 5_000 })],
  [A!, ANY, correlation('root-first', 'temporal_ordered', [A!, ANY], { windowMs: 8_000 })],
  [ANY, COUNT, correlation('often-few', 'event_count', [COUNT], { threshold: 2, windowMs: 120_000 })],
];

const events = fc.array(
  fc.record({
    second: fc.integer({ min: 0, max: 240 }),
    username: fc.constantFrom(...USERS, null),
    attempts: fc.integer({ min: 0, max: 3 }),
    host: fc.constantFrom('web-1', null),
  }),
  { maxLength: 40 },
);

function stored(given: { second: number; username: string | null; attempts: number; host: string | null }[]) {
  return given.map(({ second, ...more }, index): StoredEvent => ({
    ...event(index + 1, second, { ...more, logType: 'ssh_failed_login' }),
    lane: 0,
    sourceId: 1,
    allowlisted: false,
  }));
}

function subjects(each: readonly { groupBy: object }[]): string[] {
  return [...new Set(each.map(({ groupBy }) => JSON.stringify(groupBy)))].sort();
}

describe('the figure of a rule', () => {
  it.each(RULES.map((rules) => [rules.at(-1)!.name, rules] as const))(
    'reaches the threshold exactly where the engine finds an attack (%s)',
    (name, rules) => {
      let reached = 0;
      fc.assert(
        fc.property(events, (given) => {
          const all = stored(given);
          const engine = new Engine(rules);
          for (const each of all) engine.observe({ ...each, receivedAt: each.timestamp });
          const fired = engine.takeGrowth().filter((growth) => growth.rule.name === name);
          const grouped = new GroupedEvents(rules, () => true);
          for (const each of all) grouped.add(each);
          const planned = grouped.plan.rules.find(({ rule }) => rule.name === name)!;
          const groups = grouped.of(planned).filter((group) => {
            return (fullestWindow(planned, group.events)?.seen ?? 0) >= planned.rule.threshold;
          });
          expect(subjects(groups)).toEqual(subjects(fired));
          expect(grouped.review.attacks().map(({ id }) => id)).toEqual(fired.map(({ id }) => id));
          reached += fired.length;
        }),
        { numRuns: 80, seed: 20 },
      );
      expect(reached).toBeGreaterThan(0);
    },
  );
});
