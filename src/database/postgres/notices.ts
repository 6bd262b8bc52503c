import type { EntityManager } from 'typeorm';

/** Channel of PostgreSQL's notifications by which instances hear of each other. */
export const NOTICE_CHANNEL = 'log_analyzer';

/** What there is to hear: rows that people or programs wait for, lines to scan, or that the rules are to be read anew. */
export type Notice = 'stored' | 'pushed' | 'rules';

/** Tells all instances, when the caller's transaction commits. With SQLite there is one, which needs no telling. */
export async function notice(manager: EntityManager, what: Notice): Promise<void> {
  if (manager.connection.options.type !== 'postgres') return;
  await manager.query('SELECT pg_notify($1, $2)', [NOTICE_CHANNEL, what]);
}
