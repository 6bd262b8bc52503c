import type { EntityManager } from 'typeorm';
import { sqliteConnection } from '../database/sqlite-connection.js';

/** Room that is kept for what comes next, instead of being given back and asked for again. */
const KEPT_PAGES = 500;
const PAGES_AT_ONCE = 50;

/**
 * Whether there is room of what was removed to give back to the file system. SQLite alone needs to be told; a file that an
 * earlier version made cannot do it, and uses the room again.
 */
export async function hasSpaceToReclaim(manager: EntityManager): Promise<boolean> {
  if (manager.connection.options.type === 'postgres') return false;
  const [mode] = await manager.query<{ auto_vacuum: number }[]>('PRAGMA auto_vacuum');
  const [free] = await manager.query<{ freelist_count: number }[]>('PRAGMA freelist_count');
  return mode?.auto_vacuum === 2 && free!.freelist_count > KEPT_PAGES;
}

/** Gives back some of it. */
export function reclaimSpace(manager: EntityManager): void {
  // Asked as a query, it would give back a single page: it says after each that there is more to come.
  sqliteConnection(manager.connection).exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
}
