import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { BigIntegerColumn } from '../../database/columns.js';
import type { DigestCause } from '../policy/notification-policy.js';

/** What was said of an alert on a channel, or waits to be: the history that the policy decides by. */
@Entity({ name: 'told_alerts' })
@Index('told_alerts_channel_login_entry_id', ['channel', 'loginEntryId'])
@Index('told_alerts_channel_suspected_entry_id', ['channel', 'suspectedEntryId'])
@Index('told_alerts_channel_waiting_since', ['channel', 'waitingSince'])
@Index('told_alerts_channel_followed', ['channel', 'followed'])
export class AlertNotificationState {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  channel: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  alertId: string;

  /** The highest severity at which it was notified. */
  @Column({ type: 'varchar', length: 13 })
  severity: Severity;

  /** The log entry of the login that was notified. */
  @Column({ type: 'integer', nullable: true })
  loginEntryId: number | null;

  /** That of a login that was notified as suspicious. */
  @Column({ type: 'integer', nullable: true })
  suspectedEntryId: number | null;

  /** When it was last notified, UTC milliseconds; null while it waits for its first digest. */
  @BigIntegerColumn({ name: 'told_at', nullable: true })
  notifiedAt: number | null;

  /** Since when it waits for a digest; null: it does not. */
  @BigIntegerColumn({ nullable: true })
  waitingSince: number | null;

  /** Why it waits. */
  @Column({ type: 'varchar', length: 12, nullable: true })
  cause: DigestCause | null;

  /** True until the attack is over, or somebody has taken care of it. */
  @Column({ type: 'boolean' })
  followed: boolean;
}

/** An incident that a channel has notified, or is to notify in a digest, by an id that it was known by. */
@Entity({ name: 'told_incidents' })
export class IncidentNotificationState {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  channel: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  incidentId: string;

  /** The highest severity at which it was notified. */
  @Column({ type: 'varchar', length: 13 })
  severity: Severity;

  /** How many milestones of whoever got in it was notified with. */
  @Column({ type: 'integer', default: 0 })
  milestones: number;
}

/**
 * A channel that has been configured, and what became of its notifications. Planning for it begins by changing its row,
 * so that only one process does.
 */
@Entity({ name: 'notification_channels' })
export class ChannelState {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  /** Grows with every planning. */
  @Column({ type: 'integer' })
  version: number;

  /** End of the last week whose summary was sent, or that was over when summaries were turned on; null: they are off. */
  @BigIntegerColumn({ nullable: true })
  summaryUntil: number | null;

  /** Notifications that arrived, and that were given up. */
  @Column({ type: 'integer', default: 0 })
  delivered: number;

  @Column({ type: 'integer', default: 0 })
  failed: number;

  /** Attempts that failed and were repeated. */
  @Column({ type: 'integer', default: 0 })
  retried: number;
}
