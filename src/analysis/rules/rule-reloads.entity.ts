import type { EntityManager } from 'typeorm';
import { Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../database/columns.js';
import { notice } from '../../database/postgres/database-locks.js';

/** How often somebody has asked for the rules to be read anew: one row for all instances of the database. */
@Entity({ name: 'rule_reloads' })
export class RuleReloads {
  /** Always 1. */
  @PrimaryColumn({ type: 'integer' })
  id: number;

  @BigIntegerColumn()
  count: number;
}

/** How often the rules were asked for anew, so far. */
export async function readReloads(manager: EntityManager): Promise<number> {
  return (await manager.findOneBy(RuleReloads, { id: 1 }))?.count ?? 0;
}

/** Counts one more, and lets all instances know. To be called in a transaction. @returns the new count */
export async function countReload(manager: EntityManager): Promise<number> {
  await manager.query(
    'INSERT INTO rule_reloads (id, count) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET count = rule_reloads.count + 1',
  );
  await notice(manager, 'rules');
  return readReloads(manager);
}
