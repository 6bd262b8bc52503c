import type { HeaderStyle, LinePrefix } from './line-prefix.js';
import { BLANK, CLOSE_BRACKET, COLON, DOT, LESS_THAN, OPEN_BRACKET, endOfDigits, isDigit, numberAt } from './scan.js';
import { mayNameProgram, programAt, programBeforePid } from '../../programs/registry.js';
import type { NamedProgram } from '../../programs/registry.js';
import { endOfStructuredData, readBehindProgram, skipMessageDecorations } from './rfc5424.js';

const MAX_TAG_LENGTH = 64;
const MAX_HOST_LENGTH = 256;
const MAX_PID_DIGITS = 10;

/**
 * Reads host, program and pid at `at`, in any of the ways that syslog daemons write them. False where no program is
 * named there; `prefix.program` stays null for a program that is not ours.
 */
export function readHeader(prefix: LinePrefix, at: number): boolean {
  switch (prefix.text.charCodeAt(at)) {
    case OPEN_BRACKET:
      return readBracketTag(prefix, at);
    case LESS_THAN:
      return readBsdVerbose(prefix, at);
    case BLANK:
      return readTag(prefix, skipBlanks(prefix.text, at), 'empty_host_tag');
    default:
      return readFirstWord(prefix, at);
  }
}

export function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next - at < MAX_HOST_LENGTH && text.charCodeAt(next) === BLANK) next++;
  return next;
}

/** The first word is the host, or the tag where the daemon writes no host, or socklog's `auth.info:`. */
function readFirstWord(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  const limit = Math.min(prefix.messageEnd, at + MAX_HOST_LENGTH);
  let end = at;
  let code = text.charCodeAt(end);
  while (code !== BLANK && code !== OPEN_BRACKET) {
    if (end >= limit) return false;
    code = text.charCodeAt(++end);
  }
  const isTag = code === OPEN_BRACKET || text.charCodeAt(end - 1) === COLON;
  if (isTag) {
    if (isFacility(text, at, end - 1)) return readSocklog(prefix, end);
    return readNamesOfDevice(prefix, at, end) || readTag(prefix, at, 'tag');
  }
  if (text.startsWith(PADDED_NAME, at)) return readPaddedTag(prefix, at, end);
  prefix.hostStart = at;
  prefix.hostEnd = isSeverity(text, at, end) || isFacilityAlone(prefix, at, end) ? at : end;
  return readAfterHost(prefix, skipBlanks(text, end), 'host_tag') || forgetHost(prefix);
}

/** fail2ban's own log: `fail2ban.actions        [77]: `. */
const PADDED_NAME = 'fail2ban.';

function readPaddedTag(prefix: LinePrefix, at: number, end: number): boolean {
  const { text } = prefix;
  const next = skipBlanks(text, end);
  const program = text.charCodeAt(next) === OPEN_BRACKET ? programAt(text, at, end) : null;
  if (program === null || !readPid(prefix, at, next, 'tag', program)) return false;
  prefix.programEnd = end;
  return true;
}

function readAfterHost(prefix: LinePrefix, at: number, style: HeaderStyle): boolean {
  const { text } = prefix;
  if (text.startsWith(AIX_FACILITY, at)) return readTag(prefix, skipBlanks(text, text.indexOf(' ', at)), 'busybox');
  if (readTag(prefix, at, style)) return true;
  if (text.charCodeAt(at) === OPEN_BRACKET) return readFacilityInBrackets(prefix, at) || readBracketTag(prefix, at);
  if (text.startsWith('last message repeated ', at)) return noticeRepetition(prefix, at);
  const end = text.indexOf(' ', at);
  if (end < 0 || end - at > MAX_TAG_LENGTH) return false;
  if (isFacility(text, at, end)) return readTag(prefix, skipBlanks(text, end), 'busybox');
  return readColumns(prefix, at, end);
}

/** UniFi's `<name>,<hardware address>,<version>: prog[pid]: `. */
function readNamesOfDevice(prefix: LinePrefix, at: number, end: number): boolean {
  const { text } = prefix;
  const comma = text.indexOf(',', at);
  if (comma < 0 || comma >= end || text.charCodeAt(end) !== BLANK) return false;
  prefix.hostStart = at;
  prefix.hostEnd = comma;
  return readTag(prefix, skipBlanks(text, end), 'host_tag') || forgetHost(prefix);
}

/** ESXi's `In(38)`, `Er(35)` in place of a host. */
function isSeverity(text: string, at: number, end: number): boolean {
  return text.charCodeAt(end - 1) === CLOSE_PAREN && /^[A-Z][a-z]{1,2}\(\d{1,3}\)$/.test(text.slice(at, end));
}

const CLOSE_PAREN = 41;

/** OpenWrt's logread writes the facility, and no host. */
function isFacilityAlone({ stampStyle, text }: LinePrefix, at: number, end: number): boolean {
  return stampStyle === 'weekday' && isFacility(text, at, end);
}

function forgetHost(prefix: LinePrefix): false {
  prefix.hostEnd = prefix.hostStart;
  return false;
}

/** `prog[pid]: `, `prog: ` or `prog[pid] ` at `at`. */
export function readTag(prefix: LinePrefix, at: number, style: HeaderStyle): boolean {
  const { text } = prefix;
  if (isOtherProgram(text, at)) {
    prefix.headerStyle = style;
    prefix.programStart = at;
    return true;
  }
  const usual = programBeforePid(text, at);
  if (usual !== null) return readPid(prefix, at, at + usual.tag.length, style, usual);
  const limit = Math.min(prefix.messageEnd, at + MAX_TAG_LENGTH);
  let end = at;
  let code = text.charCodeAt(end);
  while (code !== OPEN_BRACKET && code !== COLON && code !== BLANK && end < limit) code = text.charCodeAt(++end);
  if (end === at || end >= limit || code === BLANK) return false;
  const program = programAt(text, at, end);
  if (code === COLON) return acceptTag(prefix, at, end, end + 1, style, program);
  return readPid(prefix, at, end, style, program);
}

/**
 * The quick answer for most lines of other programs: their word ends with a colon and begins like none that is understood. The
 * end of the program's name is not looked for.
 */
function isOtherProgram(text: string, at: number): boolean {
  if (text.charCodeAt(at) === OPEN_BRACKET || mayNameProgram(text, at)) return false;
  const blank = text.indexOf(' ', at);
  return blank > at + 1 && blank - at <= MAX_TAG_LENGTH && text.charCodeAt(blank - 1) === COLON;
}

/** `[pid]: ` or `[pid] ` at `end`. The pid of another program does not matter. */
function readPid(
  prefix: LinePrefix,
  at: number,
  end: number,
  style: HeaderStyle,
  program: NamedProgram | null,
): boolean {
  if (program === null) return acceptTag(prefix, at, end, end, style, null);
  const { text } = prefix;
  let next = end + 1;
  let pid = 0;
  let code = text.charCodeAt(next);
  for (; isDigit(code); code = text.charCodeAt(++next)) pid = pid * 10 + code - 48;
  if (code !== CLOSE_BRACKET) return false;
  if (next > end + 1 && next - end - 1 <= MAX_PID_DIGITS) prefix.pid = pid;
  return acceptTag(prefix, at, end, text.charCodeAt(next + 1) === COLON ? next + 2 : next + 1, style, program);
}

/** Reads a header again whose tag stands for a program: that of a container or an add-on. */
export function readTagAs(prefix: LinePrefix, program: NamedProgram): void {
  if (prefix.stampStyle === 'rfc5424' || prefix.headerStyle === 'fields') {
    prefix.program = program;
    if (prefix.stampStyle === 'rfc5424') readBehindProgram(prefix);
    return;
  }
  const { text, programStart, headerStyle, messageEnd } = prefix;
  let end = programStart;
  while (end < messageEnd && !TAG_ENDS.includes(text.charCodeAt(end))) end++;
  if (text.charCodeAt(end) === OPEN_BRACKET) readPid(prefix, programStart, end, headerStyle, program);
  else acceptTag(prefix, programStart, end, end + 1, headerStyle, program);
}

const TAG_ENDS: readonly number[] = [OPEN_BRACKET, COLON, BLANK, CLOSE_BRACKET];

/** AIX writes `auth|security:info` behind the host. */
const AIX_FACILITY = 'auth|security:';

/** `[auth.info] prog[pid]: ` behind the host. */
function readFacilityInBrackets(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  const close = text.indexOf('] ', at);
  if (close < 0 || close - at > MAX_TAG_LENGTH || !isFacility(text, at + 1, close)) return false;
  return readTag(prefix, skipBlanks(text, close + 1), 'busybox');
}

/** `[host] prog[pid]: ` at `at`, where the program is known. */
function readBracketHost(prefix: LinePrefix, at: number, close: number): boolean {
  const { text } = prefix;
  if (text.charCodeAt(close + 1) !== BLANK || close === at + 1) return false;
  const tagAt = skipBlanks(text, close + 1);
  if (!readTag(prefix, tagAt, 'host_tag') || prefix.program === null) return false;
  prefix.hostStart = at + 1;
  prefix.hostEnd = close;
  return true;
}

/** `[sshd] ` or `[sshd]: ` at `at`. */
function readBracketTag(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  const end = text.indexOf(']', at);
  if (end < 0 || end - at > MAX_TAG_LENGTH) return false;
  const messageAt = text.charCodeAt(end + 1) === COLON ? end + 2 : end + 1;
  const program = programAt(text, at + 1, end);
  if (program === null && readBracketHost(prefix, at, end)) return true;
  return acceptTag(prefix, at + 1, end, messageAt, 'bracket_tag', program);
}

function acceptTag(
  prefix: LinePrefix,
  start: number,
  end: number,
  messageAt: number,
  style: HeaderStyle,
  program: NamedProgram | null,
): boolean {
  prefix.headerStyle = style;
  prefix.programStart = start;
  prefix.programEnd = end;
  prefix.program = program;
  if (program === null) {
    prefix.messageStart = messageAt;
    return true;
  }
  // One blank belongs to the header, any other to the message.
  prefix.messageStart = prefix.text.charCodeAt(messageAt) === BLANK ? messageAt + 1 : messageAt;
  skipMessageDecorations(prefix);
  return true;
}

/** BSD's `syslogd -v`: `<4.3> host prog[pid]: `. */
function readBsdVerbose(prefix: LinePrefix, at: number): boolean {
  const close = prefix.text.indexOf('>', at);
  if (close < 0 || close - at > MAX_TAG_LENGTH || prefix.text.charCodeAt(close + 1) !== BLANK) return false;
  const found = readFirstWord(prefix, close + 2);
  if (found) prefix.headerStyle = 'bsd_verbose';
  return found;
}

/** socklog's `auth.info: [Mmm dd HH:MM:SS ][prog[pid]: ]`; the time in front of it counts. */
function readSocklog(prefix: LinePrefix, at: number): boolean {
  let next = skipBlanks(prefix.text, at);
  if (/^[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d /.test(prefix.text.slice(next, next + 16))) {
    next = prefix.text.indexOf(' ', prefix.text.indexOf(':', next)) + 1;
  }
  prefix.headerStart = prefix.messageStart = next;
  const found = readFirstWord(prefix, next);
  if (found) prefix.headerStyle = 'socklog';
  return found;
}

/** sysklogd's RFC 5424 without a priority: `host sshd 4242 - - message`, or structured data in place of the second dash. */
function readColumns(prefix: LinePrefix, at: number, end: number): boolean {
  const { text } = prefix;
  const program = programAt(text, at, end);
  if (program === null) return false;
  const pidEnd = endOfDigits(text, end + 1);
  const nilPid = text.startsWith('- ', end + 1);
  const restAt = nilPid ? end + 2 : pidEnd;
  if (restAt === end + 1 || !text.startsWith(' - ', restAt)) return false;
  const dataEnd = endOfStructuredData(text, restAt + 3);
  if (dataEnd === restAt + 4 && !text.startsWith('- ', restAt + 3)) return false;
  if (!nilPid) prefix.pid = numberAt(text, end + 1, pidEnd);
  return acceptTag(prefix, at, end, dataEnd, 'host_program_columns', program);
}

/** syslogd's own `host last message repeated N times`, which has no program. */
function noticeRepetition(prefix: LinePrefix, at: number): boolean {
  prefix.headerStyle = 'repeat_notice';
  prefix.messageStart = at;
  return true;
}

/** A syslog selector such as `auth.info` or `local0.notice`. */
function isFacility(text: string, start: number, end: number): boolean {
  let dots = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) dots++;
    else if (!((code >= 97 && code <= 122) || isDigit(code))) return false;
  }
  return dots === 1 && end > start && !isDigit(text.charCodeAt(end - 1));
}
