import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Severity } from '../../alerts/lifecycle/severity.js';
import { BigIntegerColumn } from '../../database/columns.js';
import type { DigestCause } from '../policy/notification-reason.js';

/** What was said of an alert on a channel, or waits to be: the history that the policy decides by. */
@Entity({ name: 'told_alerts' })
@Index('told_alerts_channel_login_entry_id', ['channel', 'loginEntryId'])
@Index('told_alerts_channel_suspected_entry_id', ['channel', 'suspectedEntryId'])
@Index('told_alerts_channel_waiting_since', ['channel', 'waitingSince'])
@Index('told_alerts_channel_followed', ['channel', 'followed'])
export class ToldAlert {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  channel: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  alertId: string;

  /** The gravest at which it was told of. */
  @Column({ type: 'varchar', length: 13 })
  severity: Severity;

  /** The log entry of the login that was told of. */
  @Column({ type: 'integer', nullable: true })
  loginEntryId: number | null;

  /** That of a login that was told of as suspicious. */
  @Column({ type: 'integer', nullable: true })
  suspectedEntryId: number | null;

  /** When it was last told of, UTC milliseconds; null while it waits for its first digest. */
  @BigIntegerColumn({ nullable: true })
  toldAt: number | null;

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
