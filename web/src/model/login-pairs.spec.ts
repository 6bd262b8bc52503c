import type { Schemas } from '@log-analyzer/client';
import { loginPairs } from './login-pairs.js';

const login = (given: Partial<Schemas['LoginDto']>): Schemas['LoginDto'] => ({
  timestamp: '2026-11-20T09:00:00.000Z',
  username: 'anna',
  ip_address: '192.0.2.1',
  host: 'web-1',
  method: 'publickey',
  key_fingerprint: null,
  entry_id: 1,
  session_id: 's1',
  new_address_for_user: false,
  new_network_for_user: false,
  new_key_for_user: false,
  history_since: '2026-11-01T00:00:00.000Z',
  failures_before: 0,
  ...given,
});

describe('logins by user and address', () => {
  it('are one for each pair, with what they had in common', () => {
    const pairs = loginPairs([
      login({ timestamp: '2026-11-20T11:00:00.000Z', session_id: 's3', host: 'web-2', failures_before: 3 }),
      login({ session_id: 's2', method: null }),
    ]);
    expect(pairs).toEqual([
      {
        username: 'anna',
        address: '192.0.2.1',
        hosts: ['web-2', 'web-1'],
        methods: ['publickey'],
        count: 2,
        last: '2026-11-20T11:00:00.000Z',
        session: 's3',
        isFirst: false,
        isFirstOfUser: false,
        hasNewKey: false,
        failuresBefore: 3,
      },
    ]);
  });

  it('show first those after failed attempts, then those never seen before, then the latest', () => {
    const isNew = { new_address_for_user: true };
    const pairs = loginPairs([
      login({ username: 'ben', timestamp: '2026-11-20T12:00:00.000Z' }),
      login({ username: 'carla', timestamp: '2026-11-20T11:00:00.000Z' }),
      login({ username: 'dora', ...isNew, history_since: null, timestamp: '2026-11-20T10:00:00.000Z' }),
      login({ username: 'emil', ...isNew }),
      login({ username: 'oracle', ...isNew, history_since: null, failures_before: 400 }),
    ]);
    expect(pairs.map(({ username }) => username)).toEqual(['oracle', 'emil', 'dora', 'ben', 'carla']);
    expect(pairs.map(({ isFirst }) => isFirst)).toEqual([true, true, true, false, false]);
  });

  it('have no new key where no key was known before', () => {
    const [pair] = loginPairs([login({ new_key_for_user: true, history_since: null })]);
    expect(pair).toMatchObject({ hasNewKey: false, isFirstOfUser: true });
  });
});
