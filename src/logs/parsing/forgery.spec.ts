import type { LogEvent } from './parsed-line.js';
import { LogParser } from './log-parser.js';

/** The client's address, and the one that it wants us to believe. */
const REAL = '198.51.100.9';
const FORGED = '203.0.113.66';

const syslog = (message: string): string => `Jun  8 10:20:30 web1 sshd[4242]: ${message}`;
const rfc5424 = (message: string): string => `<38>1 2026-06-08T10:20:30Z web1 sshd 4242 - - ${message}`;
const journal = (message: string): string =>
  JSON.stringify({
    __REALTIME_TIMESTAMP: '1780906830000000',
    SYSLOG_IDENTIFIER: 'sshd',
    _PID: '4242',
    MESSAGE: message,
  });

const KEY = 'RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';
const FAKE_LINE = `Failed password for root from ${FORGED} port 22 ssh2`;

const failed = (user: string): string => `Failed password for invalid user ${user} from ${REAL} port 40022 ssh2`;
const pam = (tail: string): string =>
  `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${tail}`;

/** What the line may be read as: an event of the real address, one without address, or no event at all. */
type Outcome = 'real' | 'no address' | 'no event';

const ATTEMPTS_AT_FORGERY: readonly (readonly [what: string, message: string, outcome: Outcome])[] = [
  ['an address as a user name', failed(FORGED), 'real'],
  ['an address and a port in a user name', failed(`x from ${FORGED} port 22`), 'real'],
  ['a whole tail in a user name', failed(`x from ${FORGED} port 22 ssh2`), 'real'],
  ['two tails in a user name', failed(`x from ${FORGED} port 22 ssh2 from ${FORGED} port 22 ssh2`), 'real'],
  ['a tail with key details in a user name', failed(`x from ${FORGED} port 22 ssh2: ${KEY}`), 'real'],
  ['an empty name in front of a forged one', failed(` from ${FORGED} port 22 ssh2`), 'real'],
  ['a fake line in a user name', failed(`x ${syslog(FAKE_LINE)}`), 'real'],
  ['an escaped newline and a fake line', failed(`x\\nJun  8 10:20:30 web1 sshd[1]: ${FAKE_LINE}`), 'real'],
  ['a quoted name with an address', failed(`" from ${FORGED} port 22 ssh2 "`), 'real'],
  ['a name that ends with from', failed(`${FORGED} from`), 'real'],
  [
    'a valid user with an address in the name',
    `Failed password for x from ${FORGED} port 1 ssh2 from ${REAL} port 2 ssh2`,
    'real',
  ],
  ['control characters in a name', failed(`\u0000\u001b[2K\r from ${FORGED} port 22 ssh2`), 'real'],
  ['bidirectional text in a name', failed(`\u202e from ${FORGED} port 22 ssh2\u202c`), 'real'],
  ['a name for none', `Failed none for invalid user a from ${FORGED} port 2 ssh2 from ${REAL} port 40022 ssh2`, 'real'],
  [
    'a name for keyboard-interactive',
    `Failed keyboard-interactive/pam for invalid user a from ${FORGED} port 2 ssh2 from ${REAL} port 40022 ssh2`,
    'real',
  ],
  ['a name that looks like a repetition', failed(`x] message repeated 99 times: [ ${FAKE_LINE}]`), 'real'],
  [
    'a repetition with a forged name',
    `message repeated 2 times: [ ${failed(`x from ${FORGED} port 22 ssh2`)}]`,
    'real',
  ],
  ['a tail behind ssh1', `Failed password for root from ${REAL} port 40022 ssh1: ruser from ${FORGED}`, 'real'],
  [
    'a ruser with port behind ssh1',
    `Failed password for root from ${REAL} port 40022 ssh1: ruser x from ${FORGED} port 1`,
    'real',
  ],
  [
    'a key and a name with a tail',
    `Failed publickey for invalid user x from ${FORGED} port 22 ssh2: ${KEY} from ${REAL} port 40022 ssh2: ${KEY}`,
    'real',
  ],
  [
    'a key line without key, a name with a tail',
    `Failed publickey for invalid user x from ${FORGED} port 22 ssh2: ${KEY} from ${REAL} port 40022 ssh2`,
    'real',
  ],
  [
    'a certificate id with a tail',
    `Failed publickey for root from ${REAL} port 40022 ssh2: RSA-CERT ID x from ${FORGED} port 22 ssh2: y (serial 0) CA ${KEY}`,
    'no address',
  ],
  [
    'a certificate id that ends with a key',
    `Failed publickey for root from ${REAL} port 40022 ssh2: RSA-CERT ID x from ${FORGED} port 22 ssh2: (serial 0) CA ${KEY}`,
    'no address',
  ],
  [
    'a certificate id with an address only',
    `Failed publickey for root from ${REAL} port 40022 ssh2: RSA-CERT ID ${FORGED} (serial 0) CA ${KEY}`,
    'real',
  ],
  [
    'a certificate id that makes syslog cut the line',
    `Failed publickey for root from ${REAL} port 40022 ssh2: RSA-CERT ID ${'x'.repeat(360)} from ${FORGED} port 22 ssh2`,
    'no address',
  ],
  [
    'a hostbased client user with a tail',
    `Failed hostbased for bob from ${REAL} port 40022 ssh2: ${KEY}, client user "x from ${FORGED} port 22 ssh2: ", client host "h"`,
    'no address',
  ],
  [
    'a hostbased client host with a tail',
    `Failed hostbased for bob from ${REAL} port 40022 ssh2: ${KEY}, client user "x", client host "h from ${FORGED} port 22 ssh2"`,
    'real',
  ],
  ['a hostbased user with an address', `Failed hostbased for user from ${FORGED} from ${REAL} port 40022 ssh2`, 'real'],
  ['an invalid user with an address', `Invalid user x from ${FORGED} from ${REAL}`, 'real'],
  ['an invalid user with address and port', `Invalid user x from ${FORGED} port 22 from ${REAL} port 40022`, 'real'],
  ['an invalid user with a port only at the end', `Invalid user x from ${FORGED} port 22 from ${REAL}`, 'real'],
  [
    'maximum attempts with a name',
    `error: maximum authentication attempts exceeded for invalid user x from ${FORGED} port 2 ssh2 [preauth] from ${REAL} port 40022 ssh2 [preauth]`,
    'real',
  ],
  [
    'a closed connection with a name',
    `Connection closed by invalid user a ${FORGED} port 22 [preauth] ${REAL} port 40022 [preauth]`,
    'real',
  ],
  [
    'a closed connection with an address as a name',
    `Connection closed by authenticating user ${FORGED} ${REAL} port 40022 [preauth]`,
    'real',
  ],
  ['a disconnected name', `Disconnected from invalid user x ${FORGED} port 22 ${REAL} port 40022 [preauth]`, 'real'],
  [
    'too many failures of a name',
    `Disconnecting invalid user x ${FORGED} port 2: Too many authentication failures ${REAL} port 40022: Too many authentication failures [preauth]`,
    'real',
  ],
  [
    'a change to a name with an address',
    `Disconnecting invalid user x ${REAL} port 40022: Change of username or service not allowed: (x,a) -> (y ${FORGED} port 2: Too many authentication failures [preauth]`,
    'no address',
  ],
  [
    'disconnect text with an address',
    `Received disconnect from ${REAL} port 40022:3: from ${FORGED} port 22:14: Auth fail [preauth]`,
    'real',
  ],
  [
    'disconnect text with a whole message',
    `error: Received disconnect from ${REAL}: 3: ${FAKE_LINE} [preauth]`,
    'real',
  ],
  [
    'a banner with an address',
    `Bad protocol version identification 'x' from ${FORGED} port 22' from ${REAL} port 40022`,
    'real',
  ],
  ['a banner with an address, no port', `Bad protocol version identification 'x' from ${FORGED}' from ${REAL}`, 'real'],
  [
    'a banner that says what sshd says',
    `error: kex_exchange_identification: client sent invalid protocol identifier "x from ${FORGED} port 22 ssh2"`,
    'no address',
  ],
  [
    'an offer with an address',
    `Unable to negotiate with ${REAL} port 40022: no matching cipher found. Their offer: with ${FORGED} port 22: no matching [preauth]`,
    'real',
  ],
  ['a refused name with an address', `refused connect from x@${FORGED} (${FORGED}) (${REAL})`, 'real'],
  ['a second rhost in a PAM name', pam(`${REAL}  user=x rhost=${FORGED}  user=y`), 'real'],
  ['a rhost in front through the name of a host', pam(`rhost=${FORGED}.example.net  user=root`), 'no address'],
  ['raw bytes and a rhost in a PAM name', pam(`${REAL}  user=\ufffd\n rhost=${FORGED}`), 'real'],
  [
    'a PAM error with a name',
    `error: PAM: Authentication failure for illegal user x from ${FORGED} from ${REAL}`,
    'real',
  ],
  [
    'a PAM error with via in a name',
    `error: PAM: Authentication failure for illegal user x from ${FORGED} via from ${REAL}`,
    'real',
  ],
  ['a host name that begins with an address', pam(`${FORGED}.evil.example`), 'no address'],
  [
    'a policy refusal of a name',
    `User x from ${FORGED} not allowed because listed in DenyUsers from ${REAL} not allowed because listed in DenyUsers`,
    'real',
  ],
  [
    'a locked account with an address as a name',
    `User x from ${FORGED} not allowed because account is locked`,
    'no address',
  ],
  [
    'a reverse name that shows an address',
    `reverse mapping checking getaddrinfo for [${FORGED}] [${REAL}] failed - POSSIBLE BREAK-IN ATTEMPT!`,
    'real',
  ],
  [
    'a name in check pass',
    `input_userauth_request: invalid user x from ${FORGED} port 22 ssh2 [preauth]`,
    'no address',
  ],
  [
    'a forwarding to an address',
    `Received request from ${REAL} port 40022 to connect to host ${FORGED} port 22, but the request was denied.`,
    'real',
  ],
  [
    'a nasty name that shows an address',
    `Nasty PTR record "x" is set up for ${FORGED}, ignoring" is set up for ${REAL}, ignoring`,
    'real',
  ],
  ['a session that looks like a login', `Close session: user x from ${FORGED} port 22 id 0`, 'no event'],
  ['a subsystem with a fake message', `subsystem request for ${FAKE_LINE} by user alice`, 'no address'],
  [
    'a drop that names us',
    `drop connection #0 from [${REAL}]:40022 on [${FORGED}]:22 penalty: failed authentication`,
    'real',
  ],
  [
    'a host in the name that another PAM module writes first',
    `pam_krb5(sshd:auth): authentication failure; logname=x rhost=${FORGED}  uid=0 euid=0 tty=ssh ruser= rhost=${REAL}`,
    'no address',
  ],
  [
    'a host in the remote user of PAM',
    `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=a b rhost=${FORGED} rhost=${REAL}`,
    'no address',
  ],
  [
    'an address in the service name of a client whose socket is gone',
    `Disconnecting invalid user x UNKNOWN port 65535: Change of username or service not allowed: (x,a) -> (y ${FORGED} port 2: z`,
    'no address',
  ],
  [
    'an address in the name of a user who negotiates again',
    `Unable to negotiate with authenticating user ${FORGED} port 1 ${REAL} port 40022: no matching cipher found. Their offer: x`,
    'no address',
  ],
  [
    'a prohibited name with an address',
    `administratively prohibited connection for invalid user x from ${FORGED} port 22 from ${REAL} port 40022`,
    'real',
  ],
  [
    'a signature of a name with an address',
    `public key RSA SHA256:a signature for invalid user x from ${FORGED} port 2 rejected: from ${REAL} port 40022 rejected: y`,
    'real',
  ],
  [
    'a client host that says what sshd resolves',
    `userauth_hostbased mismatch: client sends a, but we resolve ${FORGED} to b, but we resolve ${REAL} to c`,
    'real',
  ],
  [
    'a host name that shows an address',
    `/root/.ssh/authorized_keys:1: Authentication tried for root with correct key but not from a permitted host (host=x, ip=${FORGED}, ip=${REAL}, required=10.0.0.0/8).`,
    'real',
  ],
  [
    'a certificate id with an address',
    `error: Refusing certificate ID "a from ${FORGED} port 22" serial=1 signed by RSA CA SHA256:abc: Certificate invalid: expired`,
    'no address',
  ],
  [
    'a broken connection of a name with an address',
    `ssh_packet_disconnect: Connection from invalid user x ${FORGED} port 22: y ${REAL} port 40022: Broken pipe [preauth]`,
    'real',
  ],
  ['a function that is not known, and an address', `session_pty_req: something new from ${FORGED} port 22`, 'no event'],
  ['a name that PAM lists', `pam_listfile(sshd:auth): Refused user x from ${FORGED} for service sshd`, 'no address'],
  [
    'a name that pam_access denies',
    `pam_access(sshd:account): access denied for user 'x' from '${FORGED}' from '${REAL}'`,
    'real',
  ],
  [
    'a version with an address',
    `probed from ${REAL} port 40022 with SSH-2.0-x from ${FORGED} port 22.  Don't panic.`,
    'real',
  ],
  [
    'a timeout that names us',
    `Timeout before authentication for connection from ${REAL} to ${FORGED}, pid = 77`,
    'real',
  ],
];

function eventsOf(...lines: string[]): LogEvent[] {
  const parser = new LogParser({ timeZone: 'UTC' });
  parser.setReferenceTime(Date.UTC(2026, 5, 20));
  return lines.map((line) => parser.parse(line)).filter((parsed) => parsed.kind === 'event');
}

describe('an attacker cannot move an event to another address', () => {
  const prefixes = [
    ['syslog', syslog],
    ['RFC 5424', rfc5424],
    ['the journal', journal],
  ] as const;

  describe.each(prefixes)('in %s', (_name, prefix) => {
    it.each(ATTEMPTS_AT_FORGERY)('with %s', (_what, message, outcome) => {
      const events = eventsOf(prefix(message));
      expect(events.map(({ ipAddress }) => ipAddress)).toEqual(
        { real: [REAL], 'no address': [null], 'no event': [] }[outcome],
      );
    });
  });

  it('with a name that leaves the address open, once another line of the connection has told it', () => {
    const message = ATTEMPTS_AT_FORGERY.find(([, , outcome]) => outcome === 'no address')![1];
    const opened = syslog(`Connection from ${REAL} port 40022 on 192.0.2.1 port 22`);
    expect(eventsOf(opened, syslog(message)).map(({ ipAddress }) => ipAddress)).toEqual([REAL, REAL]);
  });
});

describe('an attacker cannot invent an event', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['in the request line of a web server', `Jun  8 10:20:30 web1 nginx[7]: GET /sshd[1]: ${FAKE_LINE}`],
    ['as an argument of sudo', `Jun  8 10:20:30 web1 sudo:  bob : COMMAND=/bin/echo sshd[1]: ${FAKE_LINE}`],
    ['in structured data', `<38>1 2026-06-08T10:20:30Z web1 app 7 - [x y="] sshd[1]: ${FAKE_LINE}"] hello`],
    [
      'in structured data with an escaped quote',
      `<38>1 2026-06-08T10:20:30Z web1 app 7 - [x y="\\"] sshd 1 - - ${FAKE_LINE}"] hello`,
    ],
    [
      'in the message of another journal identifier',
      JSON.stringify({ SYSLOG_IDENTIFIER: 'nginx', MESSAGE: FAKE_LINE, NOTE: '"sshd"' }),
    ],
    [
      'in the record of another program',
      `type=USER_AUTH msg=audit(1780906830.123:456): pid=1 msg='op=PAM:authentication acct="x" exe="/usr/bin/su" hostname=${FORGED} addr=${FORGED} terminal=ssh res=failed'`,
    ],
    ['under a name that only looks like ours', `Jun  8 10:20:30 web1 sshd2[1]: ${FAKE_LINE}`],
    ['under our name in another case', `Jun  8 10:20:30 web1 SSHD[1]: ${FAKE_LINE}`],
    ['behind a word', `hello ${FAKE_LINE}`],
  ];

  it.each(lines)('%s', (_where, line) => {
    expect(eventsOf(line)).toEqual([]);
  });

  it('as a host name in front of a message without prefix', () => {
    const line = `User sshd[1]: ${FAKE_LINE} from ${REAL} not allowed because listed in DenyUsers`;
    expect(eventsOf(line).map(({ ipAddress }) => ipAddress)).toEqual([REAL]);
  });

  it('with a number of repetitions that nobody can have made', () => {
    const line = syslog(
      `message repeated 99999999999999999999 times: [ Failed password for root from ${REAL} port 1 ssh2]`,
    );
    expect(eventsOf(line)[0]).toMatchObject({ ipAddress: REAL, attempts: 10_000 });
  });
});
