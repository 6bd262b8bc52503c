import { verdict } from './verdict.js';

type Alert = Parameters<typeof verdict>[0][number];

const RANGE = { since: Date.parse('2026-11-20T00:00:00Z'), until: Date.parse('2026-11-21T00:00:00Z') };

function alert({ address = '203.0.113.7', ...others }: Partial<Alert> & { address?: string } = {}): Alert {
  return {
    id: address,
    rule: 'ssh_brute_force',
    status: 'open',
    first_seen: '2026-11-20T09:00:00Z',
    last_seen: '2026-11-20T09:10:00Z',
    ended_at: '2026-11-20T09:15:00Z',
    login: null,
    outcome: others.login == null ? 'none' : 'login_succeeded',
    details: {
      ip_address_count: 1,
      ip_addresses: [{ ip_address: address, attempts: 10 }],
      hosts: [{ host: 'web-1', attempts: 10 }],
    },
    ...others,
  } as Alert;
}

function login(at: string, entryId = 9): Alert['login'] {
  return { timestamp: at, username: 'root', method: 'password', ip_address: '203.0.113.7', entry_id: entryId };
}

describe('verdict', () => {
  it('is quiet without alerts, and with alerts of other times, of log sources, or resolved', () => {
    expect(verdict([], RANGE)).toEqual({ kind: 'quiet', resolved: 0 });
    const old = alert({ first_seen: '2026-11-18T00:00:00Z', last_seen: '2026-11-19T23:59:59Z' });
    expect(verdict([old, alert({ rule: 'source_silent' })], RANGE)).toEqual({ kind: 'quiet', resolved: 0 });
    const over = { status: 'resolved', ended_at: '2026-11-20T10:00:00.000Z' } as const;
    expect(verdict([alert(over)], RANGE)).toEqual({ kind: 'quiet', resolved: 1 });
    expect(verdict([alert({ status: 'resolved', resolution: 'false_positive', ended_at: null })], RANGE).kind).toBe(
      'quiet',
    );
  });

  it('is no quiet while an attack goes on that somebody has resolved', () => {
    const going = alert({ status: 'resolved', resolution: 'true_positive', ended_at: null });
    expect(verdict([going], RANGE).kind).toBe('under-attack');
  });

  it('counts the sources of attacks that are over, each once', () => {
    const alerts = [alert(), alert({ rule: 'ssh_root_brute_force' }), alert({ address: '198.51.100.9' })];
    expect(verdict(alerts, RANGE)).toMatchObject({ kind: 'attacked', sources: 2 });
  });

  it('is under attack while one goes on', () => {
    const going = alert({ address: '198.51.100.9', ended_at: null });
    expect(verdict([alert(), going], RANGE)).toMatchObject({ kind: 'under-attack', sources: 1, alerts: [going] });
    expect(verdict([alert({ ended_at: '2026-11-21T00:00:00Z' })], RANGE)).toMatchObject({ kind: 'attacked' });
  });

  it('says that someone got in before anything else, each login once, the newest first', () => {
    const alerts = [
      alert({ ended_at: null }),
      alert({ login: login('2026-11-20T09:09:00Z') }),
      alert({ rule: 'ssh_password_spraying', login: login('2026-11-20T09:09:00Z') }),
      alert({ login: login('2026-11-20T10:09:00Z', 10) }),
    ];
    const found = verdict(alerts, RANGE);
    expect(found).toMatchObject({ kind: 'got-in', sources: 1 });
    expect(found.kind === 'got-in' && found.logins.map(({ at }) => at)).toEqual([
      '2026-11-20T10:09:00Z',
      '2026-11-20T09:09:00Z',
    ]);
  });

  it('knows a login of the range though the attack was before it', () => {
    const before = { first_seen: '2026-11-19T00:00:00Z', last_seen: '2026-11-19T12:00:00Z' };
    expect(verdict([alert({ ...before, login: login('2026-11-20T01:00:00Z') })], RANGE).kind).toBe('got-in');
    expect(verdict([alert({ login: login('2026-11-21T01:00:00Z') })], RANGE).kind).toBe('attacked');
  });

  it('says that somebody should look at a login, unless somebody is known to be in', () => {
    const suspected = alert({ login: login('2026-11-20T09:09:00Z'), outcome: 'login_suspected', ended_at: null });
    expect(verdict([suspected], RANGE)).toMatchObject({
      kind: 'suspected',
      sources: 1,
      logins: [{ username: 'root' }],
    });
    expect(verdict([suspected, alert({ login: login('2026-11-20T10:09:00Z', 10) })], RANGE).kind).toBe('got-in');
  });

  it('is of one host where one is chosen', () => {
    expect(verdict([alert()], RANGE, 'web-1').kind).toBe('attacked');
    expect(verdict([alert()], RANGE, 'web-2').kind).toBe('quiet');
  });
});
