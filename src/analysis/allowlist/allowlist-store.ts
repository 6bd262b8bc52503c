import type { EntityManager } from 'typeorm';
import { Allowlist } from '../detection/allowlist.js';
import type { AllowlistHits } from '../detection/applied-allowlist.js';
import { AllowlistEntry } from './allowlist-entry.entity.js';

/** The allowlist as it is stored now. Changes of it count from the next scan on. */
export async function loadAllowlist(manager: EntityManager): Promise<Allowlist> {
  return new Allowlist(await manager.find(AllowlistEntry, { select: { id: true, range: true, expiresAt: true } }));
}

/** Adds hits to entries, by their id, in the caller's transaction. Entries that were removed meanwhile are passed over. */
export async function addHits(manager: EntityManager, hitsById: ReadonlyMap<string, AllowlistHits>): Promise<void> {
  for (const [id, { hits, lastHitAt }] of hitsById) {
    await manager
      .createQueryBuilder()
      .update(AllowlistEntry)
      .set({
        hits: () => 'hits + :hits',
        lastHitAt: () => 'CASE WHEN last_hit_at > :lastHitAt THEN last_hit_at ELSE :lastHitAt END',
      })
      .where('id = :id', { id })
      .setParameters({ hits, lastHitAt })
      .execute();
  }
}
