import { leadingNuls, SLICE_BYTES } from './log-content.js';
import type { LogContent } from './log-content.js';

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\ufeff';

/** Where reading stands in a file. */
export interface Position {
  /** Bytes taken. */
  readonly offset: number;
  /** True when a line was taken up to `offset` without its newline: its remainder, should it come, is no line. */
  readonly unterminated: boolean;
}

/** Lines that belong together in one transaction, and the position behind them. */
export interface LineBatch extends Position {
  /** Without their line ends; invalid UTF-8 replaced by U+FFFD. */
  readonly lines: readonly string[];
  /** True when text was dropped because it continued a line that had been taken already, or was too long to hold. */
  readonly remainderDropped: boolean;
  /** True where there is nothing but NUL bytes so far. */
  readonly isHole: boolean;
}

interface BatchOptions {
  /** Asked before each batch: the bytes to read, which bound memory and the length of a transaction. */
  readonly batchBytes: () => number;
  /** A line that is longer is cut, bytes; at least what a batch ever takes. */
  readonly longestLine: number;
  /** Takes a last line that has no newline, because nothing more will come. */
  readonly takeUnterminated: boolean;
}

/**
 * Reads the complete lines behind a position, in batches. Every byte of the file ends up in exactly one line, in a
 * dropped remainder (said in the batch), or behind the last batch's offset, where the next read begins.
 */
export async function* readLineBatches(
  content: Pick<LogContent, 'read' | 'holeAt'>,
  start: Position,
  options: BatchOptions,
): AsyncGenerator<LineBatch> {
  let position = start;
  let isInHole = false;
  for (;;) {
    if (isInHole) {
      const hole = await content.holeAt(position.offset, SLICE_BYTES);
      position = { offset: position.offset + hole, unterminated: false };
      isInHole = hole === SLICE_BYTES;
      if (isInHole) yield { ...position, lines: [], remainderDropped: false, isHole: true };
      continue;
    }
    const { bytes, isFull } = await readBytes(content, position.offset, options);
    const hole = position.unterminated ? 0 : leadingNuls(bytes);
    if (hole > 0) {
      position = { offset: position.offset + hole, unterminated: false };
      isInHole = hole === bytes.length;
      continue;
    }
    const batch = nextBatch(bytes, position, isFull, options.takeUnterminated);
    if (batch === null) return;
    yield batch;
    position = batch;
  }
}

/** The next bytes: more than a batch where no line ends within it. `isFull`: there may be more behind them. */
async function readBytes(
  content: Pick<LogContent, 'read' | 'holeAt'>,
  offset: number,
  { batchBytes, longestLine }: BatchOptions,
): Promise<{ bytes: Buffer; isFull: boolean }> {
  const size = batchBytes();
  const bytes = await content.read(offset, size);
  if (bytes.length < size || size >= longestLine || bytes.includes(NEWLINE)) {
    return { bytes, isFull: bytes.length === size };
  }
  const more = await content.read(offset, longestLine);
  return { bytes: more, isFull: more.length === longestLine };
}

/** The next step from a position, or null when there is nothing to take yet. */
function nextBatch(
  bytes: Buffer,
  { offset, unterminated }: Position,
  isFull: boolean,
  takeUnterminated: boolean,
): LineBatch | null {
  const remainder = unterminated ? remainderLength(bytes) : 0;
  const complete = Math.max(bytes.lastIndexOf(NEWLINE) + 1, remainder);
  // Everything, where what follows the last newline is final or too long to hold.
  const takesAll = isFull ? complete === 0 : takeUnterminated;
  const taken = takesAll ? bytes.length : complete;
  if (taken === 0) return null;
  const lines = splitLines(bytes.subarray(remainder, taken));
  // A byte order mark in front of a file is no text.
  if (offset === 0 && lines[0]?.startsWith(BYTE_ORDER_MARK)) lines[0] = lines[0].slice(1);
  return {
    lines,
    offset: offset + taken,
    unterminated: bytes[taken - 1] !== NEWLINE,
    isHole: false,
    remainderDropped: remainder > 0 && !isLineEnd(bytes.subarray(0, remainder)),
  };
}

/** Length of what is left of a line that was taken without its end: up to and with the newline, or everything. */
function remainderLength(bytes: Buffer): number {
  const newline = bytes.indexOf(NEWLINE);
  return newline === -1 ? bytes.length : newline + 1;
}

function isLineEnd(bytes: Buffer): boolean {
  return bytes.toString('latin1') === '\n' || bytes.toString('latin1') === '\r\n';
}

/** Text longer than this lives in a part of the heap where taking a line out of it costs three times as much. */
const TEXT_BYTES = 1 << 16;

/** Splits on LF or CRLF. NUL bytes before a line (the hole that copytruncate leaves) are not part of it. */
function splitLines(bytes: Buffer): string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = endOfPiece(bytes, start);
    for (const line of linesOf(bytes.toString('utf8', start, end))) lines.push(line);
    start = end;
  }
  return lines;
}

/** Behind the last newline within reach, or behind the next one where a line is longer than that. */
function endOfPiece(bytes: Buffer, start: number): number {
  if (bytes.length - start <= TEXT_BYTES) return bytes.length;
  const last = bytes.lastIndexOf(NEWLINE, start + TEXT_BYTES - 1);
  if (last >= start) return last + 1;
  const next = bytes.indexOf(NEWLINE, start + TEXT_BYTES);
  return next === -1 ? bytes.length : next + 1;
}

function linesOf(piece: string): string[] {
  let text = piece.endsWith('\n') ? piece.slice(0, -1) : piece;
  if (text.includes('\r')) text = text.replaceAll('\r\n', '\n').replace(/\r$/, '');
  const lines = text.split('\n');
  return text.includes('\0') ? lines.map(withoutLeadingNuls) : lines;
}

function withoutLeadingNuls(line: string): string {
  let start = 0;
  while (line.charCodeAt(start) === 0) start++;
  return line.slice(start);
}
