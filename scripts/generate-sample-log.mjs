// Writes the sample log: one day of a small web server, made up, the same at every run. A brute force, a password
// spraying and an ordinary day of logins. Addresses are from the documentation ranges (RFC 5737, RFC 3849).
// Usage: node scripts/generate-sample-log.mjs FILE
import { writeFileSync } from 'node:fs';

const DAY = Date.UTC(2026, 10, 20);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A small generator of evenly spread numbers in [0, 1): mulberry32. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(20261120);
const between = (low, high) => Math.floor(low + next() * (high - low));
const pick = (list) => list[between(0, list.length)];

const lines = [];
let pid = 1800;

function write(time, tag, message) {
  const stamp = new Date(DAY + time).toISOString().replace('Z', `${between(100, 1000)}+00:00`);
  lines.push([DAY + time, `${stamp} web-1 ${tag}: ${message}`]);
}

function sshd(time, id, message) {
  write(time, `sshd[${id}]`, message);
}

function failedPassword(time, address, user, valid) {
  const id = ++pid;
  const port = between(32768, 61000);
  if (!valid) {
    sshd(time, id, `Invalid user ${user} from ${address} port ${port}`);
    sshd(time + 40, id, 'pam_unix(sshd:auth): check pass; user unknown');
  }
  const pamUser = valid ? `  user=${user}` : '';
  sshd(
    time + 60,
    id,
    `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${address}${pamUser}`,
  );
  sshd(time + 1900, id, `Failed password for ${valid ? '' : 'invalid user '}${user} from ${address} port ${port} ssh2`);
  sshd(time + 2300, id, `Received disconnect from ${address} port ${port}:11: Bye Bye [preauth]`);
  sshd(
    time + 2310,
    id,
    `Disconnected from ${valid ? 'authenticating' : 'invalid'} user ${user} ${address} port ${port} [preauth]`,
  );
}

function login(time, address, user, method) {
  const id = ++pid;
  const port = between(32768, 61000);
  const key = method === 'publickey' ? ': ED25519 SHA256:5Qm3l0sT8b2yq0dQp8kQ6b1mVn1dJc9uYw4rXz7aHfE' : '';
  sshd(time, id, `Accepted ${method} for ${user} from ${address} port ${port} ssh2${key}`);
  sshd(time + 30, id, `pam_unix(sshd:session): session opened for user ${user}(uid=${between(1000, 1010)}) by (uid=0)`);
  const end = time + between(2, 90) * MINUTE;
  sshd(end, id, `Received disconnect from ${address} port ${port}:11: disconnected by user`);
  sshd(end + 10, id, `Disconnected from user ${user} ${address} port ${port}`);
  sshd(end + 20, id, `pam_unix(sshd:session): session closed for user ${user}`);
}

/** People at work, one of whom mistypes a password now and then. */
function ordinaryDay() {
  for (const [user, address] of [
    ['alice', '192.0.2.10'],
    ['bob', '192.0.2.11'],
    ['carol', '2001:db8:17::42'],
  ]) {
    for (let visit = 0; visit < 4; visit++) login(8 * HOUR + between(0, 9 * 60) * MINUTE, address, user, 'publickey');
  }
  failedPassword(8 * HOUR + 12 * MINUTE, '192.0.2.12', 'dave', true);
  login(8 * HOUR + 13 * MINUTE, '192.0.2.12', 'dave', 'password');
  for (let hour = 0; hour < 24; hour++) {
    login(hour * HOUR + 30 * MINUTE, '192.0.2.80', 'deploy', 'publickey');
    const id = ++pid;
    write(
      hour * HOUR + 17 * MINUTE,
      `CRON[${id}]`,
      'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)',
    );
    write(hour * HOUR + 17 * MINUTE + 80, `CRON[${id}]`, 'pam_unix(cron:session): session closed for user root');
  }
}

/** One address, one account, a password every two seconds. */
function bruteForce() {
  for (let attempt = 0; attempt < 26; attempt++) {
    failedPassword(9 * HOUR + 41 * MINUTE + attempt * 2600, '203.0.113.7', 'root', true);
  }
}

/** One address, many accounts. */
function passwordSpraying() {
  const users = [
    'admin',
    'oracle',
    'postgres',
    'ubuntu',
    'git',
    'test',
    'ftpuser',
    'jenkins',
    'pi',
    'guest',
    'www',
    'mysql',
  ];
  users.forEach((user, index) =>
    failedPassword(14 * HOUR + 5 * MINUTE + index * 11 * SECOND, '198.51.100.23', user, false),
  );
}

/** The noise of the internet, below every threshold. */
function backgroundNoise() {
  for (let visit = 0; visit < 20; visit++) {
    failedPassword(
      between(0, 24 * 60) * MINUTE,
      `198.51.100.${100 + visit}`,
      pick(['admin', 'support', 'user']),
      false,
    );
  }
}

ordinaryDay();
bruteForce();
passwordSpraying();
backgroundNoise();
lines.sort(([a], [b]) => a - b);
const file = process.argv[2];
if (file === undefined) {
  console.error('Usage: node scripts/generate-sample-log.mjs FILE');
  process.exit(2);
}
writeFileSync(file, `${lines.map(([, line]) => line).join('\n')}\n`);
