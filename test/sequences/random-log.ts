import { AuthLog } from '../detection/auth-log.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 10);
/** Longer than every window of the shipped rules, so that much is forgotten on the way. */
const SPAN = 60 * HOUR;

/** Few of each, so that what happens meets. */
const ADDRESSES = ['203.0.113.7', '203.0.113.8', '198.51.100.4', '192.0.2.9', '2001:db8::7', '2001:db8:0:1::8'];
const USERS = ['root', 'root', 'alice', 'bob', 'admin'];

type Below = (limit: number) => number;

/**
 * The lines of a server that is attacked in every way that the shipped rules know, in no particular order: attacks that
 * overlap, logins before, in and after them, noise; some lines come late, by seconds or by hours.
 */
export function randomLog(random: () => number): string[] {
  const below: Below = (limit) => Math.floor(random() * limit);
  const log = new AuthLog();
  for (let scenes = 5 + below(12); scenes > 0; scenes--) {
    SCENES[below(SCENES.length)]!(log, START + below(SPAN / SECOND) * SECOND, below);
  }
  const lines = delayed(log.lines, below);
  return [...lines, lineAfter(lines)];
}

/**
 * A line of another program, an hour after all others: while a log may go on, a last line of PAM waits for the result of
 * its round; where it ends, as it does for a replay, it counts.
 */
function lineAfter(lines: readonly string[]): string {
  const last = Math.max(...lines.map((line) => Date.parse(line.slice(0, line.indexOf(' ')))));
  return `${new Date(last + HOUR).toISOString()} web-1 CRON[1]: (root) CMD (true)`;
}

/** What somebody may do who is logged in, or was, or never. */
function afterLogin(log: AuthLog, at: number, user: string, below: Below): void {
  const tty = `pts/${below(3)}`;
  const root = `${user} : TTY=${tty} ; PWD=/home/${user} ; USER=root ; COMMAND=`;
  const deeds: readonly (() => void)[] = [
    () => log.write(at, 'sudo', `${root}/usr/bin/id`),
    () => log.write(at, 'sudo', `${user} : 3 incorrect password attempts ; ${root.slice(user.length + 3)}/bin/sh`),
    () => {
      log.write(at, 'sudo', `${root}/usr/sbin/useradd -o -u 0 backup2`);
      log.write(at + 200, 'useradd[77]', 'new user: name=backup2, UID=0, GID=0, home=/home/backup2, shell=/bin/bash');
    },
    () => log.write(at, `su[${below(9000)}]`, `(to root) ${user} on ${tty}`),
    () => log.write(at, 'crontab[99]', `(${user}) REPLACE (${user})`),
    () => {
      log.write(at, 'internal-sftp[4321]', `session opened for local user ${user} from [${pick(ADDRESSES, below)}]`);
      log.write(
        at + 500,
        'internal-sftp[4321]',
        `open "/home/${user}/.ssh/authorized_keys" flags WRITE,CREATE mode 0600`,
      );
    },
    () => log.write(at, 'systemd-logind[1]', 'System is rebooting.'),
  ];
  deeds[below(deeds.length)]!();
}

type Scene = (log: AuthLog, at: number, below: Below) => void;

const SCENES: readonly Scene[] = [
  // One address, one name; around the thresholds, and with connections of several attempts.
  (log, at, below) => {
    const client = { address: pick(ADDRESSES, below), user: pick(USERS, below) };
    const step = 1 + below(60);
    for (let index = 0; index < 4 + below(16); index++) {
      log.failedPasswords(at + index * step * SECOND, client, 1 + (below(4) === 0 ? below(3) : 0));
    }
    if (below(2) === 0) log.login(at + below(30 * HOUR), client);
  },
  // Many names.
  (log, at, below) => {
    const address = pick(ADDRESSES, below);
    for (let index = 0; index < 6 + below(8); index++) {
      log.failedPasswords(at + index * 20 * SECOND, { address, user: `name${index}`, known: below(3) === 0 });
    }
  },
  // Many addresses: of one network, or on one name.
  (log, at, below) => {
    const [sameNetwork, user] = [below(2) === 0, pick(USERS, below)];
    for (let index = 0; index < 8 + below(16); index++) {
      const address = sameNetwork ? `203.0.113.${1 + index}` : `2001:db8:${1 + index}::7`;
      log.failedPasswords(at + index * 2 * MINUTE, { address, user });
    }
    if (below(2) === 0) log.login(at + below(2 * HOUR), { address: pick(ADDRESSES, below), user });
  },
  // Slowly.
  (log, at, below) => {
    const client = { address: pick(ADDRESSES, below), user: pick(USERS, below) };
    for (let index = 0; index < 90 + below(30); index++) log.failedPasswords(at + index * 10 * MINUTE, client);
  },
  (log, at, below) => {
    const address = pick(ADDRESSES, below);
    for (let index = 0; index < 20 + below(30); index++) log.probe(at + index * (1 + below(20)) * SECOND, address);
  },
  (log, at, below) => {
    const client = { address: pick(ADDRESSES, below), user: pick(USERS, below) };
    log.login(at, client, { failures: below(4), method: below(2) === 0 ? 'publickey' : 'password' });
    for (let deeds = below(6); deeds > 0; deeds--) afterLogin(log, at + below(15 * MINUTE), client.user, below);
  },
  (log, at, below) => {
    for (let index = 0; index < 10; index++) {
      log.failedPasswords(at + below(SPAN / 4), { address: pick(ADDRESSES, below), user: pick(USERS, below) });
    }
  },
];

/** Moves some lines behind later ones, and now and then a whole piece of the log, as a second log read late has it. */
function delayed(lines: readonly string[], below: Below): string[] {
  const placed = lines.map((line, place) => ({ line, place: below(20) === 0 ? place + below(30) : place }));
  if (below(3) === 0) {
    const [from, count] = [below(lines.length), below(40)];
    for (const each of placed.slice(from, from + count)) each.place += below(2) === 0 ? 60 : lines.length;
  }
  return placed.sort((a, b) => a.place - b.place).map(({ line }) => line);
}

function pick<Value>(values: readonly Value[], below: Below): Value {
  return values[below(values.length)]!;
}
