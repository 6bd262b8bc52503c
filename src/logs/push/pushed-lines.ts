import { createHash } from 'node:crypto';
import type { ProblemDetail } from '../../common/problem-document.js';

/** Lines as they were pushed, ready to be stored. */
export interface PushedLines {
  /** UTF-8; what stands between two newlines is a line, and what follows the last one. */
  readonly text: Buffer;
  readonly count: number;
  /** SHA-256 of the text, hexadecimal: the same lines have the same one, however they were sent. */
  readonly hash: string;
}

/** How many faults of a body are told. */
const MOST_FAULTS = 10;

const NEWLINE = 0x0a;

/** Lines of a plain text. */
export function linesOfText(text: Buffer): PushedLines {
  const hash = createHash('sha256').update(text).digest('hex');
  return { text, count: countLines(text), hash };
}

/**
 * Lines of a body that has a JSON object in each line: `{"line": "…"}`, or an entry as `journalctl -o json` writes it,
 * which is a log line as it stands. Empty lines are passed over. A line break inside of a line becomes a blank: one
 * object is one line.
 *
 * @returns the lines, or what is wrong with the first objects that are something else
 */
export function linesOfNdjson(body: Buffer): PushedLines | readonly ProblemDetail[] {
  const lines: string[] = [];
  const faults: ProblemDetail[] = [];
  let number = 0;
  for (const text of body.toString('utf8').split('\n')) {
    number++;
    if (text.trim() === '') continue;
    const line = lineOfObject(text);
    if (line !== null) lines.push(line);
    else if (faults.push(faultAt(number)) === MOST_FAULTS) break;
  }
  return faults.length > 0 ? faults : linesOfText(Buffer.from(lines.map((line) => `${line}\n`).join('')));
}

function faultAt(number: number): ProblemDetail {
  return { pointer: `line ${number}`, detail: 'is neither {"line": "…"} nor an entry of journalctl -o json' };
}

function lineOfObject(text: string): string | null {
  const object = parseObject(text);
  if (object === null) return null;
  const { line, MESSAGE } = object;
  if (typeof line === 'string') return line.replace(/[\r\n]+$/, '').replace(/[\r\n]/g, ' ');
  return MESSAGE === undefined ? null : text.trim();
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // Told as a fault of that line.
  }
}

function countLines(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(NEWLINE); at !== -1; at = text.indexOf(NEWLINE, at + 1)) count++;
  return text.length > 0 && text.at(-1) !== NEWLINE ? count + 1 : count;
}
