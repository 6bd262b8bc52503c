import type { JournalFields } from '../../programs/imported/journal-match.js';
import { programAt } from '../../programs/registry.js';
import { endOfText } from './line-prefix.js';
import type { LinePrefix } from './line-prefix.js';
import { endOfDigits } from './scan.js';
import { readEpochStamp, readIsoStamp } from './stamps.js';

const PROGRAM_FIELD = ' exe="';

/**
 * Reads `[node=NAME ]type=TYPE msg=audit(1780914030.123:456): fields…` at `at`. The message is what follows the
 * time, beginning with the type. Only the fields in quotes are trusted: auditd writes a value that holds a quote, a
 * blank or a control character in hexadecimal, so no user name can close its quotes.
 */
export function readAuditd(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  const typeAt = text.startsWith('node=', at) ? text.indexOf(' ', at) + 1 : at;
  const typeEnd = text.indexOf(' ', typeAt);
  if (!text.startsWith('type=', typeAt) || !text.startsWith(' msg=audit(', typeEnd)) return false;
  const stampEnd = readEpochStamp(text, typeEnd + 11, prefix.stamp);
  if (stampEnd < 0 || text.charCodeAt(stampEnd) !== 58) return false;
  prefix.stampStyle = 'audit';
  prefix.headerStyle = 'fields';
  if (typeAt > at) prefix.namedHost = text.slice(at + 5, typeAt - 1);
  prefix.messageStart = typeAt;
  readProgram(prefix);
  return true;
}

function readProgram(prefix: LinePrefix): void {
  const { text } = prefix;
  const fieldAt = text.indexOf(PROGRAM_FIELD, prefix.messageStart);
  if (fieldAt < 0) return;
  const end = text.indexOf('"', fieldAt + PROGRAM_FIELD.length);
  if (end < 0) return;
  const start = text.lastIndexOf('/', end) + 1;
  if (start <= fieldAt) return;
  prefix.programStart = start;
  prefix.programEnd = end;
  prefix.program = programAt(text, start, end);
  if (prefix.program !== null) readPid(prefix);
}

function readPid(prefix: LinePrefix): void {
  const at = prefix.text.indexOf(' pid=', prefix.messageStart);
  const end = endOfDigits(prefix.text, at + 5);
  if (at > 0 && end > at + 5) prefix.pid = Number(prefix.text.slice(at + 5, end));
}

const LOGRUS_START = 'time="';
const LOGRUS_FIELDS = /^" level=[a-z]{3,8} msg="/;
const LOGRUS_PROGRAM = 'crowdsec';

/**
 * Reads `time="2026-06-08T09:00:00+02:00" level=info msg="(localhost/crowdsec) …"` at `at`. Many programs in Go write such
 * lines and none its name: of them, what CrowdSec says of its decisions begins like this.
 */
export function readLogrus(prefix: LinePrefix, at: number): boolean {
  const { text } = prefix;
  if (!text.startsWith(LOGRUS_START, at)) return false;
  const stampEnd = readIsoStamp(text, at + LOGRUS_START.length, prefix.stamp);
  const fields = stampEnd < 0 ? null : LOGRUS_FIELDS.exec(text.slice(stampEnd, stampEnd + 32));
  const messageAt = stampEnd + (fields?.[0].length ?? 0);
  const end = text.indexOf('"', messageAt);
  if (fields === null || end < 0 || text[messageAt] !== '(' || text[end - 1] === '\\') {
    prefix.stamp.clear();
    return false;
  }
  prefix.stampStyle = 'logrus';
  prefix.headerStyle = 'fields';
  prefix.fieldProgram = LOGRUS_PROGRAM;
  prefix.program = programAt(LOGRUS_PROGRAM, 0, LOGRUS_PROGRAM.length);
  prefix.messageStart = messageAt;
  prefix.messageEnd = end;
  return true;
}

/** Reads one object of `journalctl -o json`. False where the line is no such object. */
export function readJournalJson(prefix: LinePrefix, line: string): boolean {
  if (!line.includes('"SYSLOG_IDENTIFIER"')) return false;
  const fields = parseObject(line);
  const message = fields === null ? null : textOf(fields['MESSAGE']);
  const identifier = textOf(fields?.['SYSLOG_IDENTIFIER']);
  if (fields === null || message === null || identifier === null) return false;
  prefix.stampStyle = 'json';
  prefix.headerStyle = 'fields';
  prefix.fieldProgram = identifier;
  prefix.journalEntry = fields;
  readTime(prefix, fields['__REALTIME_TIMESTAMP'] ?? fields['_SOURCE_REALTIME_TIMESTAMP']);
  prefix.namedHost = textOf(fields['_HOSTNAME']);
  prefix.program = programAt(identifier, 0, identifier.length);
  prefix.pid = pidOf(fields['SYSLOG_PID']) ?? pidOf(fields['_PID']);
  prefix.text = message;
  prefix.messageStart = 0;
  prefix.messageEnd = endOfText(message);
  return true;
}

/** The members of a line of JSON; null for any other. */
export function parseObject(line: string): JournalFields | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as JournalFields) : null;
  } catch {
    return null; // A cut or damaged object is no journal line; it is counted as such.
  }
}

/** journald writes a text that is not valid UTF-8 as an array of byte values. */
export function textOf(value: unknown): string | null {
  // Half of a character is none: databases keep it in ways of their own.
  if (typeof value === 'string') return value.toWellFormed();
  if (!Array.isArray(value) || !value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)) return null;
  return Buffer.from(value as number[]).toString('utf8');
}

function readTime(prefix: LinePrefix, microseconds: unknown): void {
  if (typeof microseconds !== 'string' || !/^\d{1,17}$/.test(microseconds)) return;
  prefix.stamp.kind = 'instant';
  prefix.stamp.ms = Math.floor(Number(microseconds) / 1000);
}

function pidOf(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : null;
}
