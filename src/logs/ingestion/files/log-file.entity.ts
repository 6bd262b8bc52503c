import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../../database/columns.js';
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

/**
 * The checkpoint of one file: everything before `offset` is in the database, nothing behind it is.
 *
 * A file is known by the content that was taken from it (hashes of its first and of its last taken bytes), because
 * names change on rotation and inodes are reused. Moves only in the transaction that stores the lines it accounts for.
 */
@Entity({ name: 'log_files' })
export class LogFile {
  /** The {@link LogSource} that the file continues. */
  @PrimaryColumn({ type: 'integer' })
  sourceId: number;

  /** Counts the files of a source, from 1. */
  @PrimaryColumn({ type: 'integer' })
  number: number;

  /** Where the file was last seen; a hint for people, not its identity. */
  @Column({ type: 'text' })
  path: string;

  /** `device:inode:time of birth`, to tell a file from its copy. */
  @Column({ type: 'varchar', length: 64 })
  inode: string;

  /** Inode, size and modification time when it had been read to its end; empty while there is more to read. */
  @Column({ type: 'varchar', length: 120 })
  signature: string;

  /** Bytes taken (uncompressed). */
  @BigIntegerColumn()
  offset: number;

  /** The first bytes taken, base64; see Fingerprint. */
  @Column({ type: 'text' })
  head: string;

  /** SHA-256 of the last bytes taken, hexadecimal; see Fingerprint. */
  @Column({ type: 'varchar', length: 64 })
  tailHash: string;

  /** True when the last line was taken without its newline: what is left of it is not a line of its own. */
  @Column({ type: 'boolean', default: false })
  unterminated: boolean;

  /** UTC milliseconds. */
  @BigIntegerColumn()
  updatedAt: number;
}
