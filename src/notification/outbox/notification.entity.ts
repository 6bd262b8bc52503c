import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { BigIntegerColumn, JsonColumn } from '../../database/columns.js';
import type { WeeklySummary } from '../weekly/weekly-summary.js';
import type { DigestCause, NotificationReason } from '../policy/notification-policy.js';

/** Where a notification stands: still to be sent, arrived, or given up. */
export const NOTIFICATION_STATES = ['pending', 'delivered', 'failed'] as const;

export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** How one attempt to deliver ended. `interrupted`: the service ended in the middle, so nobody knows. */
export const ATTEMPT_OUTCOMES = ['delivered', 'retry', 'give_up', 'interrupted'] as const;

export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export interface DeliveryAttempt {
  /** UTC milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: AttemptOutcome;
  /** What the other side said; null where there is nothing to say. */
  readonly error: string | null;
}

/** A message to one receiver on one channel, and what became of it. */
@Entity({ name: 'notifications' })
@Index('notifications_state_due_at', ['state', 'dueAt'])
@Index('notifications_created_at_id', ['createdAt', 'id'])
@Index('notifications_channel_created_at', ['channel', 'createdAt'])
export class Notification {
  /** UUIDv7: later ones are greater. Given to the receiver, who can recognise repeats by it. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 64 })
  channel: string;

  @Column({ type: 'varchar', length: 255 })
  receiver: string;

  @Column({ type: 'varchar', length: 20 })
  reason: NotificationReason;

  /** That of the most severe alert; null in a test and a weekly summary. */
  @Column({ type: 'varchar', length: 13, nullable: true })
  severity: Severity | null;

  /** Why alerts are notified together; empty where it is no digest. */
  @JsonColumn()
  causes: readonly DigestCause[];

  /** What a weekly summary says, as it was when the week had ended; null for all else. */
  @JsonColumn({ nullable: true })
  summary: WeeklySummary | null;

  /** Alerts that a digest stands for without naming them. */
  @Column({ type: 'integer' })
  further: number;

  @Column({ type: 'varchar', length: 10 })
  state: NotificationState;

  @BigIntegerColumn()
  createdAt: number;

  /** When it is tried next, UTC milliseconds. */
  @BigIntegerColumn()
  dueAt: number;

  /** When trying ends, UTC milliseconds. */
  @BigIntegerColumn()
  deadlineAt: number;

  /** When it was delivered or given up. */
  @BigIntegerColumn({ nullable: true })
  endedAt: number | null;

  /** The process that is sending it, as long as `claimedUntil` has not passed. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  claimedBy: string | null;

  @BigIntegerColumn({ nullable: true })
  claimedAt: number | null;

  @BigIntegerColumn({ nullable: true })
  claimedUntil: number | null;

  /** How often it was tried. */
  @Column({ type: 'integer' })
  tries: number;

  /** The latest attempts, oldest first. */
  @JsonColumn()
  attempts: readonly DeliveryAttempt[];

  @Column({ type: 'text', nullable: true })
  lastError: string | null;
}

/** An alert that a notification names. */
@Entity({ name: 'notified_alerts' })
@Index('notified_alerts_alert_id', ['alertId'])
export class NotifiedAlert {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  notificationId: string;

  /** Its place in the notification, the most severe first. */
  @PrimaryColumn({ type: 'integer' })
  position: number;

  @Column({ type: 'varchar', length: 36 })
  alertId: string;
}
