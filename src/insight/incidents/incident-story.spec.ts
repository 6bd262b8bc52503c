import type { IncidentFacts } from './incident-facts.js';
import { incidentHeadline, incidentStory } from './incident-story.js';

const AT = Date.UTC(2026, 10, 20, 10, 54, 27);
const MINUTE = 60_000;

function facts(changes: Partial<IncidentFacts> = {}): IncidentFacts {
  return {
    id: 'a',
    isAttack: true,
    firedAt: AT + 18_000,
    firstSeen: AT,
    lastSeen: AT + 10 * MINUTE,
    endedAt: AT + 15 * MINUTE,
    activity: 'ended',
    now: AT + 60 * MINUTE,
    severity: 'high',
    outcome: 'none',
    status: 'open',
    alerts: 1,
    openAlerts: 1,
    isForgeable: false,
    rules: [{ rule: 'ssh_brute_force', reason: 'SSH brute force', alerts: 1 }],
    attempts: 287,
    attemptsAreLeast: false,
    addressCount: 1,
    addresses: [{ value: '203.0.113.7', attempts: 287 }],
    usernameCount: 10,
    usernames: [{ value: 'root', attempts: 277 }],
    hosts: [{ value: 'web-1', attempts: 287 }],
    logins: [],
    afterLogin: [],
    groupBy: { ip_address: '203.0.113.7' },
    ...changes,
  };
}

const LOGIN = { at: AT + 8 * MINUTE, username: 'deploy', method: 'password', ipAddress: '203.0.113.7', entryId: 7 };

describe('the story of an incident', () => {
  it('says who came when, what was tried, where, and that they never got in', () => {
    expect(incidentStory(facts())).toEqual([
      '203.0.113.7 came on 2026-11-20 at 10:54:27 UTC and left at 11:04:27, after 10 minutes.',
      'It tried root 277 times and 9 other names: 287 attempts in all, 29 a minute.',
      'It happened on web-1.',
      'It never got in.',
      '1 alert was raised: SSH brute force.',
    ]);
    expect(incidentHeadline(facts())).toBe('203.0.113.7: 287 attempts on root and 9 other names');
  });

  it('says where a client may have chosen the address', () => {
    expect(incidentStory(facts({ isForgeable: true })).at(-1)).toBe(
      'A client can choose what stands where the filter looks for the address: do not block by it alone.',
    );
  });

  it('says who got in, and what they did', () => {
    const afterLogin = ['became root by sudo after 12 s', 'created the account x'];
    const entered = facts({ outcome: 'login_succeeded', logins: [LOGIN, { ...LOGIN, entryId: 8 }], afterLogin });
    expect(incidentStory(entered)).toEqual(
      expect.arrayContaining([
        'It got in as deploy from 203.0.113.7 by password at 11:02:27, and 1 more of its logins are known.',
        'Inside, they became root by sudo after 12 s; created the account x.',
      ]),
    );
    expect(incidentHeadline(entered)).toBe('203.0.113.7 got in as deploy');
  });

  it('names a login that somebody should look at, and no break-in', () => {
    const login = { ...LOGIN, ipAddress: '198.51.100.9', at: AT + 20 * 3_600_000 };
    const suspected = facts({ outcome: 'login_suspected', logins: [login] });
    expect(incidentStory(suspected)[3]).toBe(
      'Somebody should look at the login of deploy from 198.51.100.9 by password on 2026-11-21 at 06:54:27 UTC: it may not be the user.',
    );
  });

  it('counts many addresses, and says what is cut off', () => {
    const many = facts({
      addressCount: 412,
      endedAt: null,
      activity: 'active',
      attempts: 10_000,
      attemptsAreLeast: true,
    });
    expect(incidentStory(many).slice(0, 2)).toEqual([
      '412 addresses came on 2026-11-20 at 10:54:27 UTC and go on, seen last at 11:04:27.',
      'They tried root 277 times and 9 other names: at least 10,000 attempts in all, 1,000 a minute.',
    ]);
    expect(incidentStory(many)).toContain('They have not got in so far.');
  });

  it('does not say that an attack goes on which nobody has seen for hours', () => {
    const quiet = { endedAt: null, activity: 'quiet' } as const;
    expect(incidentStory(facts({ ...quiet, now: AT + 250 * MINUTE }))[0]).toBe(
      '203.0.113.7 came on 2026-11-20 at 10:54:27 UTC and was seen last at 11:04:27; nothing more by 15:04:27.',
    );
    expect(incidentStory(facts({ ...quiet, addressCount: 2, now: AT + 1_440 * MINUTE }))[0]).toBe(
      '2 addresses came on 2026-11-20 at 10:54:27 UTC and were seen last at 11:04:27; nothing more by 2026-11-21 at 10:54:27 UTC.',
    );
  });

  it('says so where nobody tried a password', () => {
    const scan = facts({ attempts: 0, usernames: [], usernameCount: 0, lastSeen: AT });
    expect(incidentStory(scan)[1]).toBe('It did not try a password, as far as the log says.');
    expect(incidentHeadline(scan)).toBe('203.0.113.7: SSH brute force');
  });

  it('lets no text of an attacker go on with the sentence', () => {
    const name = 'root 3 times. It never got in.\u202e\n<b>';
    const hostile = facts({ usernames: [{ value: name, attempts: 3 }], hosts: [{ value: 'a, b', attempts: 3 }] });
    expect(incidentStory(hostile)[1]).toContain('"root 3 times. It never got in.\\u202e\\u000a<b>" 3 times');
    expect(incidentStory(hostile)[2]).toBe('It happened on "a, b".');
  });

  it('is short where nobody attacks', () => {
    const silent = facts({
      isAttack: false,
      rules: [{ rule: 'source_silent', reason: 'Log source fell silent', alerts: 1 }],
      groupBy: { source: '/var/log/auth.log' },
    });
    expect(incidentStory(silent)).toEqual([
      'Log source fell silent (/var/log/auth.log), since 2026-11-20 at 10:54:27 UTC.',
    ]);
  });
});
