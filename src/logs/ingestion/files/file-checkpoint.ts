import type { Fingerprint } from './fingerprint.js';
import type { Position } from './line-batches.js';

/** What is known of one file of a source: its identity and how far it has been taken. */
export interface FileCheckpoint extends Fingerprint, Position {
  /** Counts the files of a source, from 1. */
  readonly number: number;
  /** Where it was last seen; a hint for people. */
  readonly path: string;
  /** `device:inode:time of birth`, to tell a file from its copy. */
  readonly inode: string;
  /** The signature it had when it had been read to its end; empty while there is more to read. */
  readonly signature: string;
}

/**
 * What is known of a log that is read under one name now and was read under another: all of the one, and what only the
 * other one has, numbered on. Files are known by content, so those of another log do no harm.
 */
export function joinedCheckpoints(own: readonly FileCheckpoint[], before: readonly FileCheckpoint[]): FileCheckpoint[] {
  const joined = [...own];
  let number = Math.max(0, ...own.map((file) => file.number));
  for (const file of before) {
    if (own.some(({ offset, tailHash }) => offset === file.offset && tailHash === file.tailHash)) continue;
    const { path, inode, signature, offset, head, tailHash, unterminated } = file;
    joined.push({ number: ++number, path, inode, signature, offset, head, tailHash, unterminated });
  }
  return joined;
}
