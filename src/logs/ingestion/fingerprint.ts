import { createHash } from 'node:crypto';
import type { LogContent } from './log-content.js';

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

/** Fingerprint of the first `offset` bytes of `content`, or null when it is shorter than that. */
export async function fingerprintOf(content: LogContent, offset: number): Promise<Fingerprint | null> {
  const beginning = await beginningOf(content);
  const head = beginning.bytes.subarray(0, offset - beginning.start);
  const tail = await content.read(offset - head.length, head.length);
  return tail.length < head.length ? null : { offset, head: head.toString('base64'), tailHash: hash(tail) };
}

/** The first bytes of content that are no hole: at most {@link FINGERPRINT_BYTES}, fewer only where it ends. */
export interface Beginning {
  readonly start: number;
  readonly bytes: Buffer;
}

export async function beginningOf(content: LogContent): Promise<Beginning> {
  for (let start = 0; ;) {
    const bytes = await content.read(start, FINGERPRINT_BYTES);
    const hole = bytes.findIndex((byte) => byte !== 0);
    if (hole === 0 || bytes.length === 0) return { start, bytes };
    start += hole === -1 ? bytes.length : hole;
  }
}

/** How content relates to what was taken from a file that we know. */
export type Likeness =
  /** It begins with everything that was taken: it is that file, its copy, or its compressed form. */
  | 'same'
  /** It is a shorter beginning of what was taken: a copy in progress, or a truncated file. */
  | 'beginning'
  | 'different';

/** Compares content, of which the beginning has been read, with a fingerprint. */
export async function likeness(content: LogContent, beginning: Beginning, known: Fingerprint): Promise<Likeness> {
  const head = Buffer.from(known.head, 'base64');
  const common = Math.min(beginning.bytes.length, head.length);
  if (!head.subarray(0, common).equals(beginning.bytes.subarray(0, common))) return 'different';
  if (common < head.length) return 'beginning';
  const tail = await content.read(known.offset - head.length, head.length);
  if (tail.length < head.length) return 'beginning';
  return hash(tail) === known.tailHash ? 'same' : 'different';
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
