import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { PUSH_PREFIX } from '../../../config/log-sources.js';
import type { SqlReader } from '../../../database/sql-reader.js';
import type { ProblemDetail } from '../../../http/problem-document.js';

/** What a sender has pushed and the scan has not taken. */
export interface WaitingLines {
  readonly lines: number;
  readonly bytes: number;
  /** When the oldest of it came, UTC milliseconds; null: nothing waits. */
  readonly since: number | null;
}

export const NOTHING_WAITS: WaitingLines = { lines: 0, bytes: 0, since: null };

/** By path of the source, those of which something waits. */
export async function waitingLines(reader: SqlReader): Promise<ReadonlyMap<string, WaitingLines>> {
  const rows = await reader.rows(
    'SELECT source, SUM(lines) AS lines, SUM(bytes) AS bytes, MIN(received_at) AS since FROM ingest_batches ' +
      'WHERE content IS NOT NULL GROUP BY source',
  );
  return new Map(
    rows.map((row) => [
      PUSH_PREFIX + String(row['source']),
      { lines: Number(row['lines']), bytes: Number(row['bytes']), since: Number(row['since']) },
    ]),
  );
}

/** How lines are written in a body. */
export type BodyKind = 'text' | 'ndjson';

/** The most that one body may hold, as it is sent and decompressed. */
export const MAX_BODY_BYTES = 10 << 20;

/** A body as it was sent; can be copied to another thread. */
export interface SentBody {
  readonly bytes: Uint8Array;
  readonly isGzip: boolean;
  readonly kind: BodyKind;
}

/** Lines as they were pushed, ready to be stored. */
export interface PushedLines {
  /** UTF-8; what stands between two newlines is a line, and what follows the last one. */
  readonly text: Uint8Array;
  readonly count: number;
  /** SHA-256 of the text, hexadecimal: the same lines have the same one, however they were sent. */
  readonly hash: string;
}

/** What a body has come to. */
export type BodyOutcome =
  | { readonly kind: 'lines'; readonly lines: PushedLines }
  /** What is wrong with the first lines that are something else. */
  | { readonly kind: 'invalid'; readonly faults: readonly ProblemDetail[] }
  | { readonly kind: 'too-large' }
  /** @property why behind "The body" */
  | { readonly kind: 'unreadable'; readonly why: string };

/** How many faults of a body are told. */
const MAX_FAULTS = 10;
/** Bytes of one JSON object: many times what the journal takes of a message. Reading a larger one takes long. */
const MAX_OBJECT_BYTES = 1 << 20;
/** How deep a JSON object may be; entries of the journal hold arrays at most. */
const MAX_LEVELS = 32;

const NEWLINE = 0x0a;

/** Decompresses a body, never more than may be, and takes it apart. */
export function readBody({ bytes, isGzip, kind }: SentBody): BodyOutcome {
  let text: Buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (isGzip) text = gunzipSync(text, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? { kind: 'too-large' } : { kind: 'unreadable', why: 'is not valid gzip' };
  }
  const lines = kind === 'text' ? linesOfText(text) : linesOfNdjson(text);
  return 'text' in lines ? { kind: 'lines', lines } : { kind: 'invalid', faults: lines };
}

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
function linesOfNdjson(body: Buffer): PushedLines | readonly ProblemDetail[] {
  const lines: string[] = [];
  const faults: ProblemDetail[] = [];
  let number = 0;
  for (const text of body.toString('utf8').split('\n')) {
    number++;
    if (text.trim() === '') continue;
    const line = lineOfObject(text);
    if (line !== null) lines.push(line);
    else if (faults.push(faultAt(number)) === MAX_FAULTS) break;
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
  if (text.length > MAX_OBJECT_BYTES || isDeep(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // Told as a fault of that line.
  }
}

/** Reading what is nested deeply takes many times its size. */
function isDeep(text: string): boolean {
  let levels = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isInString && code === 0x5c) index++;
    else if (code === 0x22) isInString = !isInString;
    else if (isInString) continue;
    else if (code === 0x5b || code === 0x7b) {
      if (++levels > MAX_LEVELS) return true;
    } else if (code === 0x5d || code === 0x7d) levels--;
  }
  return false;
}

function countLines(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(NEWLINE); at !== -1; at = text.indexOf(NEWLINE, at + 1)) count++;
  return text.length > 0 && text.at(-1) !== NEWLINE ? count + 1 : count;
}
