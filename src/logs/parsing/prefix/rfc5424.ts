import type { LinePrefix } from './line-prefix.js';
import { BLANK, CLOSE_BRACKET, OPEN_BRACKET, endOfDigits } from './scan.js';
import { programAt } from '../../programs/registry.js';
import { skipMessageDecorations } from './decorations.js';
import { readIsoStamp } from './stamps.js';

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
  if (prefix.program === null) return true;
  if (endOfDigits(text, programEnd + 1) === pidEnd && pidEnd > programEnd + 1) {
    prefix.pid = Number(text.slice(programEnd + 1, pidEnd));
  }
  const dataEnd = endOfStructuredData(text, messageIdEnd + 1);
  prefix.messageStart = text.charCodeAt(dataEnd) === BLANK ? dataEnd + 1 : dataEnd;
  // rsyslog keeps the blank behind the tag of RFC 3164 in its message, and writes it here, too.
  if (text.charCodeAt(prefix.messageStart) === BLANK) prefix.messageStart++;
  skipMessageDecorations(prefix);
  return true;
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
