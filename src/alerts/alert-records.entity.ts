import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../database/columns.js';
import type { AlertAction, Resolution } from './lifecycle/triage.js';
import type { AlertChangeKind } from './lifecycle/alert-outcome.js';
import type { Severity } from './lifecycle/alert-terms.js';
import type { AttackFacts } from './lifecycle/detected-alert.js';

/** Longest note, and longest name of the person who did it. */
export const LONGEST_NOTE = 4_000;
export const LONGEST_WHO = 255;

/** Something that somebody did with an alert. Written once, never changed. */
@Entity({ name: 'alert_actions' })
@Index('alert_actions_alert_id_id', ['alertId', 'id'])
export class AlertActionRecord {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ type: 'varchar', length: 36 })
  alertId: string;

  @Column({ type: 'varchar', length: 12 })
  action: AlertAction;

  /** UTC milliseconds. */
  @BigIntegerColumn()
  at: number;

  /** Who did it, as far as they said so, or the name of their API key. */
  @Column({ type: 'varchar', length: LONGEST_WHO, nullable: true })
  who: string | null;

  @Column({ type: 'varchar', length: LONGEST_NOTE, nullable: true })
  note: string | null;

  @Column({ type: 'varchar', length: 14, nullable: true })
  resolution: Resolution | null;

  /** Until when it was snoozed. */
  @BigIntegerColumn({ nullable: true })
  until: number | null;
}

/** An address that takes part in the attack of an alert that is not about one address. All of them are kept. */
@Entity({ name: 'alert_addresses' })
@Index('alert_addresses_ip_address', ['ipAddress', 'alertId'])
export class AlertAddress {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  alertId: string;

  @PrimaryColumn({ type: 'varchar', length: 45 })
  ipAddress: string;

  /** Failed attempts of the address that the alert counts. */
  @Column({ type: 'integer' })
  attempts: number;
}

/**
 * A row of the outbox: an alert has changed, which is recorded in the transaction that changes it, so that nobody who
 * has to hear of it can miss it. Of several changes of one kind the latest is kept.
 */
@Entity({ name: 'alert_changes' })
@Index('alert_changes_alert_id_kind', ['alertId', 'kind'], { unique: true })
@Index('alert_changes_pending', ['pending', 'id'])
export class RecordedAlertChange {
  /** Grows with every change, and is never given twice. */
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ type: 'varchar', length: 36 })
  alertId: string;

  @Column({ type: 'varchar', length: 20 })
  kind: AlertChangeKind;

  /** When it was recorded, UTC milliseconds. */
  @BigIntegerColumn()
  at: number;

  /** True until notification has decided whom to notify. */
  @Column({ type: 'boolean' })
  pending: boolean;
}

/** How many alerts a rule has raised with a severity: counted as they are raised, so that nobody has to count them later. */
@Entity({ name: 'alert_counts' })
export class AlertCount {
  @PrimaryColumn({ type: 'varchar', length: 100 })
  rule: string;

  /** The severity that the alert was raised with; what became of it later does not matter here. */
  @PrimaryColumn({ type: 'varchar', length: 13 })
  severity: Severity;

  @BigIntegerColumn()
  raised: number;
}

/** What a rule has found that raises no alert itself but counts for others; kept so that detection can be resumed. */
@Entity({ name: 'silent_detections' })
@Index('silent_detections_lane_last_seen', ['lane', 'lastSeen'])
export class SilentDetection {
  /** As an alert's. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'integer' })
  lane: number;

  @BigIntegerColumn()
  lastSeen: number;

  @JsonColumn()
  detection: AttackFacts;
}

/**
 * Alerts that belong together: they share an attacking address, or a user under distributed attack, and overlap or
 * follow within an hour. What people know it by is the id of its first alert.
 */
@Entity({ name: 'incidents' })
@Index('incidents_fired_at', ['firedAt', 'id'])
@Index('incidents_last_seen', ['lastSeen', 'id'])
export class Incident {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  /** The first of its alerts. */
  @Column({ type: 'varchar', length: 36 })
  alertId: string;

  /** When that one fired, UTC milliseconds. */
  @BigIntegerColumn()
  firedAt: number;

  /** The first and the last event of any of its alerts, UTC milliseconds. */
  @BigIntegerColumn({ default: 0 })
  firstSeen: number;

  @BigIntegerColumn({ default: 0 })
  lastSeen: number;

  /** How many alerts it has had. */
  @Column({ type: 'integer' })
  alerts: number;
}

/** Every id that an incident was known by: two that grow together keep both, and go by that of the elder. */
@Entity({ name: 'incident_names' })
@Index('incident_names_incident', ['incident'])
export class IncidentName {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  alertId: string;

  @Column({ type: 'integer' })
  incident: number;
}

/** When alerts of an incident had to do with somebody: an address, or `user ` and a name. Spans lie over an hour apart. */
@Entity({ name: 'incident_spans' })
@Index('incident_spans_incident', ['incident'])
@Index('incident_spans_last_seen', ['lastSeen'])
@Index('incident_spans_first_seen', ['firstSeen'])
export class IncidentSpan {
  @PrimaryColumn({ type: 'text' })
  participant: string;

  /** UTC milliseconds, as {@link lastSeen}. */
  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (value: number) => value } })
  firstSeen: number;

  @BigIntegerColumn()
  lastSeen: number;

  @Column({ type: 'integer' })
  incident: number;
}
