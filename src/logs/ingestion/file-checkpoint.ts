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
