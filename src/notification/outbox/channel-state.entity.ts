import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A channel that has been configured; planning for it begins by changing its row, so that only one process does. */
@Entity({ name: 'notification_channels' })
export class ChannelState {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  /** Grows with every planning. */
  @Column({ type: 'integer' })
  version: number;
}
