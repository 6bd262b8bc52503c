import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../database/columns.js';
import type { Resolution } from './lifecycle/triage.js';
import type { AfterLogin } from './lifecycle/alert-outcome.js';
import type { AlertLogin, AlertSummary, AlertTallies, DetectedAlert } from './lifecycle/detected-alert.js';
import type { AlertOutcome, Severity } from './lifecycle/alert-terms.js';

/**
 * A stored alert: what detection found, which only detection writes, and what people did with it, which only they do.
 * Facts are moments; the status follows from them.
 */
@Entity({ name: 'alerts' })
// Holds whatever lists are filtered by, so that a filter need not read the alerts themselves, which are long.
@Index('alerts_list', ['firedAt', 'id', 'rule', 'severity', 'outcome', 'ipAddress', 'acknowledgedAt', 'resolvedAt'])
@Index('alerts_ip_address_fired_at', ['ipAddress', 'firedAt', 'id'])
// Those that nobody has taken care of can be counted without looking at the others.
@Index('alerts_open', ['severity'], { where: `"acknowledged_at" IS NULL AND "resolved_at" IS NULL` })
@Index('alerts_last_seen_id', ['lastSeen', 'id'])
@Index('alerts_lane_ends_at', ['lane', 'endsAt'])
@Index('alerts_ip_address_last_seen', ['ipAddress', 'lastSeen'])
@Index('alerts_username_last_seen', ['username', 'lastSeen'])
@Index('alerts_incident', ['incident', 'firedAt', 'id'])
export class Alert implements Omit<DetectedAlert, keyof AlertTallies> {
  /** UUIDv5 of rule, group key and first_seen. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 100 })
  rule: string;

  @Column({ type: 'varchar', length: 36 })
  ruleId: string;

  @Column({ type: 'varchar', length: 64 })
  ruleVersion: string;

  @Column({ type: 'varchar', length: 256 })
  reason: string;

  @Column({ type: 'varchar', length: 13 })
  severity: Severity;

  @JsonColumn()
  tags: readonly string[];

  @JsonColumn()
  groupBy: Readonly<Record<string, string>>;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null;

  /** Attacker text. */
  @Column({ type: 'text', nullable: true })
  username: string | null;

  @Column({ type: 'integer' })
  attempts: number;

  @Column({ type: 'integer' })
  events: number;

  /** True where a client may have chosen the address: nobody is turned away for it. */
  @Column({ type: 'boolean', default: false })
  forgeable: boolean;

  @BigIntegerColumn()
  firstSeen: number;

  @BigIntegerColumn()
  firedAt: number;

  @BigIntegerColumn()
  lastSeen: number;

  @BigIntegerColumn()
  endsAt: number;

  @Column({ type: 'integer', default: 0 })
  ipAddressCount: number;

  @JsonColumn()
  summary: AlertSummary;

  /** Everything that detection has counted. Long, and of use to detection alone: only read where it is asked for. */
  @JsonColumn({ select: false })
  tallies: AlertTallies;

  @JsonColumn()
  firstEntries: readonly number[];

  @JsonColumn()
  lastEntries: readonly number[];

  @JsonColumn()
  firing: DetectedAlert['firing'];

  @Column({ type: 'varchar', length: 20 })
  outcome: AlertOutcome;

  @JsonColumn({ nullable: true })
  login: AlertLogin | null;

  @Column({ type: 'integer' })
  logins: number;

  /** What whoever got in did; null while nothing is known that matters. */
  @JsonColumn({ nullable: true })
  afterLogin: AfterLogin | null;

  /** The incident that the alert belongs to: {@link Incident.id}. */
  @Column({ type: 'integer', default: 0 })
  incident: number;

  @Column({ type: 'text', nullable: true })
  explanation: string | null;

  @Column({ type: 'integer' })
  lane: number;

  @BigIntegerColumn({ nullable: true })
  acknowledgedAt: number | null;

  @BigIntegerColumn({ nullable: true })
  resolvedAt: number | null;

  /** What it was in the end; null until it is resolved. */
  @Column({ type: 'varchar', length: 14, nullable: true })
  resolution: Resolution | null;

  /** Until when nobody wants to be reminded of it. */
  @BigIntegerColumn({ nullable: true })
  snoozedUntil: number | null;
}

/** The columns that people write, and what sessions say; the others belong to detection. */
const COLUMNS_OF_OTHERS: readonly string[] = [
  'acknowledgedAt',
  'resolvedAt',
  'resolution',
  'snoozedUntil',
  'afterLogin',
];

/** The columns that detection writes besides the id, by their names in the code. */
export function detectedColumns(columns: readonly { readonly propertyName: string }[]): (keyof Alert)[] {
  const names = columns.map(({ propertyName }) => propertyName);
  return names.filter((name) => name !== 'id' && !COLUMNS_OF_OTHERS.includes(name)) as (keyof Alert)[];
}
