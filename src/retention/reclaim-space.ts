import type { EntityManager } from 'typeorm';

/** Room that is kept for what comes next, instead of being given back and asked for again. */
const KEPT_PAGES = 500;
const PAGES_AT_ONCE = 100;

/**
 * Gives some of the room of what was removed back to the file system. SQLite alone needs to be told; a file that an
 * earlier version made cannot do it, and uses the room again.
 *
 * @returns whether there is more to give back
 */
export async function reclaimSpace(manager: EntityManager): Promise<boolean> {
  if (manager.connection.options.type === 'postgres') return false;
  const [mode] = await manager.query<{ auto_vacuum: number }[]>('PRAGMA auto_vacuum');
  const [free] = await manager.query<{ freelist_count: number }[]>('PRAGMA freelist_count');
  if (mode?.auto_vacuum !== 2 || free!.freelist_count <= KEPT_PAGES) return false;
  await manager.query(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
  return free!.freelist_count > KEPT_PAGES + PAGES_AT_ONCE;
}
