import type { DataSource, EntityManager } from 'typeorm';

/** PostgreSQL's advisory locks that we use, of the pair (class, number): the class is ours, the numbers are here. */
export const DATABASE_LOCKS = {
  /** One process at a time brings the schema up to date. */
  migrations: 1,
  /** The instance that detects holds it as long as it lives. */
  detection: 2,
  /** Changes of alerts and notifications: numbers of the journal become visible in their order. */
  journal: 3,
  /** Batches of pushed lines: their numbers, too. */
  ingest: 4,
} as const;

/** A constant of this project, so that no other program's locks are in the way. */
export const LOCK_CLASS = 0x10_6a_1e;

export type DatabaseLock = (typeof DATABASE_LOCKS)[keyof typeof DATABASE_LOCKS];

/**
 * Waits until no other transaction holds the lock, and holds it until the caller's transaction ends. SQLite needs no
 * such thing: it has one writing transaction at a time.
 */
export async function lockFor(manager: EntityManager, lock: DatabaseLock): Promise<void> {
  if (manager.connection.options.type !== 'postgres') return;
  await manager.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCK_CLASS, lock]);
}

/** Does something while holding a lock that outlives transactions. */
export async function withSessionLock<Result>(
  dataSource: DataSource,
  lock: DatabaseLock,
  work: () => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1, $2)', [LOCK_CLASS, lock]);
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASS, lock]).catch(() => undefined);
    await runner.release();
  }
}
