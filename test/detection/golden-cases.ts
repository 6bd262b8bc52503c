import { AuthLog } from './auth-log.js';
import { afterLoginCases } from './golden-after-login.js';

const START = Date.UTC(2026, 10, 20, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const ATTACKER = '203.0.113.7';

/** Writes `count` things of an attack, the first at `from`, the last at `from + span`. */
type Write = (log: AuthLog, at: number, index: number) => void;

/** An attack that reaches a rule's number with its last event, exactly at the end of the window. */
interface Attack {
  readonly count: number;
  readonly span: number;
  readonly write: Write;
}

const guess: Write = (log, at) => log.failedPasswords(at, { address: ATTACKER, user: 'alice' });

/** By rule: the least attack that it finds. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  ssh_brute_force: { count: 10, span: 5 * MINUTE, write: guess },
  ssh_slow_brute_force: { count: 100, span: 24 * HOUR, write: guess },
  ssh_password_spraying: {
    count: 10,
    span: 10 * MINUTE,
    write: (log, at, index) => log.failedPasswords(at, { address: ATTACKER, user: `person${index}` }),
  },
  ssh_distributed_brute_force: {
    count: 10,
    span: HOUR,
    write: (log, at, index) => log.failedPasswords(at, { address: `2001:db8:${index + 1}::7`, user: 'alice' }),
  },
  ssh_subnet_brute_force: {
    count: 20,
    span: HOUR,
    write: (log, at, index) => log.failedPasswords(at, { address: `203.0.113.${index + 20}`, user: `person${index}` }),
  },
  ssh_root_brute_force: {
    count: 5,
    span: 10 * MINUTE,
    write: (log, at) => log.failedPasswords(at, { address: ATTACKER, user: 'root' }),
  },
  ssh_scanning: { count: 30, span: 10 * MINUTE, write: (log, at) => log.probe(at, ATTACKER) },
  ssh_tunnelling_refused: {
    count: 10,
    span: 10 * MINUTE,
    write: (log, at) =>
      log.say(
        at,
        4_242,
        `Received request from ${ATTACKER} port 50100 to connect to host db port 5432, but the request was denied.`,
      ),
  },
  ssh_user_enumeration: {
    count: 8,
    span: 10 * MINUTE,
    write: (log, at, index) =>
      log.failedPasswords(at, { address: '2001:db8::7', user: `service${index}`, known: false }),
  },
};

/** A log that shows where a rule begins to find something, and its name. */
export interface GoldenCase {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The logs of every rule: what it just finds, one event fewer, and the last event one second later. */
export function goldenCases(): GoldenCase[] {
  return [
    ...Object.entries(ATTACKS).flatMap(casesOf),
    ...loginCases(),
    ...rootLoginCases(),
    ...newAddressCases(),
    penaltyCase(),
    ...pamCases(),
    ...filterCases(),
    ...afterLoginCases(),
  ];
}

/** sshd drops the connections of an address that failed to log in: that is not scanning. */
function penaltyCase(): GoldenCase {
  const lines = written((log) => {
    for (let index = 0; index < 3; index++)
      log.failedPasswords(START + index * SECOND, { address: ATTACKER, user: 'alice' });
    for (let index = 0; index < 60; index++) log.penalty(START + (5 + 3 * index) * SECOND, ATTACKER);
  });
  return { name: 'ssh_scanning-stays-quiet-for-penalties', lines };
}

function casesOf([rule, { count, span, write }]: [string, Attack]): GoldenCase[] {
  const log = (events: number, length: number): string[] =>
    written((each) => {
      for (let index = 0; index < events; index++) {
        write(each, START + Math.floor((length * index) / (events - 1) / SECOND) * SECOND, index);
      }
    });
  return [
    { name: `${rule}-fires`, lines: log(count, span) },
    { name: `${rule}-stays-quiet-with-one-fewer`, lines: log(count - 1, span) },
    { name: `${rule}-stays-quiet-a-second-later`, lines: log(count, span + SECOND) },
  ];
}

/** Seven wrong passwords in fifteen minutes, and the right one an hour after the last of them. */
function loginCases(): GoldenCase[] {
  const client = { address: ATTACKER, user: 'alice' };
  const log = (failures: number, wait: number, user = client.user): string[] =>
    written((each) => {
      for (let index = 0; index < failures; index++) each.failedPasswords(START + index * 150 * SECOND, client);
      each.login(START + 15 * MINUTE + wait, { ...client, user });
    });
  const rule = 'ssh_login_after_failures';
  return [
    { name: `${rule}-fires`, lines: log(7, HOUR) },
    { name: `${rule}-stays-quiet-with-one-fewer`, lines: log(6, HOUR) },
    { name: `${rule}-stays-quiet-a-second-later`, lines: log(7, HOUR + SECOND) },
    { name: `${rule}-stays-quiet-for-another-user`, lines: log(7, HOUR, 'bob') },
  ];
}

function rootLoginCases(): GoldenCase[] {
  const rule = 'ssh_root_login_by_password';
  return [
    { name: `${rule}-fires`, lines: loginAs('root', 'password') },
    { name: `${rule}-fires-through-pam`, lines: loginAs('root', 'keyboard-interactive/pam') },
    { name: `${rule}-stays-quiet-for-a-key`, lines: loginAs('root', 'publickey') },
    { name: `${rule}-stays-quiet-for-another-user`, lines: loginAs('Root', 'password') },
  ];
}

/** A login, and another one after a while, perhaps from elsewhere. */
function twoLogins(wait: number, { user = 'admin', address = ATTACKER, method = 'password' } = {}): string[] {
  return written((log) => {
    log.login(START, { address: '198.51.100.20', user });
    log.login(START + wait, { address, user }, { method });
  });
}

/** An administrator whose logins are known for a week. */
function newAddressCases(): GoldenCase[] {
  const rule = 'ssh_admin_login_from_new_address';
  const week = 7 * 24 * HOUR;
  return [
    { name: `${rule}-fires`, lines: twoLogins(week) },
    { name: `${rule}-stays-quiet-a-second-earlier`, lines: twoLogins(week - SECOND) },
    { name: `${rule}-stays-quiet-for-a-known-address`, lines: twoLogins(week, { address: '198.51.100.20' }) },
    { name: `${rule}-stays-quiet-for-a-key`, lines: twoLogins(week, { method: 'publickey' }) },
    { name: `${rule}-stays-quiet-for-another-user`, lines: twoLogins(week, { user: 'alice' }) },
  ];
}

/** An account that PAM refuses, and a login of it; a login without the second factor. */
function pamCases(): GoldenCase[] {
  const client = { address: ATTACKER, user: 'alice' };
  const refused = (wait: number, user = client.user): string[] =>
    written((log) => {
      const pid = log.login(START + wait, { ...client, user });
      log.say(START, pid, `pam_access(sshd:account): access denied for user 'alice' from '${ATTACKER}'`);
    });
  const skipped = (result: string): string[] =>
    written((log) => {
      const pid = log.login(START + SECOND, client);
      log.say(START, pid, `${result} Duo login for 'alice' from ${ATTACKER}: timed out`);
    });
  return [
    { name: 'ssh_login_despite_refusal-fires', lines: refused(10 * SECOND) },
    { name: 'ssh_login_despite_refusal-stays-quiet-a-second-later', lines: refused(11 * SECOND) },
    { name: 'ssh_login_despite_refusal-stays-quiet-for-another-user', lines: refused(10 * SECOND, 'bob') },
    { name: 'ssh_second_factor_skipped-fires', lines: skipped('Failsafe') },
    { name: 'ssh_second_factor_skipped-stays-quiet-for-a-second-factor', lines: skipped('Successful') },
  ];
}

/** Wrong passwords at nginx, whose log has a format of its own. */
function filterCases(): GoldenCase[] {
  const rule = 'filter_repeated_failures';
  const log = (count: number, span: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      const at = START + Math.floor((span * index) / (count - 1) / SECOND) * SECOND;
      const time = new Date(at).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
      const request = 'server: example.net, request: "GET /private/ HTTP/1.1", host: "example.net"';
      return `${time} [error] 12#12: *${index + 1} user "bob": password mismatch, client: ${ATTACKER}, ${request}`;
    });
  return [
    { name: `${rule}-fires`, lines: log(10, 10 * MINUTE) },
    { name: `${rule}-stays-quiet-with-one-fewer`, lines: log(9, 10 * MINUTE) },
    { name: `${rule}-stays-quiet-a-second-later`, lines: log(10, 10 * MINUTE + SECOND) },
  ];
}

function loginAs(user: string, method: string): string[] {
  return written((log) => log.login(START, { address: ATTACKER, user }, { method }));
}

function written(write: (log: AuthLog) => void): string[] {
  const log = new AuthLog();
  write(log);
  return log.lines;
}
