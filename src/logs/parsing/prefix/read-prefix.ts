import { readAuditd } from './auditd.js';
import { readHeader, readTag, skipBlanks } from './header.js';
import { readJournalJson } from './journal-json.js';
import { LinePrefix, type StampStyle } from './line-prefix.js';
import { readRfc5424 } from './rfc5424.js';
import { SamePrefix } from './same-prefix.js';
import { BLANK, LESS_THAN, endOfDigits, isDigit } from './scan.js';
import { readClassicStamp, readEpochStamp, readIsoStamp } from './stamps.js';

const OPEN_BRACE = 123;
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
  if (first === OPEN_BRACE && readJournalJson(prefix, line)) return;
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
  if (WEEKDAY.test(line.slice(0, 12))) return readNumericStamp(prefix, 4);
  readRest(prefix, 'none', at);
}

function readNumericStamp(prefix: LinePrefix, at: number): void {
  const line = prefix.text;
  const isoEnd = readIsoStamp(line, at, prefix.stamp);
  if (isoEnd > 0 && line.charCodeAt(isoEnd) === BLANK) {
    const restAt = at === 4 ? skipZoneName(prefix, isoEnd) : isoEnd;
    return readRest(prefix, isoStyle(line, at), skipBlanks(line, restAt + 1));
  }
  const epochEnd = readEpochStamp(line, at, prefix.stamp);
  if (epochEnd > 0 && line.charCodeAt(epochEnd) === BLANK) return readRest(prefix, 'epoch', epochEnd + 1);
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
