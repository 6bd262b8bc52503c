import { endOfDigits } from './prefix/scan.js';

/**
 * Lengths at which a message may be cut on its way, bytes: sshd's own 500 and 1 024, busybox's read buffer of 256, the
 * 480 and 2 048 of RFC 5424, the 1 024 of RFC 3164, and the buffers of 512, 4 096 and 8 192 of other daemons.
 */
const LIMITS = [256, 480, 500, 512, 1_024, 2_048, 4_096, 8_192];
const LARGEST = 8_192;

/** A cut at the boundary of a character, or in front of a mark that says so, leaves a little less. */
const SLACK = 8;

/** No limit leaves a shorter message than this, however long the header in front of it. */
export const SHORTEST_CUT = 96;

/** How many bytes of a name sshd writes (`%.100s`). */
export const NAME_BYTES = 100;
/** How many in front of the address of a connection: `%.200s` with `invalid user ` in it. */
export const PREAMBLE_NAME_BYTES = 187;

/**
 * Whether the end of a message may be that of a cut, which the client then could choose: what is cut has the length of
 * some limit, counted with a header or without.
 *
 * @param message as it was read, all of it
 * @param headerBytes the most that stood in front of it when it was cut
 */
export function mayBeCut(message: string, headerBytes: number): boolean {
  if (message.length < SHORTEST_CUT) return false;
  const bytes = Buffer.byteLength(message);
  if (bytes > LARGEST - headerBytes) return true;
  return LIMITS.some((limit) => bytes <= limit && bytes >= limit - headerBytes - SLACK);
}

/**
 * The fewest bytes that a client can have sent to have them written as `text` from `start` to `end`: sshd writes control
 * characters and all bytes beyond ASCII as `\n` or `\361`, and a backslash as two.
 */
export function sentBytes(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; bytes++) at += text.charCodeAt(at) === BACKSLASH ? escapeLength(text, at) : 1;
  return bytes;
}

const BACKSLASH = 92;

function escapeLength(text: string, at: number): number {
  for (let digits = 1; digits <= 3; digits++) {
    const code = text.charCodeAt(at + digits);
    if (!(code >= 48 && code <= 55)) return 2;
  }
  return 4;
}

/** A daemon repeats for minutes, not for ever; a number beyond this is not believed. */
export const MAX_OCCURRENCES = 10_000;

const RSYSLOG_START = 'message repeated ';
const RSYSLOG_MIDDLE = ' times: [ ';
const SYSLOGD_START = 'last message repeated ';

interface Repetition {
  readonly times: number;
  /** The message; null where the line means the one before it. */
  readonly message: string | null;
}

/**
 * rsyslog's `message repeated 5 times: [ <message>]`, 5 more of that message, or syslogd's `last message repeated
 * 5 times`. Null for any other text.
 */
export function readRepetition(text: string): Repetition | null {
  const isRsyslog = text.startsWith(RSYSLOG_START);
  if (!isRsyslog && !text.startsWith(SYSLOGD_START)) return null;
  const at = isRsyslog ? RSYSLOG_START.length : SYSLOGD_START.length;
  const end = endOfDigits(text, at);
  const times = Math.min(Number(text.slice(at, Math.min(end, at + 9))), MAX_OCCURRENCES);
  if (end === at || times < 1) return null;
  if (!isRsyslog) return text.startsWith(' time', end) ? { times, message: null } : null;
  if (!text.startsWith(RSYSLOG_MIDDLE, end)) return null;
  const messageAt = end + RSYSLOG_MIDDLE.length;
  return { times, message: text.slice(messageAt, text.endsWith(']') ? text.length - 1 : text.length) };
}
