import { Column, Entity, PrimaryColumn } from 'typeorm';

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

  /** Notifications that arrived, and that were given up. */
  @Column({ type: 'integer', default: 0 })
  delivered: number;

  @Column({ type: 'integer', default: 0 })
  failed: number;

  /** Attempts that failed and were repeated. */
  @Column({ type: 'integer', default: 0 })
  retried: number;
}
