import { closeSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seededRandom } from './seeded-random.js';

export interface LoadOptions {
  readonly lines: number;
  readonly seed?: number;
  /** How many attacking addresses there are. */
  readonly addresses?: number;
  /** UTC ms of the first line. */
  readonly start?: number;
}

const FLUSH_BYTES = 1 << 20;
const NAMES = ['root', 'admin', 'test', 'oracle', 'ubuntu', 'git', 'postgres', 'user', 'deploy', 'pi'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Writes a log of a busy, attacked server: a fifth of the lines are failures, the rest what sshd 8 and 9, CRON, sudo,
 * systemd and the kernel write. The same options write the same bytes. Addresses are of 198.18.0.0/15, which is kept
 * for benchmarks (RFC 2544). Returns the number of bytes.
 */
export function generateLoadLog(file: string, options: LoadOptions): number {
  const output = openSync(file, 'w');
  const lines = loadLines(options);
  let text = '';
  let bytes = 0;
  for (const line of lines) {
    text += line;
    if (text.length < FLUSH_BYTES) continue;
    bytes += writeSync(output, text);
    text = '';
  }
  bytes += writeSync(output, text);
  closeSync(output);
  return bytes;
}

/** The lines, each with its newline. */
export function* loadLines({ lines, seed = 1, addresses = 5_000, start }: LoadOptions): Generator<string> {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  let time = start ?? Date.UTC(2026, 5, 1);
  let pid = 1_000;
  for (let written = 0; written < lines; written++) {
    if (below(10) < 7) time += below(400);
    pid = 1_000 + ((pid - 999 + below(3)) % 4_000_000);
    const stamp = classicStamp(time);
    const kind = below(100);
    const address = addressOf(below(addresses));
    const port = 1_024 + below(64_000);
    const name = NAMES[below(NAMES.length)];
    yield `${stamp} web1 ${kind < 20 ? failure(kind, name, address, port, pid) : ordinary(kind, name, address, port, pid)}\n`;
  }
}

function failure(kind: number, name: string, address: string, port: number, pid: number): string {
  const program = kind % 2 === 0 ? `sshd-session[${pid}]` : `sshd[${pid}]`;
  if (kind < 12) return `${program}: Failed password for ${name} from ${address} port ${port} ssh2`;
  if (kind < 17) return `${program}: Failed password for invalid user ${name}1 from ${address} port ${port} ssh2`;
  return `${program}: Invalid user ${name}1 from ${address} port ${port}`;
}

function ordinary(kind: number, name: string, address: string, port: number, pid: number): string {
  if (kind < 26) return `sshd[${pid}]: Received disconnect from ${address} port ${port}:11: Bye Bye [preauth]`;
  if (kind < 32) return `sshd[${pid}]: Disconnected from authenticating user ${name} ${address} port ${port} [preauth]`;
  if (kind < 38) {
    return `sshd[${pid}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${address}  user=${name}`;
  }
  if (kind < 42)
    return `sshd-session[${pid}]: Connection closed by invalid user ${name}1 ${address} port ${port} [preauth]`;
  if (kind < 44) return `sshd[${pid}]: pam_unix(sshd:auth): check pass; user unknown`;
  if (kind < 46) {
    return `sshd-session[${pid}]: Accepted publickey for alice from 203.0.113.20 port ${port} ssh2: ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E`;
  }
  if (kind < 49) return `sshd[${pid}]: pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)`;
  if (kind < 65) return `CRON[${pid}]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)`;
  if (kind < 78) return `CRON[${pid}]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)`;
  if (kind < 86)
    return `sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/systemctl status nginx`;
  if (kind < 94) return `systemd[1]: Started Session ${pid} of User alice.`;
  return `kernel: [${pid}.${port}] [UFW BLOCK] IN=eth0 OUT= SRC=${address} DST=203.0.113.5 LEN=40 PROTO=TCP SPT=${port} DPT=23`;
}

function addressOf(index: number): string {
  return `198.${18 + ((index >> 16) & 1)}.${(index >> 8) & 255}.${index & 255}`;
}

function classicStamp(time: number): string {
  const date = new Date(time);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${MONTHS[date.getUTCMonth()]} ${day} ${date.toISOString().slice(11, 19)}`;
}

/** `node dist-bench/bench/generate-load-log.js FILE [LINES [ADDRESSES [SEED]]]` */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file = 'load.log', lines = '1000000', addresses = '5000', seed = '1'] = process.argv.slice(2);
  console.log(
    generateLoadLog(file, { lines: Number(lines), addresses: Number(addresses), seed: Number(seed) }),
    'bytes',
  );
}
