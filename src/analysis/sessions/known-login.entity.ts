import { Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../database/columns.js';
import type { LoginFact, LoginTrait } from './login-history.js';

/** Since when a user is known to log in with something; outlives the log entries that it was learned from. */
@Entity({ name: 'known_logins' })
export class KnownLogin implements LoginFact {
  @PrimaryColumn({ type: 'varchar', length: 256 })
  username: string;

  @PrimaryColumn({ type: 'varchar', length: 8 })
  trait: LoginTrait;

  @PrimaryColumn({ type: 'varchar', length: 255 })
  value: string;

  /** UTC milliseconds. */
  @BigIntegerColumn()
  firstSeen: number;

  @BigIntegerColumn()
  lastSeen: number;
}
