import type { AlertGrowth } from '../../src/alerts/lifecycle/detected-alert.js';
import { Engine } from '../../src/analysis/detection/engine.js';
import type { ObservedEvent } from '../../src/analysis/detection/engine.js';
import { observed } from '../factories/detection-event.js';
import { FAILED, correlation, event } from './rule-factory.js';

const RULES = [
  FAILED,
  correlation('brute force', 'event_count', [FAILED], { threshold: 10, windowMs: 300_000 }),
  correlation('slow', 'event_count', [FAILED], { threshold: 100, windowMs: 86_400_000 }),
];

const HOUR = 3_600;
const DAY = 24 * HOUR;
const ATTACKER = '203.0.113.7';

/** Where the wrong lines come from: a sender of their own, or a host in the log that the attack is in. */
const ORIGINS = { 'another source': { sourceId: 2, host: 'liar' }, 'a host of the same source': { host: 'liar' } };

/** By name: how many seconds the n-th wrong line is away from the time of the attack. */
const CLOCKS: Record<string, (index: number) => number> = {
  '400 days ahead': () => 400 * DAY,
  '400 days behind': () => -400 * DAY,
  '3 hours ahead': () => 3 * HOUR,
  '20 hours ahead': () => 20 * HOUR,
  'half an hour ahead': () => HOUR / 2,
  'ahead, each a day earlier than the last': (index) => (400 - index) * DAY,
  'behind, each an hour later than the last': (index) => -400 * DAY + index * HOUR,
  jumping: (index) => [400 * DAY, -30 * DAY, 2 * HOUR, 7 * DAY, -3 * HOUR][index % 5]!,
  'a random walk through two years': (index) => ((index * 7_919) % 730) * DAY - 365 * DAY,
};

/** 240 failures in 12 minutes, and quiet hours before and after. */
function attack(): ObservedEvent[] {
  const calm = Array.from({ length: 60 }, (_, index) => event(0, index * 300, { ipAddress: `192.0.2.${index}` }));
  const guesses = Array.from({ length: 240 }, (_, index) => event(0, 19_000 + index * 3, { ipAddress: ATTACKER }));
  const later = Array.from({ length: 60 }, (_, index) =>
    event(0, 21_000 + index * 300, { ipAddress: `192.0.3.${index}` }),
  );
  return [...calm, ...guesses, ...later].map((each) => observed(each));
}

/** The alerts of the attack. @param areLive true where every line is taken as it is written */
function alertsWith(wrong: (at: number, index: number) => ObservedEvent[], areLive: boolean): AlertGrowth[] {
  const engine = new Engine(RULES);
  let id = 0;
  for (const [index, each] of attack().entries()) {
    const receivedAt = areLive ? each.timestamp + 1_000 : Number.MAX_SAFE_INTEGER;
    for (const line of [...wrong(each.timestamp, index), each]) engine.observe({ ...line, id: ++id, receivedAt });
  }
  return engine.takeGrowth().filter(({ ipAddress }) => ipAddress === ATTACKER);
}

/** The alerts of the attack as a source sees it whose clock is ahead, beside one whose clock is right. */
function alertsAhead(seconds: number): AlertGrowth[] {
  const engine = new Engine(RULES);
  let id = 0;
  for (const each of attack()) {
    const timestamp = each.timestamp + seconds * 1000;
    engine.observe({ ...each, id: ++id, timestamp, receivedAt: each.timestamp });
    const calm = event(++id, 0, { ipAddress: '192.0.2.200' });
    engine.observe(observed({ ...calm, timestamp: each.timestamp }, { sourceId: 2, receivedAt: each.timestamp }));
  }
  return engine.takeGrowth().filter(({ ipAddress }) => ipAddress === ATTACKER);
}

/** Entry ids differ with what comes in between. */
function comparable(alerts: readonly AlertGrowth[]): unknown[] {
  return alerts.map(({ firstEntries, lastEntries, firing, lane, ...alert }) => {
    void [firstEntries, lastEntries, lane];
    return { ...alert, firingAttempts: firing.attempts };
  });
}

const expected = comparable(alertsWith(() => [], true));

describe('a wrong clock', () => {
  it('has an attack to be compared with', () => {
    expect(expected).toHaveLength(2);
  });

  for (const [origin, from] of Object.entries(ORIGINS)) {
    for (const [clock, awayAt] of Object.entries(CLOCKS)) {
      it.each([
        ['live', true],
        ['read afterwards', false],
      ])(`changes nothing about the alerts of others: ${origin}, ${clock}, %s`, (_name, areLive) => {
        const alerts = alertsWith((at, index) => {
          const timestamp = at + awayAt(index) * 1000;
          const lines = [event(0, 0, { ipAddress: '198.51.100.9' }), event(0, 0, { ipAddress: '198.51.100.10' })];
          return lines.map((line) => observed({ ...line, timestamp }, from));
        }, areLive);
        expect(comparable(alerts)).toEqual(expected);
      });
    }
  }

  it('changes nothing with many senders, each of which has a time of its own', () => {
    const alerts = alertsWith((at, index) => {
      const sourceId = 2 + (index % 100);
      return [observed({ ...event(0, 0), timestamp: at - sourceId * 3 * HOUR * 1000 }, { sourceId, host: 'liar' })];
    }, true);
    expect(comparable(alerts)).toEqual(expected);
  });

  it('leaves a source whose clock is a day ahead its own alerts', () => {
    const shifted = alertsAhead(DAY).map(({ firstSeen, attempts }) => [firstSeen - DAY * 1000, attempts]);
    expect(shifted).toEqual(alertsAhead(0).map(({ firstSeen, attempts }) => [firstSeen, attempts]));
    expect(shifted).toHaveLength(2);
  });

  it('leaves a source whose clock is ahead in its own time when another one begins in the middle of an attack', () => {
    const engine = new Engine(RULES);
    let id = 0;
    const at = (seconds: number, ahead: number, from: object): void => {
      const now = event(0, seconds).timestamp;
      const line = event(++id, seconds + ahead, { ipAddress: ATTACKER });
      engine.observe(observed(line, { ...from, receivedAt: now }));
    };
    for (let guess = 0; guess < 6; guess++) at(guess * 10, 2 * HOUR, { sourceId: 1 });
    at(65, 0, { sourceId: 2, host: 'db-1' });
    for (let guess = 7; guess < 13; guess++) at(guess * 10, 2 * HOUR, { sourceId: 1 });
    expect(engine.takeGrowth().map(({ rule }) => rule.name)).toEqual(['brute force']);
  });

  it('that stands still does not have everything kept that comes', () => {
    const engine = new Engine(RULES);
    for (let id = 1; id <= 40_000; id++) {
      const line = event(id, id * 10, { ipAddress: `198.18.${id % 200}.${id % 251}` });
      engine.observe(observed(line, { receivedAt: line.timestamp }));
      const stuck = observed({ ...event(id, 0), timestamp: event(0, 0).timestamp }, { sourceId: 2, host: 'stuck' });
      if (id % 500 === 0) engine.observe({ ...stuck, receivedAt: line.timestamp });
      if (id % 1_000 === 0) engine.takeGrowth();
    }
    // The longest window is a day: 8 640 lines, and as many again until they are swept.
    expect(engine.size).toBeLessThan(40_000 * 0.8);
  });

  it('lets a log that is read up again take part in what others see', () => {
    const engine = new Engine(RULES);
    let id = 0;
    const guess = (seconds: number, sourceId: number, now: number): number => {
      const line = event(++id, seconds, { ipAddress: ATTACKER });
      return engine.observe(observed(line, { sourceId, receivedAt: event(0, now).timestamp }));
    };
    const now = 10 * HOUR;
    guess(now, 1, now);
    const lanes = Array.from({ length: 600 }, (_, index) => guess(now - 10 * HOUR + index * 60, 2, now));
    expect(lanes[0]).not.toBe(guess(now + 1, 1, now + 1));
    expect(guess(now + 2, 2, now + 2)).toBe(guess(now + 3, 1, now + 3));
    expect(engine.state().lanes).toHaveLength(1);
  });
});
