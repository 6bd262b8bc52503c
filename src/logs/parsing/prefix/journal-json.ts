import { endOfText, type LinePrefix } from './line-prefix.js';
import { PROGRAM_NAMES, programAt } from '../../programs/registry.js';

type JournalFields = Readonly<Record<string, unknown>>;

/** How the names stand in a line, but for those that begin with another. */
const NAMES = PROGRAM_NAMES.filter(
  (name) => !PROGRAM_NAMES.some((other) => other !== name && name.startsWith(other)),
).map((name) => `"${name}`);

/** Reads one object of `journalctl -o json`. False where the line is no such object. */
export function readJournalJson(prefix: LinePrefix, line: string): boolean {
  // Most lines of a journal are of other programs: don't parse them.
  if (!NAMES.some((name) => line.includes(name))) return false;
  const fields = parseObject(line);
  const message = fields === null ? null : textOf(fields['MESSAGE']);
  const identifier = textOf(fields?.['SYSLOG_IDENTIFIER']);
  if (fields === null || message === null || identifier === null) return false;
  prefix.stampStyle = 'json';
  prefix.headerStyle = 'fields';
  prefix.fieldProgram = identifier;
  readTime(prefix, fields['__REALTIME_TIMESTAMP'] ?? fields['_SOURCE_REALTIME_TIMESTAMP']);
  prefix.namedHost = textOf(fields['_HOSTNAME']);
  prefix.program = programAt(identifier, 0, identifier.length);
  prefix.pid = pidOf(fields['SYSLOG_PID']) ?? pidOf(fields['_PID']);
  prefix.text = message;
  prefix.messageStart = 0;
  prefix.messageEnd = endOfText(message);
  return true;
}

function parseObject(line: string): JournalFields | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as JournalFields) : null;
  } catch {
    return null; // A cut or damaged object is no journal line; it is counted as such.
  }
}

/** journald writes a text that is not valid UTF-8 as an array of byte values. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
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
