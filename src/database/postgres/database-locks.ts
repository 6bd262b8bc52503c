import type { DataSource, EntityManager } from 'typeorm';

/** Channel of PostgreSQL's notifications by which instances hear of each other. */
export const NOTICE_CHANNEL = 'log_analyzer';

/** What there is to hear: rows that people or programs wait for, lines to scan, or that the rules are to be read anew. */
export type Notice = 'stored' | 'pushed' | 'rules';

/** Tells all instances, when the caller's transaction commits. With SQLite there is one, which needs no telling. */
export async function notice(manager: EntityManager, what: Notice): Promise<void> {
  if (manager.connection.options.type !== 'postgres') return;
  await manager.query('SELECT pg_notify($1, $2)', [NOTICE_CHANNEL, what]);
}

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
