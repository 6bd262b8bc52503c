import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../../database/columns.js';

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
