import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../database/columns.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';
import type { Severity } from './lifecycle/severity.js';
import type { TallyState } from './lifecycle/tally.js';

/**
 * A stored alert: what detection found, which only detection writes, and what people did with it, which only they do.
 * Facts are moments; the status follows from them.
 */
@Entity({ name: 'alerts' })
@Index('alerts_fired_at_id', ['firedAt', 'id'])
@Index('alerts_ends_at', ['endsAt'])
export class Alert implements DetectedAlert {
  /** UUIDv5 of rule, group key and first_seen. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 100 })
  rule: string;

  @Column({ type: 'varchar', length: 256 })
  reason: string;

  @Column({ type: 'varchar', length: 13 })
  severity: Severity;

  @Column({ type: 'varchar', length: 45 })
  ipAddress: string;

  @Column({ type: 'integer' })
  attempts: number;

  @Column({ type: 'integer' })
  events: number;

  @BigIntegerColumn()
  firstSeen: number;

  @BigIntegerColumn()
  firedAt: number;

  @BigIntegerColumn()
  lastSeen: number;

  @BigIntegerColumn()
  endsAt: number;

  @JsonColumn()
  usernames: TallyState;

  @BigIntegerColumn({ nullable: true })
  acknowledgedAt: number | null;

  @BigIntegerColumn({ nullable: true })
  resolvedAt: number | null;
}

/** The columns that detection writes; the others belong to people. */
export const DETECTED_COLUMNS = [
  'rule',
  'reason',
  'severity',
  'ipAddress',
  'attempts',
  'events',
  'firstSeen',
  'firedAt',
  'lastSeen',
  'endsAt',
  'usernames',
] as const satisfies readonly (keyof DetectedAlert)[];
