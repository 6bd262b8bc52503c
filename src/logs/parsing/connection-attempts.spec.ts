import { seededRandom } from '../../../bench/seeded-random.js';
import type { LogEvent } from './parsed-line.js';
import { LogParser } from './log-parser.js';

const OPTIONS = { timeZone: 'UTC' };
const IP = '192.0.2.10';
const PAM = 'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=';
const KEY = 'RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';

/** `minute` of one hour, host and pid in front of a message. */
const at = (minute: number, host: string, pid: number, message: string): string =>
  `2026-06-08T10:${String(minute).padStart(2, '0')}:00Z ${host} sshd[${pid}]: ${message}`;
const oneConnection = (...messages: string[]): string[] => messages.map((message) => at(0, 'web1', 7, message));

function eventsOf(lines: readonly string[]): LogEvent[] {
  const parser = new LogParser(OPTIONS);
  const events = lines.flatMap((line) => eventsOfLine(parser, line));
  parser.settle();
  return [...events, ...settledOf(parser)];
}

/** What a line decides of earlier ones, and its own event, unless that has to wait. */
function eventsOfLine(parser: LogParser, line: string): LogEvent[] {
  const parsed = parser.parse(line);
  return [...settledOf(parser), ...(parsed.kind === 'event' && parsed.pendingRound === null ? [parsed] : [])];
}
const settledOf = (parser: LogParser): LogEvent[] => parser.takeSettled().map(({ event }) => event);
const sumOf = (events: readonly LogEvent[]): number => events.reduce((sum, { attempts }) => sum + attempts, 0);

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
const pamSss = pamFailure.replace('pam_unix', 'pam_sss');
const pamError = `error: PAM: Authentication failure for root from ${IP}`;
const accepted = `Accepted password for root from ${IP} port 4 ssh2`;
const opened = `Connection from ${IP} port 4 on 203.0.113.5 port 22`;
const PAM_FIELDS = 'logname= uid=0 euid=0 tty=ssh ruser=';
const LOCKED = 'User root not allowed because account is locked';
const DENIED = "pam_winbind(sshd:auth): user 'test' denied access (incorrect password or invalid membership)";
const NO_USER = `Login attempt for nonexistent user from ${IP}:4`;
const OTHER_NAME = `Client trying multiple usernames from ${IP}:4`;
const BAD_PASSWORD = `Bad password attempt for 'root' from ${IP}:4`;
const exit = (user: string, fails: number): string =>
  `Exit before auth from <${IP}:4>: (user '${user}', ${fails} fails): Max auth tries reached - user '${user}'`;
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
  ['a locked account without an address is none by itself', oneConnection(LOCKED), 0],
  [
    'a locked account is one with the end of its connection',
    oneConnection(LOCKED, `Connection closed by invalid user root ${IP} port 4 [preauth]`),
    1,
  ],
  ['a locked account of a connection that is known is one', oneConnection(opened, LOCKED), 1],
  [
    'what pam_unix refuses and pam_sss allows is none',
    oneConnection(
      pamFailure,
      `pam_sss(sshd:auth): authentication success; ${PAM_FIELDS} rhost=${IP} user=root`,
      accepted,
    ),
    0,
  ],
  [
    'what pam_unix refuses and pam_winbind allows is none',
    oneConnection(pamFailure, "pam_winbind(sshd:auth): user 'root' granted access", accepted),
    0,
  ],
  ['what a module refuses before sshd says that the login succeeds is none', oneConnection(pamFailure, accepted), 0],
  [
    'a refused round before one that is allowed is one',
    oneConnection(pamFailure, failed, pamFailure, `pam_sss(sshd:auth): authentication success; user=root`, accepted),
    1,
  ],
  ['a module that speaks again ends the round before', oneConnection(pamFailure, pamFailure, pamFailure, accepted), 2],
  [
    'two modules that refuse each of two rounds count twice',
    oneConnection(pamFailure, pamSss, pamFailure, pamSss, closed),
    2,
  ],
  [
    'a module that denies access is one',
    oneConnection(opened, DENIED, `Connection closed by ${IP} port 4 [preauth]`),
    1,
  ],
  ['a round that is never decided is one', oneConnection(pamFailure), 1],
  [
    'a round that has not been decided for ten minutes is one, whatever comes then',
    [at(0, 'web1', 7, pamFailure), at(9, 'web2', 8, invalid), at(10, 'web1', 7, accepted)],
    2,
  ],
  [
    'the clock of another host decides nothing',
    [at(0, 'web1', 7, pamFailure), at(50, 'web2', 8, 'Server listening on :: port 22.'), at(1, 'web1', 7, accepted)],
    0,
  ],
  [
    'each answer that PAM refuses is one, where sshd alone says so',
    oneConnection(pamError, pamError, pamError, closed),
    3,
  ],
  [
    'answers that PAM refuses in a child of sshd count once',
    [
      at(0, 'web1', 7, opened),
      ...[8, 9].flatMap((child) => [at(0, 'web1', child, pamFailure), at(0, 'web1', 7, pamError)]),
      at(0, 'web1', 7, `Failed keyboard-interactive/pam for root from ${IP} port 4 ssh2`),
      at(0, 'web1', 7, closed),
    ],
    2,
  ],
  [
    'a child of sshd that speaks before sshd does belongs to it',
    [at(0, 'web1', 8, pamFailure), at(0, 'web1', 7, pamError), at(0, 'web1', 7, closed)],
    1,
  ],
  [
    'a child that is allowed takes back what it refused',
    [
      at(0, 'web1', 7, opened),
      at(0, 'web1', 8, pamFailure),
      at(0, 'web1', 7, `Accepted keyboard-interactive/pam for root from ${IP} port 4 ssh2`),
    ],
    0,
  ],
  [
    'a connection beside another of the same client is no child of it',
    [
      at(0, 'web1', 7, invalid),
      at(0, 'web1', 8, pamFailure),
      at(0, 'web1', 7, `${PAM} rhost=${IP} `),
      at(0, 'web1', 8, failed),
      at(0, 'web1', 7, failedInvalid),
    ],
    2,
  ],
  [
    'a child that ends a connection which another pid has counted is none',
    [...oneConnection(failed), at(0, 'web1', 8, 'Disconnecting: Too many authentication failures for root')],
    1,
  ],
  [
    'one pid with another port is another connection',
    oneConnection(invalid, invalid.replace('port 4', 'port 5'), invalid.replace('port 4', 'port 6')),
    3,
  ],
  [
    "repetitions that BSD's syslogd says under its own name count",
    [
      ...oneConnection(failed),
      '2026-06-08T10:00:00Z web1 syslogd: last message repeated 2 times',
      '2026-06-08T10:00:00Z web1 sshd[8]: debug1: x',
      '2026-06-08T10:00:00Z web1 syslogd[9]: last message repeated 2 times',
    ],
    3,
  ],
  [
    'a key of a type that is not allowed, and no login, is one',
    oneConnection('userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]', closed),
    1,
  ],
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

/** The same of dropbear, whose names and passwords count each. */
const DROPBEAR_ROWS: readonly (readonly [what: string, lines: readonly string[], attempts: number])[] = [
  ['each name that does not exist is one', [NO_USER, OTHER_NAME, NO_USER], 2],
  ['a name that is rejected is one', [`User 'ftp' has invalid shell, rejected`], 1],
  ['the number at the end holds', [NO_USER, exit('ftp', 4)], 4],
  ['the number at the end does not count again', [BAD_PASSWORD, BAD_PASSWORD, exit('root', 2)], 2],
  ['a name cannot raise the number', [BAD_PASSWORD, exit("x', 900 fails): y", 1)], 1],
  ['a client that names a user and leaves is one', [exit('root', 0)], 1],
].map(([what, messages, attempts]) => [
  what as string,
  (messages as string[]).map((message) => `2026-06-08T10:00:00Z router dropbear[7]: ${message}`),
  attempts as number,
]);

function methodsOf(...messages: string[]): unknown[] {
  return eventsOf(oneConnection(...messages)).map(({ method, methodAttempts }) => [method, methodAttempts]);
}

describe('failed attempts of a connection', () => {
  it.each(DROPBEAR_ROWS)('of dropbear: %s', (_what, lines, attempts) => {
    expect(sumOf(eventsOf(lines))).toBe(attempts);
  });

  it.each(ROWS)('%s', (_what, lines, attempts) => {
    expect(sumOf(eventsOf(lines))).toBe(attempts);
  });

  it.each(ROWS)('%s, also when the parser is stopped and resumed after every line', (_what, lines, attempts) => {
    let state = new LogParser(OPTIONS).state();
    const resumed = (): LogParser => new LogParser(OPTIONS, JSON.parse(JSON.stringify(state)) as typeof state);
    const events = lines.flatMap((line) => {
      const parser = resumed();
      const found = eventsOfLine(parser, line);
      state = parser.state();
      return found;
    });
    const last = resumed();
    last.settle();
    events.push(...settledOf(last));
    expect(events).toEqual(eventsOf(lines));
    expect(sumOf(events)).toBe(attempts);
  });

  it.each([1, 2, 3])(
    'are the same wherever the parser is stopped and resumed, also where lines come late: %i',
    (seed) => {
      const random = seededRandom(seed);
      const below = (limit: number): number => Math.floor(random() * limit);
      const messages = [invalid, failed, failedInvalid, pamFailure, refusedKey, closed, maximum];
      const further = [pamSss, pamError, accepted, opened, LOCKED, invalid.replace('port 4', 'port 5')];
      const spoken = seed === 1 ? messages : [...messages, ...further];
      const lines = Array.from({ length: 3000 }, (_, index) => {
        const minute = Math.floor(index / 60) - (below(20) === 0 ? below(50) : 0);
        const host = `web${1 + Math.floor(below(seed + 5) / 6)}`;
        const message = spoken[below(spoken.length)]!.replaceAll(IP, below(4) === 0 ? '192.0.2.11' : IP);
        return at(Math.max(0, minute), host, 1 + below(seed * 100), message);
      });
      let parser = new LogParser(OPTIONS);
      const resumed = lines.flatMap((line) => {
        if (below(10) === 0) parser = new LogParser(OPTIONS, JSON.parse(JSON.stringify(parser.state())));
        return eventsOfLine(parser, line);
      });
      parser.settle();
      expect([...resumed, ...settledOf(parser)]).toEqual(eventsOf(lines));
    },
  );

  it('wait for the result of PAM with the time and the text of the line that refused', () => {
    const parser = new LogParser(OPTIONS);
    const lines = [at(0, 'web1', 7, pamFailure), at(1, 'web1', 7, failed)];
    expect(parser.parse(lines[0]!)).toMatchObject({ form: 'pam_failure', attempts: 0, stored: false });
    expect(parser.takeSettled()).toEqual([]);
    expect(parser.parse(lines[1]!)).toMatchObject({ attempts: 0, method: 'password', methodAttempts: 1, stored: true });
    expect(parser.takeSettled()).toMatchObject([
      { line: lines[0], result: 'refused', event: { timestamp: Date.UTC(2026, 5, 8, 10), attempts: 1, stored: true } },
    ]);
  });

  it('have a method, once a line of the connection has told it', () => {
    expect(methodsOf(invalid, failedInvalid, failedInvalid)).toEqual([
      [null, 0],
      ['password', 1],
      ['password', 1],
    ]);
    expect(methodsOf(refusedKey, closed, accepted)).toEqual([
      ['publickey', 0],
      [null, 0],
      ['password', 0],
    ]);
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
    expect(fieldsOf(oneConnection(opened, LOCKED, named))).toEqual([
      [IP, null, 0, 0, false],
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
  const parser = new LogParser(OPTIONS);
  for (let pid = 1; pid <= 20_000; pid++) parser.parse(at(0, 'web1', pid, invalid));
  expect(parser.state().connections.length).toBeLessThanOrEqual(8_192);
  expect(JSON.stringify(parser.state()).length).toBeLessThan(1_000_000);
});
