import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../database/columns.js';

/**
 * What can be set aside: a source of lines, a line of it, a log entry, events that a detection rule failed on, what an
 * alert has gained, the outcome of alerts after logins, sessions and what alerts say of them, with what users
 * have logged in, hits of the allowlist, the text of batches that are taken, and what a channel is to tell of.
 */
export const FAULT_KINDS = [
  'source',
  'line',
  'entry',
  'rule',
  'alert',
  'outcome',
  'session',
  'login',
  'allowlist',
  'batch',
  'channel',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something that failed and was set aside, so that everything else goes on. It is tried again by itself. */
@Entity({ name: 'faults' })
@Index('faults_kind_subject', ['kind', 'subject'])
@Index('faults_next_try_at', ['nextTryAt'])
export class Fault {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ type: 'varchar', length: 10 })
  kind: FaultKind;

  /** Which one: the path of a source, the name of a rule or a channel, the id of an alert or an entry. */
  @Column({ type: 'text' })
  subject: string;

  /** What went wrong, last. */
  @Column({ type: 'text' })
  reason: string;

  /** When it was set aside, UTC milliseconds. */
  @BigIntegerColumn()
  since: number;

  /** How often it was tried. */
  @Column({ type: 'integer' })
  tries: number;

  /** When it is tried again, UTC milliseconds. */
  @BigIntegerColumn()
  nextTryAt: number;

  /** What is needed to try again; by kind. */
  @JsonColumn({ nullable: true })
  payload: unknown;
}
