import { seededRandom } from '../../../bench/seeded-random.js';
import type { SshEvent } from './parsed-line.js';
import { SshLogParser } from './ssh-log-parser.js';

const OPTIONS = { timeZone: 'UTC' };
const IP = '192.0.2.10';
const PAM = 'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=';
const KEY = 'RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';

/** `minute` of one hour, host and pid in front of a message. */
const at = (minute: number, host: string, pid: number, message: string): string =>
  `2026-06-08T10:${String(minute).padStart(2, '0')}:00Z ${host} sshd[${pid}]: ${message}`;
const oneConnection = (...messages: string[]): string[] => messages.map((message) => at(0, 'web1', 7, message));

function eventsOf(lines: readonly string[]): SshEvent[] {
  const parser = new SshLogParser(OPTIONS);
  return lines.map((line) => parser.parse(line)).filter((parsed) => parsed.kind === 'event');
}
const sumOf = (events: readonly SshEvent[]): number => events.reduce((sum, { attempts }) => sum + attempts, 0);

const fieldsOf = (lines: readonly string[]): unknown[] =>
  eventsOf(lines).map(({ ipAddress, sourceHost, attempts, carriedAttempts, stored }) => [
    ipAddress,
    sourceHost,
    attempts,
    carriedAttempts,
    stored,
  ]);

const failed = `Failed password for root from ${IP} port 4 ssh2`;
const failedInvalid = `Failed password for invalid user bob from ${IP} port 4 ssh2`;
const invalid = `Invalid user bob from ${IP} port 4`;
const refusedKey = `Failed publickey for root from ${IP} port 4 ssh2: ${KEY}`;
const closed = `Connection closed by authenticating user root ${IP} port 4 [preauth]`;
const pamFailure = `${PAM} rhost=${IP}  user=root`;
const maximum = `error: maximum authentication attempts exceeded for root from ${IP} port 4 ssh2 [preauth]`;
const tooMany = `Disconnecting authenticating user root ${IP} port 4: Too many authentication failures [preauth]`;

const ROWS: readonly (readonly [what: string, lines: readonly string[], attempts: number])[] = [
  [
    'a wrong password that writes five lines is one',
    oneConnection(
      invalid,
      'input_userauth_request: invalid user bob [preauth]',
      `${PAM} rhost=${IP} `,
      failedInvalid,
      `Connection closed by invalid user bob ${IP} port 4 [preauth]`,
    ),
    1,
  ],
  ['an invalid user with a password is one', oneConnection(invalid, failedInvalid), 1],
  [
    'an invalid user without a password is one',
    oneConnection(invalid, `Connection closed by ${IP} port 4 [preauth]`),
    1,
  ],
  ['two passwords for an invalid user are two', oneConnection(invalid, failedInvalid, failedInvalid), 2],
  ['keys of a valid user and no login are one', oneConnection(refusedKey, refusedKey, refusedKey, closed), 1],
  [
    'keys of a valid user, then an end without a name, are one',
    oneConnection(refusedKey, `Connection closed by ${IP} port 4 [preauth]`),
    1,
  ],
  [
    'each key of an invalid user is one',
    oneConnection(
      invalid,
      refusedKey.replace('for root', 'for invalid user bob'),
      refusedKey.replace('for root', 'for invalid user bob'),
    ),
    2,
  ],
  [
    'keys of a valid user before a login are none',
    oneConnection(
      refusedKey,
      refusedKey,
      `Accepted publickey for root from ${IP} port 4 ssh2: ${KEY}`,
      `Disconnected from user root ${IP} port 4`,
    ),
    0,
  ],
  ['keys until too many are one', oneConnection(refusedKey, refusedKey, tooMany), 1],
  [
    'a failure that rsyslog repeats five times is six',
    oneConnection(failed, `message repeated 5 times: [ ${failed}]`),
    6,
  ],
  [
    'a failure that syslogd repeats five times is six',
    [...oneConnection(failed), '2026-06-08T10:00:00Z web1 last message repeated 5 times'],
    6,
  ],
  [
    'what is repeated after a line of another program is not ours',
    [
      ...oneConnection(failed),
      '2026-06-08T10:00:00Z web1 su: hello',
      '2026-06-08T10:00:00Z web1 last message repeated 5 times',
    ],
    1,
  ],
  ['three failures and the maximum exceeded are three', oneConnection(failed, failed, failed, maximum, tooMany), 3],
  ['the maximum exceeded alone is one', oneConnection(maximum, tooMany), 1],
  [
    'PAM alone, with N more, is 1 + N',
    oneConnection(
      pamFailure,
      `PAM 4 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=${IP}  user=root`,
    ),
    5,
  ],
  [
    'PAM and sshd, with N more, count once',
    oneConnection(
      pamFailure,
      failed,
      failed,
      failed,
      `PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=${IP}  user=root`,
    ),
    3,
  ],
  [
    'two PAM modules that report one attempt count once',
    oneConnection(pamFailure, pamFailure.replace('pam_unix', 'pam_sss'), failed),
    1,
  ],
  ['the same pid after ten minutes is another connection', [at(0, 'web1', 7, invalid), at(10, 'web1', 7, invalid)], 2],
  ['the same pid within ten minutes is the same connection', [at(0, 'web1', 7, invalid), at(9, 'web1', 7, invalid)], 1],
  [
    'silence is counted from the last line',
    [at(0, 'web1', 7, invalid), at(9, 'web1', 7, invalid), at(18, 'web1', 7, invalid)],
    1,
  ],
  [
    'the same pid with another address is another connection',
    [at(0, 'web1', 7, invalid), at(1, 'web1', 7, invalid.replace(IP, '192.0.2.11'))],
    2,
  ],
  ['the same pid on two hosts is two connections', [at(0, 'web1', 7, invalid), at(0, 'web2', 7, invalid)], 2],
  ['an end line without a beginning is one', oneConnection(closed), 1],
  [
    'an end line without a name and a beginning is none',
    oneConnection(`Connection closed by ${IP} port 4 [preauth]`),
    0,
  ],
  [
    'a client that gives up after a failure is one',
    oneConnection(
      failed,
      `error: Received disconnect from ${IP}: 14: No supported authentication methods available [preauth]`,
    ),
    1,
  ],
  [
    'a user who is not allowed is one, with the failure that follows',
    oneConnection(`User root from ${IP} not allowed because listed in DenyUsers`, failedInvalid),
    1,
  ],
  ['a locked account is one', oneConnection('User root not allowed because account is locked'), 1],
  [
    'probes are none',
    oneConnection(
      `Did not receive identification string from ${IP} port 4`,
      `Bad protocol version identification 'x' from ${IP} port 4`,
    ),
    0,
  ],
  [
    'two ports without pid are two connections',
    [invalid, invalid.replace('port 4', 'port 5')].map((message) => `1780906830 [sshd] ${message}`),
    2,
  ],
  [
    'a second invalid user from one port without pid is another connection',
    [invalid, invalid, invalid].map((message) => `1780906830 [sshd] ${message}`),
    3,
  ],
  [
    'a new connection from one port without pid is another',
    [failed, `Connection from ${IP} port 4 on 203.0.113.5 port 22`, failed].map(
      (message) => `1780906830 [sshd] ${message}`,
    ),
    2,
  ],
  [
    'keys that auditd reports before a login are none',
    [1, 2, 3].map(
      (id) =>
        `type=USER_AUTH msg=audit(1780906830.123:${id}): pid=7 uid=0 msg='op=pubkey acct="alice" exe="/usr/sbin/sshd" hostname=? addr=${IP} terminal=ssh res=failed'`,
    ),
    0,
  ],
  [
    'lines of one port without pid are one connection',
    [pamFailure, invalid, failedInvalid, closed].map((message) => `1780906830 [sshd] ${message}`),
    1,
  ],
];

describe('failed attempts of a connection', () => {
  it.each(ROWS)('%s', (_what, lines, attempts) => {
    expect(sumOf(eventsOf(lines))).toBe(attempts);
  });

  it.each(ROWS)('%s, also when the parser is stopped and resumed after every line', (_what, lines, attempts) => {
    let state = new SshLogParser(OPTIONS).state();
    const events = lines.flatMap((line) => {
      const parser = new SshLogParser(OPTIONS, JSON.parse(JSON.stringify(state)) as typeof state);
      const parsed = parser.parse(line);
      state = parser.state();
      return parsed.kind === 'event' ? [parsed] : [];
    });
    expect(events).toEqual(eventsOf(lines));
    expect(sumOf(events)).toBe(attempts);
  });

  it('are the same wherever the parser is stopped and resumed, also where lines come late', () => {
    const random = seededRandom(1);
    const below = (limit: number): number => Math.floor(random() * limit);
    const messages = [invalid, failed, failedInvalid, pamFailure, refusedKey, closed, maximum];
    const lines = Array.from({ length: 3000 }, (_, index) => {
      const minute = Math.floor(index / 60) - (below(20) === 0 ? below(50) : 0);
      return at(Math.max(0, minute), 'web1', 1 + below(500), messages[below(messages.length)]!);
    });
    let parser = new SshLogParser(OPTIONS);
    const resumed = lines.map((line) => {
      if (below(10) === 0) parser = new SshLogParser(OPTIONS, JSON.parse(JSON.stringify(parser.state())));
      return parser.parse(line);
    });
    expect(resumed.filter(({ kind }) => kind === 'event')).toEqual(eventsOf(lines));
  });

  it('stores what adds attempts and every failure, and not the evidence that is counted already', () => {
    const events = eventsOf(oneConnection(failed, refusedKey, closed, maximum));
    expect(events.map(({ form, stored }) => [form, stored])).toEqual([
      ['failed_login', true],
      ['refused_key', true],
      ['user_connection_ended', false],
      ['maximum_attempts', false],
    ]);
  });
});

describe('the address of a connection', () => {
  const named = `${PAM} rhost=pc7.example.net  user=root`;
  it('is told by an earlier line where a line has none', () => {
    const opened = `Connection from ${IP} port 4 on 203.0.113.5 port 22`;
    expect(fieldsOf(oneConnection(opened, 'User root not allowed because account is locked', named))).toEqual([
      [IP, null, 1, 0, true],
      [IP, 'pc7.example.net', 0, 0, false],
    ]);
  });

  it('takes what was counted before it was known along, once', () => {
    expect(fieldsOf(oneConnection(named, named, failed, failed))).toEqual([
      [null, 'pc7.example.net', 1, 0, true],
      [null, 'pc7.example.net', 1, 0, true],
      [IP, null, 0, 2, true],
      [IP, null, 0, 0, true],
    ]);
  });

  it('makes even a line that says nothing else worth storing', () => {
    const lines = oneConnection(named, `Received disconnect from ${IP} port 4:11: Bye Bye [preauth]`);
    expect(fieldsOf(lines)[1]).toEqual([IP, null, 0, 1, true]);
  });
});

it('remembers a bounded number of connections', () => {
  const parser = new SshLogParser(OPTIONS);
  for (let pid = 1; pid <= 20_000; pid++) parser.parse(at(0, 'web1', pid, invalid));
  expect(parser.state().connections.length).toBeLessThanOrEqual(8_192);
  expect(JSON.stringify(parser.state()).length).toBeLessThan(1_000_000);
});
