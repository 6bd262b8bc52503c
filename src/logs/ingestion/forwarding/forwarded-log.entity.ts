import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../../../database/columns.js';
import type { FileCheckpoint } from '../files/log-file.entity.js';
import type { SourceFault } from '../line-source.js';

/**
 * A log that one instance reads and hands on, as the senders of other hosts do: how far it has been handed on. Moves only
 * in the transaction that stores the batch which it accounts for.
 */
@Entity({ name: 'forwarded_logs' })
export class ForwardedLog {
  /** The name that its lines are pushed under. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  source: string;

  /** Path of the live file where it was last read, or `journald`. */
  @Column({ type: 'text' })
  path: string;

  /** IANA zone of lines without an offset. */
  @Column({ type: 'varchar', length: 64 })
  timeZone: string;

  /** Host of lines that name none. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  host: string | null;

  /** How far each of its files was handed on. */
  @JsonColumn()
  files: readonly FileCheckpoint[];

  /** Where reading goes on, where it is no file: a cursor of the systemd journal. */
  @Column({ type: 'text', nullable: true })
  cursor: string | null;

  /** What keeps it from being read, and when that was last so, UTC milliseconds. */
  @JsonColumn({ nullable: true })
  fault: (SourceFault & { readonly at: number }) | null;

  /** Counts what was handed on: of two who would go on from the same place, one may. */
  @Column({ type: 'integer' })
  version: number;

  /** UTC milliseconds. */
  @BigIntegerColumn()
  updatedAt: number;
}
