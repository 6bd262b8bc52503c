import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BigIntegerColumn } from '../database/columns.js';
import type { AlertChangeKind } from './lifecycle/alert-change.js';

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

  /** True until notification has decided whom to tell. */
  @Column({ type: 'boolean' })
  pending: boolean;
}
