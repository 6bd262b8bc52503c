import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { FORGED, type Below } from './hostile-lines.js';

/** The client's address: cut by a character, it is another one. */
export const CLIENT = '198.51.100.97';

const PORT = 40_022;
const KEY = 'RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';

/** A message with text of the client's choice in it, as a format string of the program writes it. */
interface Format {
  /** What stands in front of the client's text, and behind it. */
  readonly before: string;
  readonly after: string;
  /** How many bytes of the client's text are written. */
  readonly bytes: number;
  /** What the client would have the line end with, if it were cut there. */
  readonly tails: readonly string[];
  /** True where control characters and bytes beyond ASCII are escaped. */
  readonly escapes: boolean;
  readonly program?: string;
}

const SOURCE = ` from ${CLIENT} port ${PORT}`;
const FORGED_SOURCES = [` from ${FORGED} port 22`, ` from ${FORGED} port 22 ssh2`, ` from ${FORGED}`];
const FORGED_ENDS = [` ${FORGED} port 22`, ` ${FORGED} port 22 [preauth]`, ` ${FORGED}`];

const sshd = (before: string, after: string, tails: readonly string[], bytes = 100): Format => ({
  before,
  after,
  tails,
  bytes,
  escapes: true,
});

/** What an ended connection is called: `%.200s` holds `invalid user ` and the name. */
const ended = (start: string, after = ''): Format =>
  sshd(`${start} invalid user `, ` ${CLIENT} port ${PORT}${after}`, FORGED_ENDS, 187);

const TOO_MANY = ': Too many authentication failures';

/** Formats of OpenSSH 5.3 to 10, of dropbear, libwrap and the DNS that have the address behind the client's text. */
const FORMATS: readonly Format[] = [
  sshd('Invalid user ', SOURCE, FORGED_SOURCES),
  sshd('Invalid user ', ` from ${CLIENT}`, FORGED_SOURCES),
  sshd('Failed password for invalid user ', `${SOURCE} ssh2`, FORGED_SOURCES),
  sshd('Failed none for invalid user ', `${SOURCE} ssh2`, FORGED_SOURCES),
  sshd('Failed keyboard-interactive/pam for invalid user ', `${SOURCE} ssh2`, FORGED_SOURCES),
  sshd('Failed publickey for invalid user ', `${SOURCE} ssh2: ${KEY}`, [
    ...FORGED_SOURCES,
    ` from ${FORGED} port 22 ssh2: ${KEY}`,
  ]),
  sshd('error: maximum authentication attempts exceeded for invalid user ', `${SOURCE} ssh2 [preauth]`, [
    ...FORGED_SOURCES,
    ` from ${FORGED} port 22 ssh2 [preauth]`,
  ]),
  ended('Connection closed by', ' [preauth]'),
  ended('Connection reset by', ' [preauth]'),
  ended('Disconnected from', ' [preauth]'),
  {
    ...ended('Disconnecting', `${TOO_MANY} [preauth]`),
    tails: [` ${FORGED} port 22${TOO_MANY}`, ` ${FORGED} port 22: x`],
  },
  { ...ended('Connection from', ' timed out [preauth]'), tails: [` ${FORGED} port 22 timed out`] },
  { ...ended('ssh_dispatch_run_fatal: Connection from', ': Broken pipe [preauth]'), tails: [` ${FORGED} port 22: x`] },
  sshd('error: PAM: Authentication failure for illegal user ', ` from ${CLIENT}`, FORGED_SOURCES),
  sshd("Bad protocol version identification '", `'${SOURCE}`, [`' from ${FORGED} port 22`, `' from ${FORGED}`], 200),
  sshd(
    'reverse mapping checking getaddrinfo for ',
    ` [${CLIENT}] failed - POSSIBLE BREAK-IN ATTEMPT!`,
    [` [${FORGED}] failed - POSSIBLE`],
    700,
  ),
  sshd('refused connect from ', `@host (${CLIENT})`, [` (${FORGED})`], 128),
  {
    ...sshd("login attempt for nonexistent user '", `' from ${CLIENT}:${PORT}`, [`' from ${FORGED}:22`]),
    escapes: false,
    program: 'dropbear',
  },
  {
    ...sshd("exit before auth (user '", `', 1 fails): x from ${CLIENT}:${PORT}`, [`', 1 fails): x from ${FORGED}:22`]),
    escapes: false,
    program: 'dropbear',
  },
];

/** What carries a message, how much of it, and how the line is written where it arrives. */
interface Way {
  readonly sent: (tag: string) => string;
  readonly limits: readonly number[];
  readonly written: (tag: string) => string;
}

const CLASSIC = 'Jun  8 10:20:30';
const ISO = '2026-06-08T10:20:30.123456+02:00';
const HOSTS = ['h', 'web-1', 'ip-10-1-2-3.eu-central-1.compute.internal'];

const waysOf = (host: string): readonly Way[] => [
  // glibc hands the daemon on the same machine a datagram without a host.
  {
    sent: (tag) => `<38>${CLASSIC} ${tag}`,
    limits: [256, 1_024, 2_048, 8_192],
    written: (tag) => `${CLASSIC} ${host} ${tag}`,
  },
  {
    sent: (tag) => `<38>${CLASSIC} ${tag}`,
    limits: [256],
    written: (tag) => `${CLASSIC} ${host} auth.info ${tag}`,
  },
  {
    sent: (tag) => `<38>${CLASSIC} ${host} ${tag}`,
    limits: [480, 512, 1_024, 2_048, 4_096, 8_192],
    written: (tag) => `${ISO} ${host} ${tag}`,
  },
  { sent: (tag) => `${ISO} ${host} ${tag}`, limits: [256, 480, 1_024], written: (tag) => `${ISO} ${host} ${tag}` },
  { sent: () => '', limits: [256, 480, 500, 1_024, 2_048], written: (tag) => `${CLASSIC} ${host} ${tag}` },
  { sent: (tag) => tag, limits: [256, 480, 1_024], written: (tag) => `${CLASSIC} ${host} ${tag}` },
];

/** sshd hands so many bytes of a message to syslog. */
const SSHD_LIMIT = 500;

export interface CutResult {
  readonly lines: number;
  /** Lines that were cut in the client's text, right behind what it forged. */
  readonly cut: number;
  /** Events with the client's address. */
  readonly addresses: number;
}

/**
 * Clients that know where their lines are cut, and end their text there as sshd would end the line: the address of an
 * event must be the client's, or none. Throws at the first line that shows otherwise.
 */
export function fuzzCutLines(lines: number, below: Below): CutResult {
  let cut = 0;
  let addresses = 0;
  for (let count = 0; count < lines; count++) {
    const { line, isCut } = cutLine(below);
    if (isCut) cut++;
    const parser = new LogParser({ timeZone: 'UTC' });
    const parsed = parser.parse(line);
    parser.settle();
    const events = [...(parsed.kind === 'event' ? [parsed] : []), ...parser.takeSettled().map(({ event }) => event)];
    for (const { ipAddress } of events) {
      if (ipAddress === CLIENT) addresses++;
      else if (ipAddress !== null) throw new Error(`${ipAddress} from ${JSON.stringify(line)}`);
    }
  }
  return { lines, cut, addresses };
}

function cutLine(below: Below): { readonly line: string; readonly isCut: boolean } {
  const format = pick(FORMATS, below);
  const way = pick(waysOf(pick(HOSTS, below)), below);
  const tag = `${format.program ?? pick(['sshd', 'sshd-session'], below)}[${1 + below(99_999)}]: `;
  const limit = pick(way.limits, below) - way.sent(tag).length;
  const visible = below(3) === 0 ? null : Math.min(limit, SSHD_LIMIT) - format.before.length;
  const text = visible === null ? clientText(format, below) : aimedText(format, visible, below);
  const message = `${format.before}${text}${format.after}`.slice(0, SSHD_LIMIT).slice(0, Math.max(0, limit));
  return { line: way.written(tag) + message, isCut: message.length < format.before.length + text.length };
}

/** Text whose visible part ends, where the line is cut, as the line would: as far as the lengths allow it. */
function aimedText(format: Format, visible: number, below: Below): string {
  const tail = pick(format.tails, below);
  const room = visible - tail.length;
  // Bytes that are escaped make a name longer than what was sent.
  const most = format.escapes ? Math.floor(Math.max(0, room) / 4) : 0;
  const least = format.escapes ? Math.max(0, Math.ceil((room - (format.bytes - tail.length)) / 3)) : 0;
  const escaped = least > most ? most : least + below(most - least + 1);
  const filler = Math.max(0, room - 4 * escaped);
  return bounded(format, '\\361'.repeat(escaped) + 'x'.repeat(filler) + tail + 'y'.repeat(below(100)));
}

function clientText(format: Format, below: Below): string {
  let text = '';
  for (let pieces = below(8); pieces > 0; pieces--) {
    text += pick([...format.tails, 'x', 'oracle', ' ', '\\361', '\\\\', 'x'.repeat(below(150))], below);
  }
  return bounded(format, text);
}

/** As much of an escaped text as the format takes of the bytes that were sent. */
function bounded({ bytes, escapes }: Format, text: string): string {
  const sent = escapes ? (text.match(/\\\d{3}|\\.|[^]/g) ?? []) : [...text];
  return sent.slice(0, bytes).join('');
}

function pick<Value>(values: readonly Value[], below: Below): Value {
  return values[below(values.length)]!;
}
