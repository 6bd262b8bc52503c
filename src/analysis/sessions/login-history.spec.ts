import fc from 'fast-check';
import { LoginHistory } from './login-history.js';
import type { ComparedLogin, FirstSeen, LoginFact } from './login-history.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 1);

function login(day: number, username: string, ipAddress: string | null, keyFingerprint: string | null = null) {
  return { timestamp: START + day * DAY, username, ipAddress, keyFingerprint };
}

/** What a login is for its user, by those before it: by definition, one by one. */
function expected(before: readonly ComparedLogin[], at: ComparedLogin): FirstSeen {
  const earlier = before.filter(({ username, timestamp }) => username === at.username && timestamp <= at.timestamp);
  const isNew = (value: (each: ComparedLogin) => string | null | undefined): boolean | null =>
    value(at) === null ? null : !earlier.some((each) => value(each) === value(at));
  return {
    newAddressForUser: isNew(({ ipAddress }) => ipAddress),
    newNetworkForUser: isNew(({ ipAddress }) => ipAddress && ipAddress.replace(/\d+$/, '')),
    newKeyForUser: isNew(({ keyFingerprint }) => keyFingerprint),
    loginHistorySince: earlier.length === 0 ? null : Math.min(...earlier.map(({ timestamp }) => timestamp)),
  };
}

function keyOf({ username, trait, value }: LoginFact): string {
  return JSON.stringify([username, trait, value]);
}

/** What is stored of a history, as its changes make it. */
class Stored {
  private readonly facts = new Map<string, LoginFact>();

  take(history: LoginHistory): void {
    const { changed, removed } = history.takeChanges();
    for (const fact of removed) this.facts.delete(keyOf(fact));
    for (const fact of changed) this.facts.set(keyOf(fact), fact);
  }

  history(most?: number): LoginHistory {
    return new LoginHistory(this.facts.values(), most);
  }

  get size(): number {
    return this.facts.size;
  }
}

describe('what a login is for its user', () => {
  it('is new by address, network and key, each by itself', () => {
    const history = new LoginHistory();
    const first = history.observe(login(0, 'alice', '198.51.100.7', 'SHA256:a'));
    expect(first).toEqual({
      newAddressForUser: true,
      newNetworkForUser: true,
      newKeyForUser: true,
      loginHistorySince: null,
    });
    expect(history.observe(login(3, 'alice', '198.51.100.8', 'SHA256:a'))).toEqual({
      newAddressForUser: true,
      newNetworkForUser: false,
      newKeyForUser: false,
      loginHistorySince: START,
    });
    expect(history.observe(login(4, 'bob', '198.51.100.8'))).toMatchObject({
      newAddressForUser: true,
      newKeyForUser: null,
    });
    expect(history.observe(login(5, 'alice', null))).toMatchObject({
      newAddressForUser: null,
      newNetworkForUser: null,
    });
  });

  it('goes by the times of events, not by the order of lines', () => {
    const history = new LoginHistory();
    history.observe(login(9, 'alice', '198.51.100.7'));
    expect(history.observe(login(2, 'alice', '198.51.100.7'))).toMatchObject({
      newAddressForUser: true,
      loginHistorySince: null,
    });
    expect(history.observe(login(5, 'alice', '198.51.100.7'))).toMatchObject({
      newAddressForUser: false,
      loginHistorySince: START + 2 * DAY,
    });
  });

  it('is what those before it say, wherever the history is stopped and resumed', () => {
    const logins = fc.record({
      timestamp: fc.integer({ min: 0, max: 40 }).map((quarter) => START + (quarter * DAY) / 4),
      username: fc.constantFrom('root', 'alice', 'key 1 root'),
      ipAddress: fc.option(fc.constantFrom('192.0.2.1', '192.0.2.9', '198.51.100.1')),
      keyFingerprint: fc.option(fc.constantFrom('SHA256:a', 'SHA256:b')),
      isRestart: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(logins, { maxLength: 40 }), (steps) => {
        const stored = new Stored();
        let history = stored.history();
        steps.forEach((step, at) => {
          expect(history.observe(step)).toEqual(expected(steps.slice(0, at), step));
          if (!step.isRestart) return;
          stored.take(history);
          history = stored.history();
        });
      }),
    );
  });

  it('is bounded: what was used longest ago is given up, and stored no longer', () => {
    const stored = new Stored();
    const history = stored.history(40);
    for (let day = 0; day < 500; day++) {
      history.observe(login(day, 'root', `10.${day >> 8}.${day & 255}.1`));
      stored.take(history);
      expect(stored.size).toBeLessThanOrEqual(42);
    }
    for (const each of [history, stored.history(40)]) {
      expect(each.observe(login(500, 'root', '10.1.243.1'))).toMatchObject({ newAddressForUser: false });
      expect(each.observe(login(500, 'root', '10.0.0.1'))).toMatchObject({ newAddressForUser: true });
    }
  });
});
