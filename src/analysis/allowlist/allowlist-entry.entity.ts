import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BigIntegerColumn } from '../../database/columns.js';

/** Where an entry comes from; those of the configuration change with it alone. */
export const ALLOWLIST_ORIGINS = ['environment', 'file', 'api'] as const;

export type AllowlistOrigin = (typeof ALLOWLIST_ORIGINS)[number];

/** Longest author that is kept, in UTF-16 units. */
export const LONGEST_AUTHOR = 255;

/** An address or a range whose log entries raise no alert. Times are UTC milliseconds. */
@Entity({ name: 'allowlist_entries' })
@Unique('allowlist_entries_range', ['range'])
@Index('allowlist_entries_created_at_id', ['createdAt', 'id'])
export class AllowlistEntry {
  /** Random for entries made by the API; for those of the configuration a UUIDv5 of the range, the same at every start. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** Canonical address or range. */
  @Column({ type: 'varchar', length: 43 })
  range: string;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  note: string | null;

  @Column({ type: 'varchar', length: LONGEST_AUTHOR, nullable: true })
  author: string | null;

  @Column({ type: 'varchar', length: 11 })
  origin: AllowlistOrigin;

  @BigIntegerColumn()
  createdAt: number;

  /** Events from then on are not covered; null: it never ends. */
  @BigIntegerColumn({ nullable: true })
  expiresAt: number | null;

  /** How many log entries it covered. */
  @BigIntegerColumn({ default: 0 })
  hits: number;

  /** Time of the newest log entry that it covered. */
  @BigIntegerColumn({ nullable: true })
  lastHitAt: number | null;
}
