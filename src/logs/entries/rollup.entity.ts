import { Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../database/columns.js';

/** How long the spans are that entries are counted by, hours. */
export const ROLLUP_SPANS = [1, 24] as const;

export type RollupSpan = (typeof ROLLUP_SPANS)[number];

/** The stored log entries of an hour or a day (UTC), counted by host and log type; stored with the entries. */
@Entity({ name: 'rollup_counts', withoutRowid: true })
export class RollupCount {
  /** Hours. */
  @PrimaryColumn({ type: 'integer' })
  span: RollupSpan;

  /** Its beginning, UTC milliseconds. */
  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (value: number) => value } })
  start: number;

  /** Empty where the line names none. */
  @PrimaryColumn({ type: 'varchar', length: 255 })
  host: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  logType: string;

  @BigIntegerColumn()
  entries: number;

  @BigIntegerColumn()
  attempts: number;

  /** UTC milliseconds, as {@link lastSeen}; not later when entries are removed. */
  @BigIntegerColumn()
  firstSeen: number;

  @BigIntegerColumn()
  lastSeen: number;
}

/** What values are counted. */
export const ROLLUP_KINDS = ['ip', 'user'] as const;

export type RollupKind = (typeof ROLLUP_KINDS)[number];

/** Those of a day by source address, and by user name, of all hosts. */
@Entity({ name: 'rollup_values', withoutRowid: true })
export class RollupValue {
  @PrimaryColumn({ type: 'varchar', length: 4 })
  kind: RollupKind;

  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (value: number) => value } })
  start: number;

  /** Attacker text, cut. */
  @PrimaryColumn({ type: 'varchar', length: 200 })
  value: string;

  @BigIntegerColumn()
  entries: number;

  @BigIntegerColumn()
  attempts: number;

  @BigIntegerColumn()
  logins: number;

  /** UTC milliseconds, as {@link lastSeen}; not later when entries are removed. */
  @BigIntegerColumn()
  firstSeen: number;

  @BigIntegerColumn()
  lastSeen: number;
}
