import { Stamp, civilMidnight, daysInMonth } from '../time/local-clock.js';
import { readHeader, readTag, skipBlanks } from './header.js';
import type { LinePrefix, StampStyle } from './line-prefix.js';
import { endOfText } from './line-prefix.js';
import { readLogrus } from './records.js';
import { BLANK, endOfDigits, isDigit, numberAt, timeOfDay, twoDigits } from './scan.js';
import { endOfOffset, monthAt, offsetMs, readClassicStamp, readIsoStamp } from './stamps.js';

// Prefixes that few systems write. None is looked for where a usual one has been found.

const WEEKDAY = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} /;

/**
 * `Tue May 14 11:01:35 2024 authpriv.info dropbear[32391]: ` as OpenWrt's logread writes it, and
 * `Thu Feb 20 2025 19:29:19 host sshd[4351]: `.
 */
export function readWeekdayLine(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  if (!WEEKDAY.test(text.slice(at, at + 9))) return false;
  const month = monthAt(text, at + 4);
  const dayEnd = text.charCodeAt(at + 9) === BLANK ? at + 9 : at + 10;
  const day = dayEnd === at + 9 ? text.charCodeAt(at + 8) - 48 : twoDigits(text, at + 8);
  const isYearFirst = text.charCodeAt(dayEnd + 5) === BLANK;
  const [yearAt, timeAt] = isYearFirst ? [dayEnd + 1, dayEnd + 6] : [dayEnd + 10, dayEnd + 1];
  const end = isYearFirst ? timeAt + 8 : yearAt + 4;
  const ms = timeOfDay(text, timeAt);
  if (month === 0 || ms < 0 || endOfDigits(text, yearAt) !== yearAt + 4 || text.charCodeAt(end) !== BLANK) return false;
  setLocal(prefix.stamp, numberAt(text, yearAt, yearAt + 4), month, day, ms);
  return readBehind(prefix, 'weekday', end + 1);
}

/** A day that no month has leaves the stamp empty. */
function setLocal(stamp: Stamp, year: number, month: number, day: number, ms: number): boolean {
  if (day < 1 || day > daysInMonth(year, month)) return false;
  stamp.kind = 'local';
  stamp.ms = civilMidnight(year, month, day) + ms;
  return true;
}

function readBehind(prefix: LinePrefix, style: StampStyle, at: number): true {
  prefix.stampStyle = style;
  prefix.headerStart = prefix.messageStart = at;
  readHeader(prefix, at);
  return true;
}

/** `[07/Feb/2025:16:17:55 +0100] host sshd[5082]: `. */
export function readBracketedStamp(prefix: LinePrefix): boolean {
  const { text } = prefix;
  if (!/^\[\d\d\/[A-Z][a-z]{2}\/\d{4}:/.test(text.slice(0, 13))) return false;
  const ms = timeOfDay(text, 13);
  const close = endOfOffset(text, 22);
  const month = monthAt(text, 4);
  if (ms < 0 || month === 0 || text.charCodeAt(21) !== BLANK || close === 22 || text[close] !== ']') return false;
  if (setLocal(prefix.stamp, numberAt(text, 8, 12), month, twoDigits(text, 1), ms)) {
    prefix.stamp.kind = 'instant';
    prefix.stamp.ms -= offsetMs(text, 22, close);
  }
  return readBehind(prefix, 'bracketed', skipBlanks(text, close + 1));
}

/** OpenSSH for Windows: `4400 2024-10-17 10:53:57.221 message`. */
export function readPidFirst(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  const pidEnd = endOfDigits(text, at);
  if (pidEnd - at > 10 || text.charCodeAt(pidEnd) !== BLANK || !isDigit(text.charCodeAt(pidEnd + 1))) return false;
  const end = readIsoStamp(text, pidEnd + 1, prefix.stamp);
  if (end < 0 || text.charCodeAt(end) !== BLANK) return false;
  prefix.stampPid = numberAt(text, at, pidEnd);
  return readBehind(prefix, 'pid_first', end + 1);
}

const CRI = /^std(?:out|err) [FP] /;
const UNIFIED = /^0x[0-9a-f]{1,16} +[A-Za-z]{1,20} +0x[0-9a-f]{1,16} +(\d{1,10}) +\d{1,10} +/;
const LONGEST_UNIFIED = 120;

/**
 * What containers and macOS write between an ISO time and a message: `stderr F ` (CRI), or
 * `0x2230 Default 0x0 1732 0 sshd: ` (`log stream`). False where neither stands there.
 */
export function readBehindIso(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  if (CRI.test(text.slice(at, at + 9))) return readBehind(prefix, 'container', at + 9);
  const code = text.charCodeAt(at + 1);
  const unified = code === LOWER_X ? UNIFIED.exec(text.slice(at, at + LONGEST_UNIFIED)) : null;
  if (unified === null) return false;
  prefix.stampStyle = 'iso_blank';
  prefix.headerStart = prefix.messageStart = at + unified[0].length;
  readTag(prefix, prefix.headerStart, 'tag');
  prefix.pid ??= prefix.program === null ? null : Number(unified[1]);
  return true;
}

const LOWER_X = 120;
const DOCKER_START = '{"log":"';

/** docker's `{"log":"message\n","stream":"stderr","time":"2025-03-04T05:06:07.123456789Z"}`. */
export function readDockerJson(prefix: LinePrefix, line: string): boolean {
  if (!line.startsWith(DOCKER_START)) return false;
  let fields: { readonly log?: unknown; readonly time?: unknown };
  try {
    fields = JSON.parse(line) as typeof fields;
  } catch {
    return false; // A cut or damaged object: it is counted as a line that is not understood.
  }
  if (typeof fields.log !== 'string') return false;
  if (typeof fields.time === 'string') readIsoStamp(fields.time, 0, prefix.stamp);
  prefix.text = fields.log.replace(/\n$/, '');
  prefix.messageEnd = endOfText(prefix.text);
  if (readLogrus(prefix, 0)) return true;
  return readBehind(prefix, 'container', endOfInnerStamp(prefix.text));
}

const unusedStamp = new Stamp();

/** A syslog daemon in the container writes a priority and a time of its own; that of docker counts. */
function endOfInnerStamp(text: string): number {
  const at = /^<\d{1,3}>/.exec(text.slice(0, 5))?.[0].length ?? 0;
  for (const read of [readClassicStamp, readIsoStamp]) {
    const end = read(text, at, unusedStamp);
    if (end > at && text.charCodeAt(end) === BLANK) return skipBlanks(text, end + 1);
  }
  return at;
}
