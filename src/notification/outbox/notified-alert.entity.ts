import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An alert that a notification names. */
@Entity({ name: 'notified_alerts' })
@Index('notified_alerts_alert_id', ['alertId'])
export class NotifiedAlert {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  notificationId: string;

  /** Its place in the notification, the gravest first. */
  @PrimaryColumn({ type: 'integer' })
  position: number;

  @Column({ type: 'varchar', length: 36 })
  alertId: string;
}
