import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BigIntegerColumn } from '../../../database/columns.js';

/**
 * Lines that a sender has handed over in one go. They are ours from the moment this row is stored; the scan takes them
 * like the lines of a file. What stays of them is the key, by which a repeat is recognised.
 */
@Entity({ name: 'ingest_batches' })
@Index('ingest_batches_source_key', ['source', 'key'], { unique: true })
// Holds all that is asked about what waits, and nothing of what does not.
@Index('ingest_batches_waiting', ['source', 'id', 'lines', 'bytes', 'receivedAt'], { where: `"content" IS NOT NULL` })
export class IngestBatch {
  /** Grows with every batch: the order in which they are taken. */
  @PrimaryGeneratedColumn()
  id: number;

  /** Name of the sender. */
  @Column({ type: 'varchar', length: 64 })
  source: string;

  /** What the sender calls the batch; `sha256:…` of its content where the sender does not name it. */
  @Column({ type: 'varchar', length: 255 })
  key: string;

  /** SHA-256 of the lines, hexadecimal. */
  @Column({ type: 'varchar', length: 64 })
  contentHash: string;

  @Column({ type: 'integer' })
  lines: number;

  /** Of the lines as text. */
  @Column({ type: 'integer' })
  bytes: number;

  /** The lines, compressed with gzip; null once they are taken. */
  @Column({ type: 'blob', nullable: true })
  content: Buffer | null;

  /** When it came, UTC milliseconds. */
  @BigIntegerColumn()
  receivedAt: number;

  /** The latest moment at which the lines can have been written, UTC milliseconds; null: when they came. */
  @BigIntegerColumn({ nullable: true })
  writtenBefore: number | null;
}
