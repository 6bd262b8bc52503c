import { detachString } from '../../../common/visible-text.js';
import { readHeader, readTag, skipBlanks } from './header.js';
import { LinePrefix } from './line-prefix.js';
import type { StampStyle } from './line-prefix.js';
import { readAuditd, readJournalJson, readLogrus } from './records.js';
import { readRfc5424 } from './rfc5424.js';
import { BLANK, COMMA, DOT, LESS_THAN, digitsAt, endOfDigits, fractionMs, isDigit, matchesAt } from './scan.js';
import { readClassicStamp, readEpochStamp, readIsoStamp } from './stamps.js';
import { readBehindIso, readBracketedStamp, readDockerJson, readPidFirst, readWeekdayLine } from './unusual.js';

/**
 * Most lines begin like the line before them: same day, hour and minute, same host. Recognising that costs two
 * comparisons instead of a scan. What is remembered is the text up to the seconds, and the text from there to the tag.
 */
class SamePrefix {
  private upToTag = '';
  private upToMinute = '';
  private minuteMs = 0;
  private afterSeconds = '';
  private hostAt = 0;
  private host = '';
  private month = 0;
  private day = 0;
  private kind: 'yearless' | 'local' | 'instant' = 'local';
  private style: StampStyle = 'none';

  /** Where the tag begins, if all before it is as in the last line, the second included. */
  recallAll(prefix: LinePrefix): number {
    const tagAt = this.upToTag.length;
    if (tagAt === 0 || !matchesAt(prefix.text, this.upToTag, 0)) return -1;
    this.fillHost(prefix, tagAt - this.afterSeconds.length);
    prefix.repeatsTime = true;
    return tagAt;
  }

  /** Where the tag begins, if `prefix.text` begins like the remembered line; its time and host are then filled in. */
  recall(prefix: LinePrefix): number {
    const { text, stamp } = prefix;
    const secondsAt = this.upToMinute.length;
    if (secondsAt === 0 || !text.startsWith(this.upToMinute)) return -1;
    const seconds = digitsAt(text, secondsAt);
    if (seconds < 0 || seconds > 59) return -1;
    const code = text.charCodeAt(secondsAt + 2);
    const fractional = code === DOT || code === COMMA;
    const tailAt = fractional ? endOfDigits(text, secondsAt + 3) : secondsAt + 2;
    if ((fractional && tailAt === secondsAt + 3) || !text.startsWith(this.afterSeconds, tailAt)) return -1;
    stamp.kind = this.kind;
    stamp.month = this.month;
    stamp.day = this.day;
    stamp.ms = this.minuteMs + seconds * 1000 + (fractional ? fractionMs(text, secondsAt + 3, tailAt) : 0);
    this.fillHost(prefix, tailAt);
    const tagAt = tailAt + this.afterSeconds.length;
    // Times with a fraction hardly ever repeat.
    this.upToTag = fractional ? '' : detachString(text.slice(0, tagAt));
    return tagAt;
  }

  private fillHost(prefix: LinePrefix, tailAt: number): void {
    prefix.stampStyle = this.style;
    prefix.hostStart = prefix.headerStart = tailAt + this.hostAt;
    prefix.hostEnd = prefix.hostStart + this.host.length;
    prefix.namedHost = this.host === '' ? null : this.host;
  }

  /** The time of another line stands between: no line repeats the remembered one's any more. */
  forget(): void {
    this.upToTag = '';
  }

  /** Remembers a line whose stamp has its seconds at `secondsAt` and whose header is `host prog[pid]:`. */
  remember(prefix: LinePrefix): void {
    const { text, stamp } = prefix;
    const { secondsAt } = stamp;
    const code = text.charCodeAt(secondsAt + 2);
    const fractional = code === DOT || code === COMMA;
    const tailAt = fractional ? endOfDigits(text, secondsAt + 3) : secondsAt + 2;
    const seconds = digitsAt(text, secondsAt);
    this.forget();
    if (stamp.kind === 'none' || seconds < 0 || seconds > 59 || prefix.programStart - tailAt > 300) return;
    if (text.charCodeAt(prefix.programStart - 1) !== BLANK) return;
    this.upToTag = detachString(text.slice(0, prefix.programStart));
    this.upToMinute = detachString(text.slice(0, secondsAt));
    this.afterSeconds = detachString(text.slice(tailAt, prefix.programStart));
    this.minuteMs = stamp.ms - seconds * 1000 - (fractional ? fractionMs(text, secondsAt + 3, tailAt) : 0);
    this.hostAt = prefix.hostStart - tailAt;
    this.host = detachString(text.slice(prefix.hostStart, prefix.hostEnd));
    this.month = stamp.month;
    this.day = stamp.day;
    this.kind = stamp.kind;
    this.style = prefix.stampStyle;
  }
}

const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const WEEKDAY = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{4}-/;
const ZONE_NAME = /^ (UTC|[A-Z]{2,5}|[+-]\d\d)(?= )/;

/**
 * Reads everything before the message: time, host, program and pid. Where no program is named,
 * `prefix.headerStyle` stays `none` and the message is all that follows the time: the caller decides.
 */
export class PrefixReader {
  readonly prefix = new LinePrefix();
  private readonly same = new SamePrefix();

  read(line: string): void {
    const { prefix, same } = this;
    prefix.reset(line);
    const sameAt = same.recallAll(prefix);
    const tagAt = sameAt > 0 ? sameAt : same.recall(prefix);
    if (tagAt > 0) {
      if (readTag(prefix, tagAt, 'host_tag')) return;
      prefix.reset(line);
    }
    same.forget();
    scanPrefix(prefix, line);
    if (prefix.headerStyle === 'host_tag' && isWorthRemembering(prefix.stampStyle)) same.remember(prefix);
  }
}

function isWorthRemembering(style: StampStyle): boolean {
  return style === 'classic' || style === 'iso' || style === 'iso_blank';
}

function scanPrefix(prefix: LinePrefix, line: string): void {
  const first = line.charCodeAt(0);
  if (isDigit(first)) return readNumericStamp(prefix, 0);
  if (first === OPEN_BRACE && (readDockerJson(prefix, line) || readJournalJson(prefix, line))) return;
  if (first === OPEN_BRACKET && readBracketedStamp(prefix)) return;
  const at = first === LESS_THAN ? endOfPriority(line) : 0;
  if (at > 0 && line.startsWith('1 ', at) && readRfc5424(prefix, at + 2)) return;
  if (isDigit(line.charCodeAt(at))) return readNumericStamp(prefix, at);
  readClassicLine(prefix, at);
}

/** The end of `<38>` at the front of a line; 0 where there is none. */
function endOfPriority(line: string): number {
  const end = endOfDigits(line, 1);
  return end > 1 && end <= 4 && line[end] === '>' ? end + 1 : 0;
}

function readClassicLine(prefix: LinePrefix, at: number): void {
  const line = prefix.text;
  const end = readClassicStamp(line, at, prefix.stamp);
  if (end > 0 && line.charCodeAt(end) === BLANK) return readRest(prefix, 'classic', end + 1);
  if ((line.startsWith('type=', at) || line.startsWith('node=', at)) && readAuditd(prefix, at)) return;
  if (readLogrus(prefix, at)) return;
  if (WEEKDAY.test(line.slice(0, 12))) return readNumericStamp(prefix, 4);
  if (readWeekdayLine(prefix, at)) return;
  readRest(prefix, 'none', at);
}

function readNumericStamp(prefix: LinePrefix, at: number): void {
  const line = prefix.text;
  const isoEnd = readIsoStamp(line, at, prefix.stamp);
  if (isoEnd > 0 && line.charCodeAt(isoEnd) === BLANK) {
    const restAt = at === 4 ? skipZoneName(prefix, isoEnd) : isoEnd;
    const headerAt = skipBlanks(line, restAt + 1);
    if (!readBehindIso(prefix, headerAt)) readRest(prefix, isoStyle(line, at), headerAt);
    return;
  }
  const epochEnd = readEpochStamp(line, at, prefix.stamp);
  if (epochEnd > 0 && line.charCodeAt(epochEnd) === BLANK) return readRest(prefix, 'epoch', epochEnd + 1);
  if (readPidFirst(prefix, at)) return;
  prefix.stamp.clear();
  readRest(prefix, 'none', at);
}

function isoStyle(line: string, at: number): StampStyle {
  if (line[at + 4] === '/') return 'slashes';
  return line[at + 10] === ' ' ? 'iso_blank' : 'iso';
}

/** `journalctl -o short-full` writes the zone's abbreviation after the time; only UTC says what it is. */
function skipZoneName(prefix: LinePrefix, at: number): number {
  const name = ZONE_NAME.exec(prefix.text.slice(at, at + 8))?.[1];
  if (name === undefined) return at;
  if (name === 'UTC' && prefix.stamp.kind === 'local') prefix.stamp.kind = 'instant';
  return at + 1 + name.length;
}

function readRest(prefix: LinePrefix, style: StampStyle, at: number): void {
  prefix.stampStyle = style;
  prefix.headerStart = at;
  prefix.messageStart = at;
  readHeader(prefix, at);
}
