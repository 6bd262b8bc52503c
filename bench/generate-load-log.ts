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
  const sessions: string[][] = Array.from({ length: 12 }, () => []);
  let time = start ?? Date.UTC(2026, 5, 1);
  let pid = 1_000;
  for (let written = 0; written < lines; written++) {
    if (below(10) < 7) time += below(400);
    pid = 1_000 + ((pid - 999) % 4_000_000);
    const session = below(sessions.length);
    if (below(100) >= 52) {
      yield `${classicStamp(time)} web1 ${otherProgram(below(48), pid, addressOf(below(addresses)))}\n`;
      continue;
    }
    if (sessions[session]!.length === 0) {
      const client = { address: addressOf(below(addresses)), port: 1_024 + below(64_000), pid };
      sessions[session] = sessionLines(below(100), NAMES[below(NAMES.length)]!, client);
    }
    yield `${classicStamp(time)} web1 ${sessions[session]!.shift()}\n`;
  }
}

interface Client {
  readonly address: string;
  readonly port: number;
  readonly pid: number;
}

/** What sshd writes about one connection, in order. */
function sessionLines(kind: number, name: string, { address, port, pid }: Client): string[] {
  const source = `${address} port ${port}`;
  const of = (program: string, ...messages: string[]): string[] =>
    messages.map((text) => `${program}[${pid}]: ${text}`);
  const pam = `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${address}`;
  if (kind < 40) {
    return of(
      'sshd',
      `${pam}  user=${name}`,
      `Failed password for ${name} from ${source} ssh2`,
      `Received disconnect from ${source}:11: Bye Bye [preauth]`,
      `Disconnected from authenticating user ${name} ${source} [preauth]`,
    );
  }
  if (kind < 60) {
    return of(
      'sshd-session',
      `Invalid user ${name}1 from ${source}`,
      'pam_unix(sshd:auth): check pass; user unknown',
      pam,
      `Failed password for invalid user ${name}1 from ${source} ssh2`,
      `Connection closed by invalid user ${name}1 ${source} [preauth]`,
    );
  }
  if (kind < 75) {
    const failure = `Failed password for ${name} from ${source} ssh2`;
    return of(
      'sshd',
      `${pam}  user=${name}`,
      failure,
      failure,
      failure,
      `Connection closed by authenticating user ${name} ${source} [preauth]`,
    );
  }
  if (kind < 85)
    return of(
      'sshd-session',
      `Invalid user ${name}1 from ${source}`,
      `Connection closed by invalid user ${name}1 ${source} [preauth]`,
    );
  return of(
    'sshd-session',
    `Accepted publickey for alice from 203.0.113.20 port ${port} ssh2: ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E`,
    'pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)',
    `Received disconnect from 203.0.113.20 port ${port}:11: disconnected by user`,
    `Disconnected from user alice 203.0.113.20 port ${port}`,
    'pam_unix(sshd:session): session closed for user alice',
  );
}

function otherProgram(kind: number, pid: number, address: string): string {
  if (kind < 16) return `CRON[${pid}]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)`;
  if (kind < 28) return `CRON[${pid}]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)`;
  if (kind < 36)
    return 'sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/systemctl status nginx';
  if (kind < 43) return `systemd[1]: Started Session ${pid} of User alice.`;
  return `kernel: [${pid}.101] [UFW BLOCK] IN=eth0 OUT= SRC=${address} DST=203.0.113.5 LEN=40 PROTO=TCP SPT=4 DPT=23`;
}

/** Beyond the addresses that are kept for benchmarks, private ones. */
function addressOf(index: number): string {
  if (index >= 131_072) return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
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
