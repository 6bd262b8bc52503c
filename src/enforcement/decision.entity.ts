import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { BigIntegerColumn, JsonColumn } from '../database/columns.js';

/** Why a decision is over. */
export const DECISION_ENDS = ['expired', 'removed', 'false_positive', 'allowlisted', 'switched_off'] as const;

export type DecisionEnd = (typeof DECISION_ENDS)[number];

/** What a decision is about; bouncers that know nothing of ranges ask for addresses alone. */
export const DECISION_SCOPES = ['ip', 'range'] as const;

export type DecisionScope = (typeof DECISION_SCOPES)[number];

/** That an address or a range is to be turned away for some time. Of each value one at most is active. */
@Entity({ name: 'decisions' })
@Index('decisions_active', ['value'], { unique: true, where: '"ended_at" IS NULL' })
@Index('decisions_value', ['value', 'createdAt'])
@Index('decisions_until', ['until'])
@Index('decisions_created_at', ['createdAt', 'id'])
@Index('decisions_created_change', ['createdChange'])
@Index('decisions_ended_change', ['endedChange'])
@Index('decisions_alert_id', ['alertId'])
export class Decision {
  @PrimaryGeneratedColumn()
  id: number;

  /** Canonical: an address, or a range in CIDR notation. */
  @Column({ type: 'varchar', length: 64 })
  value: string;

  @Column({ type: 'varchar', length: 8 })
  scope: DecisionScope;

  /** True where it only shows what would be decided: no bouncer hears of it. */
  @Column({ type: 'boolean' })
  simulated: boolean;

  /** The rule whose alert decided; null where a person did. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  rule: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  alertId: string | null;

  /** Of the alert; `high` where a person decided. */
  @Column({ type: 'varchar', length: 13 })
  severity: Severity;

  /** The person, or the key, that decided. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  author: string | null;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  note: string | null;

  /** UTC milliseconds, as all moments here; by the clock. */
  @BigIntegerColumn()
  createdAt: number;

  @BigIntegerColumn()
  until: number;

  /** Null while it is active. */
  @BigIntegerColumn({ nullable: true })
  endedAt: number | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  endReason: DecisionEnd | null;

  /** The last event of alerts about the value when it ended, by their own times. */
  @BigIntegerColumn({ nullable: true })
  seenTo: number | null;

  /** Who ended it. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  endedBy: string | null;

  /** The change ({@link DecisionHead}) that it came with. */
  @Column({ type: 'integer' })
  createdChange: number;

  /** The change that ended it. */
  @Column({ type: 'integer', nullable: true })
  endedChange: number | null;
}

/** Counts the changes of decisions: bouncers are told what has changed since the one that they know. */
@Entity({ name: 'decision_head' })
export class DecisionHead {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  @Column({ type: 'integer' })
  change: number;
}

/** A program that asks for decisions and enforces them: by its key, the address that it asks from, and what it is. */
@Entity({ name: 'bouncers' })
export class Bouncer {
  /** Name of the key; empty where none is asked for. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  @PrimaryColumn({ type: 'varchar', length: 45 })
  ipAddress: string;

  /** As it says in User-Agent; empty where it says nothing. Several may have a key and an address in common. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  type: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  version: string | null;

  @BigIntegerColumn()
  firstSeen: number;

  /** When it was last told of decisions. */
  @BigIntegerColumn({ nullable: true })
  lastPullAt: number | null;

  /** Between its last two pulls, milliseconds; 0: it asks about one address at a time, and says nothing of how often. */
  @Column({ type: 'integer', nullable: true })
  pullInterval: number | null;

  /** The change up to which it was told. */
  @Column({ type: 'integer' })
  change: number;

  @BigIntegerColumn({ nullable: true })
  metricsAt: number | null;

  /** What it has turned away since it was first seen, by unit, such as packets and bytes. */
  @JsonColumn({ nullable: true })
  dropped: Readonly<Record<string, number>> | null;

  /** The alert that it has stopped; null: it has not. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  stopAlertId: string | null;
}
