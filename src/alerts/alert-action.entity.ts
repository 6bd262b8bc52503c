import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BigIntegerColumn } from '../database/columns.js';
import type { AlertAction, Resolution } from './lifecycle/alert-handling.js';

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
