import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../../database/columns.js';
import type { EndReason, LinkKind, SessionFacts } from './session.js';

/** A login, and what was done from it until it ended. Moments are UTC milliseconds. */
@Entity({ name: 'sessions' })
@Index('sessions_started_at', ['startedAt', 'id'])
@Index('sessions_ip_address', ['ipAddress', 'startedAt'])
@Index('sessions_username', ['username', 'startedAt'])
@Index('sessions_login_entry', ['loginEntry'])
export class Session {
  /** Follows from the line of the login. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  host: string | null;

  @Column({ type: 'text' })
  username: string;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  sourceHost: string | null;

  @Column({ type: 'integer', nullable: true })
  port: number | null;

  @Column({ type: 'integer', nullable: true })
  pid: number | null;

  @Column({ type: 'varchar', length: 64 })
  program: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  method: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  keyType: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  keyFingerprint: string | null;

  /** The log entry of the login. */
  @Column({ type: 'integer' })
  loginEntry: number;

  @BigIntegerColumn()
  startedAt: number;

  /** Its last event. */
  @BigIntegerColumn()
  lastSeen: number;

  /** Null while it is open. */
  @BigIntegerColumn({ nullable: true })
  endedAt: number | null;

  @Column({ type: 'varchar', length: 12, nullable: true })
  endReason: EndReason | null;

  /** Events that are its own, or may be. */
  @Column({ type: 'integer' })
  events: number;

  /** How many of them are {@link SessionEvent}s. */
  @Column({ type: 'integer' })
  listed: number;

  @JsonColumn()
  facts: SessionFacts;
}

/** A log entry that belongs to a session, or may. Written once, never changed. */
@Entity({ name: 'session_events' })
@Index('session_events_entry_id', ['entryId'])
export class SessionEvent {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  sessionId: string;

  @PrimaryColumn({ type: 'integer' })
  entryId: number;

  @Column({ type: 'varchar', length: 12 })
  how: LinkKind;
}
