import type { EntityManager } from 'typeorm';
import { BulkSql } from '../../database/bulk-sql.js';
import { Session, SessionEvent } from './session.entity.js';
import type { TrackedSession } from './session.js';

/** What a transaction stores of sessions; can be copied to another thread. */
export interface SessionResults {
  /** Those that have changed, as they stand now. */
  readonly sessions: readonly TrackedSession[];
  readonly events: readonly SessionEvent[];
}

/** Stores sessions and their events, in the caller's transaction. */
export async function recordSessions(manager: EntityManager, { sessions, events }: SessionResults): Promise<void> {
  const sql = new BulkSql(manager);
  await sql.upsert(Session, sessions, { conflict: ['id'], update: CHANGES });
  await sql.upsert(SessionEvent, events, { conflict: ['sessionId', 'entryId'], update: [] });
}

/** What changes of a session after its login. */
const CHANGES = ['lastSeen', 'endedAt', 'endReason', 'events', 'listed', 'facts'] as const;
