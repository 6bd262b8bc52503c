import type { LinePrefix } from './line-prefix.js';
import { endOfDigits } from './scan.js';
import { programAt } from '../../programs/registry.js';
import { readEpochStamp } from './stamps.js';

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
