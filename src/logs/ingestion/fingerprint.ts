import { createHash } from 'node:crypto';
import type { LogContent } from './log-content.js';

/** How many bytes at either end of the taken content make up its fingerprint. */
export const FINGERPRINT_BYTES = 1024;

/** Identity of a file by what was taken from it; survives rename, copy and compression. */
export interface Fingerprint {
  /** Bytes taken. */
  readonly offset: number;
  /** The first min(offset, 1024) bytes, base64. */
  readonly head: string;
  /** SHA-256 of the last min(offset, 1024) bytes before `offset`, hexadecimal. */
  readonly tailHash: string;
}

/** Fingerprint of the first `offset` bytes of `content`, or null when it is shorter than that. */
export async function fingerprintOf(content: LogContent, offset: number): Promise<Fingerprint | null> {
  const length = Math.min(offset, FINGERPRINT_BYTES);
  const head = await content.read(0, length);
  const tail = await content.read(offset - length, length);
  return tail.length < length ? null : { offset, head: head.toString('base64'), tailHash: hash(tail) };
}

/** How content relates to what was taken from a file that we know. */
export type Likeness =
  /** It begins with everything that was taken: it is that file, its copy, or its compressed form. */
  | 'same'
  /** It is a shorter beginning of what was taken: a copy in progress, or a truncated file. */
  | 'beginning'
  | 'different';

/**
 * Compares content with a fingerprint.
 *
 * @param head the first {@link FINGERPRINT_BYTES} bytes of `content`, fewer only when it is shorter
 */
export async function likeness(content: LogContent, head: Buffer, known: Fingerprint): Promise<Likeness> {
  const knownHead = Buffer.from(known.head, 'base64');
  const common = Math.min(head.length, knownHead.length);
  if (!knownHead.subarray(0, common).equals(head.subarray(0, common))) return 'different';
  if (common < knownHead.length) return 'beginning';
  const tail = await content.read(known.offset - knownHead.length, knownHead.length);
  if (tail.length < knownHead.length) return 'beginning';
  return hash(tail) === known.tailHash ? 'same' : 'different';
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
