import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../database/columns.js';
import type { LogType, TimeBasis } from '../parsing/parsed-line.js';
import { BAN_TYPES, LOGIN_TYPES, PENALTY_TYPES } from '../programs/registry.js';

/** As the indexes of logins have it: a program with a login type of its own needs a migration of them. */
const LOGINS = isOneOfTypes('"log_type"', LOGIN_TYPES);
const PENALTIES = isOneOfTypes('"log_type"', PENALTY_TYPES);
const BANS = isOneOfTypes('"log_type"', BAN_TYPES);

/** One stored line of a log: what was understood of it, and its text. Written once, never changed. */
@Entity({ name: 'log_entries' })
@Index('log_entries_ip_address_timestamp', ['ipAddress', 'timestamp'])
@Index('log_entries_timestamp', ['timestamp'])
// Logins are few among many: who logged in from where is found without looking at the others.
@Index('log_entries_logins_ip_address', ['ipAddress', 'timestamp', 'id'], { where: LOGINS })
@Index('log_entries_logins_username', ['username', 'timestamp', 'id'], { where: LOGINS })
@Index('log_entries_logins_timestamp', ['timestamp', 'id'], { where: LOGINS })
@Index('log_entries_penalties_timestamp', ['timestamp'], { where: PENALTIES })
@Index('log_entries_bans_timestamp', ['timestamp'], { where: BANS })
export class LogEntry {
  /** Counts the entries in the order of storing, without gaps; given by ingestion. */
  @PrimaryColumn({ type: 'integer' })
  id: number;

  /** When it happened, UTC milliseconds. */
  @BigIntegerColumn()
  timestamp: number;

  @Column({ type: 'varchar', length: 20 })
  timeBasis: TimeBasis;

  @Column({ type: 'varchar', length: 40 })
  logType: LogType;

  @Column({ type: 'varchar', length: 255, nullable: true })
  host: string | null;

  @Column({ type: 'varchar', length: 64 })
  program: string;

  @Column({ type: 'integer', nullable: true })
  pid: number | null;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null;

  /** The name that stands in place of an address. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  sourceHost: string | null;

  @Column({ type: 'integer', nullable: true })
  port: number | null;

  /** Attacker text. */
  @Column({ type: 'text', nullable: true })
  username: string | null;

  @Column({ type: 'boolean', nullable: true })
  validUser: boolean | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  method: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  keyType: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  keyFingerprint: string | null;

  @Column({ type: 'text', nullable: true })
  certificateId: string | null;

  /** The service of PAM that the line is about. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  service: string | null;

  /** As whom somebody acts, or the account that is changed. */
  @Column({ type: 'text', nullable: true })
  targetUser: string | null;

  /** Text of whoever is logged in. */
  @Column({ type: 'text', nullable: true })
  command: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  tty: string | null;

  @Column({ type: 'text', nullable: true })
  workingDirectory: string | null;

  /** What the line tells besides, as {@link StoredDetails} in JSON. */
  @Column({ type: 'text', nullable: true })
  details: string | null;

  /** What the line adds to the failed attempts of its connection. */
  @Column({ type: 'integer' })
  attempts: number;

  /** Attempts of the connection that earlier lines counted without knowing its address. */
  @Column({ type: 'integer' })
  carriedAttempts: number;

  /** Attempts of the connection of which the line is the first to say the method. */
  @Column({ type: 'integer', default: 0 })
  methodAttempts: number;

  /** True where the allowlist covered the address: detection does not see the entry. */
  @Column({ type: 'boolean', default: false })
  allowlisted: boolean;

  /** The stream of time that detection followed the entry in; 0 unless it came far out of order. */
  @Column({ type: 'integer', default: 0 })
  lane: number;

  /** The log source that the line was read from. */
  @Column({ type: 'integer' })
  sourceId: number;

  /** The line as it was written, invalid UTF-8 replaced. */
  @Column({ type: 'text' })
  rawLog: string;
}

/** A condition that a column names one of some log types, written out: only then are the indexes of logins used. */
export function isOneOfTypes(column: string, types: readonly LogType[]): string {
  const texts = types.map((type) => `'${type}'`);
  return texts.length === 1 ? `${column} = ${texts[0]}` : `${column} IN (${texts.join(', ')})`;
}
