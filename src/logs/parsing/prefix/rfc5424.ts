import { programAt } from '../../programs/registry.js';
import { Stamp } from '../time/local-clock.js';
import type { LinePrefix } from './line-prefix.js';
import { BLANK, CLOSE_BRACKET, COLON, OPEN_BRACKET, endOfDigits } from './scan.js';
import { readClassicStamp, readIsoStamp } from './stamps.js';

const unusedStamp = new Stamp();

/** What some systems write between the tag and the message of sshd is no part of the message. */
export function skipMessageDecorations(prefix: LinePrefix): void {
  const code = prefix.text.charCodeAt(prefix.messageStart);
  if (code === OPEN_BRACKET) {
    skipSolarisId(prefix);
    if (prefix.program?.program.stampsMessages === true) skipDropbearStamp(prefix);
  } else if (code === 107 && prefix.text.startsWith('kernel:[', prefix.messageStart)) {
    skipKernelUptime(prefix);
  } else if (code === 0xfeff) {
    prefix.messageStart++;
  }
}

/** Solaris: `[ID 800047 auth.info] message`. */
function skipSolarisId(prefix: LinePrefix): void {
  const { text, messageStart } = prefix;
  if (!text.startsWith('[ID ', messageStart)) return;
  const digitsEnd = endOfDigits(text, messageStart + 4);
  const close = text.indexOf(']', digitsEnd);
  if (digitsEnd === messageStart + 4 || close < 0 || close - digitsEnd > 40) return;
  prefix.messageStart = close + (text.charCodeAt(close + 1) === BLANK ? 2 : 1);
}

/** dropbear without syslog: `[4242] Jun 08 10:20:30 message`. The outer time counts. */
function skipDropbearStamp(prefix: LinePrefix): void {
  const { text, messageStart } = prefix;
  const digitsEnd = endOfDigits(text, messageStart + 1);
  if (text.charCodeAt(digitsEnd) !== CLOSE_BRACKET || text.charCodeAt(digitsEnd + 1) !== BLANK) return;
  const end = readClassicStamp(text, digitsEnd + 2, unusedStamp);
  if (end > 0 && text.charCodeAt(end) === BLANK) prefix.messageStart = end + 1;
}

/** Embedded systems: `kernel:[  970.699396] message` or `kernel:[  970.699396]: message`. */
function skipKernelUptime(prefix: LinePrefix): void {
  const { text, messageStart } = prefix;
  const close = text.indexOf(']', messageStart);
  if (close < 0 || close - messageStart > 40) return;
  let next = close + 1;
  if (text.charCodeAt(next) === COLON) next++;
  prefix.messageStart = text.charCodeAt(next) === BLANK ? next + 1 : next;
}

const BACKSLASH = 92;
const QUOTE = 34;

/** Reads `TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA [MSG]` at `at`, after `<PRI>1 `. */
export function readRfc5424(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  const hostAt = endOfStamp(prefix, at) + 1;
  const hostEnd = text.indexOf(' ', hostAt);
  const programEnd = text.indexOf(' ', hostEnd + 1);
  const pidEnd = text.indexOf(' ', programEnd + 1);
  const messageIdEnd = text.indexOf(' ', pidEnd + 1);
  if (hostAt <= 0 || hostEnd < 0 || programEnd < 0 || pidEnd < 0 || messageIdEnd < 0) return false;
  prefix.stampStyle = 'rfc5424';
  prefix.headerStyle = 'fields';
  prefix.hostStart = hostAt;
  prefix.hostEnd = isNil(text, hostAt, hostEnd) ? hostAt : hostEnd;
  prefix.programStart = hostEnd + 1;
  prefix.programEnd = programEnd;
  prefix.program = programAt(text, hostEnd + 1, programEnd);
  if (prefix.program !== null) readBehindProgram(prefix);
  return true;
}

/** Process and message, which matter only of programs that are read. */
export function readBehindProgram(prefix: LinePrefix): void {
  const { text, programEnd } = prefix;
  const pidEnd = text.indexOf(' ', programEnd + 1);
  const messageIdEnd = text.indexOf(' ', pidEnd + 1);
  if (endOfDigits(text, programEnd + 1) === pidEnd && pidEnd > programEnd + 1) {
    prefix.pid = Number(text.slice(programEnd + 1, pidEnd));
  }
  const dataEnd = endOfStructuredData(text, messageIdEnd + 1);
  prefix.messageStart = text.charCodeAt(dataEnd) === BLANK ? dataEnd + 1 : dataEnd;
  // rsyslog keeps the blank behind the tag of RFC 3164 in its message, and writes it here, too.
  if (text.charCodeAt(prefix.messageStart) === BLANK) prefix.messageStart++;
  skipMessageDecorations(prefix);
}

function endOfStamp(prefix: LinePrefix, at: number): number {
  if (prefix.text.startsWith('- ', at)) return at + 1;
  const end = readIsoStamp(prefix.text, at, prefix.stamp);
  return prefix.text.charCodeAt(end) === BLANK ? end : -1;
}

function isNil(text: string, start: number, end: number): boolean {
  return end - start === 1 && text[start] === '-';
}

/** The end of `-` or `[id name="value"]…` at `at`; brackets and escaped quotes may stand inside a quoted value. */
export function endOfStructuredData(text: string, at: number): number {
  if (text.charCodeAt(at) !== OPEN_BRACKET) return at + 1;
  let quoted = false;
  for (let next = at; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (quoted && code === BACKSLASH) next++;
    else if (code === QUOTE) quoted = !quoted;
    else if (!quoted && code === CLOSE_BRACKET && text.charCodeAt(next + 1) !== OPEN_BRACKET) return next + 1;
  }
  return text.length;
}
