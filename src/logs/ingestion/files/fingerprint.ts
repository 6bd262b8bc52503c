import { createHash } from 'node:crypto';
import { reach, SLICE_BYTES } from './log-content.js';
import type { LogContent, PassedBytes } from './log-content.js';

/** How many bytes at either end of the taken content make up its fingerprint. */
export const FINGERPRINT_BYTES = 1024;

/** Identity of a file by what was taken from it; survives rename, copy and compression. */
export interface Fingerprint {
  /** Bytes taken. */
  readonly offset: number;
  /** The first bytes taken, at most 1024, base64; NUL bytes before them (the hole of a truncation) are left out. */
  readonly head: string;
  /** SHA-256 of the last taken bytes, as many as in `head`, hexadecimal. */
  readonly tailHash: string;
}

/** The first bytes of content that are no hole: at most {@link FINGERPRINT_BYTES}, fewer only where it ends. */
export interface Beginning {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Fingerprint of the first `offset` bytes of `content`, or null when it is shorter than that.
 *
 * @param beginning as it was found before: content may have grown since
 */
export async function fingerprintOf(
  content: LogContent,
  { start, bytes }: Beginning,
  offset: number,
): Promise<Fingerprint | null> {
  const beginning = bytes.length === FINGERPRINT_BYTES ? bytes : await content.read(start, FINGERPRINT_BYTES);
  const head = beginning.subarray(0, offset - start);
  const tail = await content.read(offset - head.length, head.length);
  return tail.length < head.length ? null : { offset, head: head.toString('base64'), tailHash: hash(tail) };
}

/** @param holeEnd up to there all bytes are known to be NUL */
export async function* beginningOf(content: LogContent, holeEnd = 0): AsyncGenerator<PassedBytes, Beginning> {
  yield* reach(content, holeEnd);
  let start = holeEnd;
  for (let length = FINGERPRINT_BYTES; ; length = SLICE_BYTES) {
    const hole = await content.holeAt(start, length);
    start += hole;
    if (hole < length) return { start, bytes: Buffer.from(await content.read(start, FINGERPRINT_BYTES)) };
    yield { passed: hole, holeEnd: start };
  }
}

/** How content relates to what was taken from a file that we know. */
type Likeness =
  /** It begins with everything that was taken: it is that file, its copy, or its compressed form. */
  | 'same'
  /** It is a shorter beginning of what was taken: a copy in progress, or a truncated file. */
  | 'beginning'
  | 'different';

/** Compares content, of which the beginning has been read, with a fingerprint. */
export async function* likeness(
  content: LogContent,
  beginning: Beginning,
  known: Fingerprint,
): AsyncGenerator<PassedBytes, Likeness> {
  const head = Buffer.from(known.head, 'base64');
  const common = Math.min(beginning.bytes.length, head.length);
  if (!head.subarray(0, common).equals(beginning.bytes.subarray(0, common))) return 'different';
  if (common < head.length) return 'beginning';
  yield* reach(content, known.offset - head.length);
  const tail = await content.read(known.offset - head.length, head.length);
  if (tail.length < head.length) return 'beginning';
  return hash(tail) === known.tailHash ? 'same' : 'different';
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
