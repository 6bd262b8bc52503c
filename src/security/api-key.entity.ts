import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Scope } from '../common/scope.js';
import { BigIntegerColumn } from '../database/columns.js';

/** A key that was given out by the API. The key itself is nowhere kept. */
@Entity({ name: 'api_keys' })
@Index('api_keys_hash', ['hash'], { unique: true })
@Index('api_keys_name', ['name'], { unique: true })
@Index('api_keys_created_at_id', ['createdAt', 'id'])
export class ApiKey {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 64 })
  name: string;

  /** SHA-256 of the key, hexadecimal. A key is 32 random bytes: there is nothing to gain from a slow hash. */
  @Column({ type: 'varchar', length: 64 })
  hash: string;

  /** How the key begins, to tell it by. */
  @Column({ type: 'varchar', length: 12 })
  prefix: string;

  @Column({ type: 'varchar', length: 8 })
  scope: Scope;

  @BigIntegerColumn()
  createdAt: number;

  /** UTC milliseconds; null: it does not end. */
  @BigIntegerColumn({ nullable: true })
  expiresAt: number | null;

  /** To the minute. */
  @BigIntegerColumn({ nullable: true })
  lastUsedAt: number | null;
}
