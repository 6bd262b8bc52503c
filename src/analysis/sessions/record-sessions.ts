import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { BulkSql } from '../../database/bulk-sql.js';
import { dueFaults, setAside, settled, tryLater, tryPart } from '../../faults/set-aside.js';
import { Session, SessionEvent } from './session.entity.js';
import type { TrackedSession } from './session.js';

/** What a transaction stores of sessions; can be copied to another thread. */
export interface SessionResults {
  /** Those that have changed, as they stand now. */
  readonly sessions: readonly TrackedSession[];
  readonly events: readonly SessionEvent[];
}

/** What may have changed what alerts say. */
export interface ChangedSessions {
  readonly sessions: readonly TrackedSession[];
  /** Ids of alerts that could not say it before. */
  readonly again: readonly string[];
}

/** The subject of what is set aside of sessions themselves; of an alert it is the alert's id. */
const SESSIONS = 'sessions';

/**
 * Stores sessions and their events, in the caller's transaction. What cannot be stored is set aside and tried again.
 *
 * @param at UTC milliseconds
 * @returns what may have changed what alerts say
 */
export async function storeSessions(
  manager: EntityManager,
  results: SessionResults,
  at: number,
): Promise<ChangedSessions> {
  const again: string[] = [];
  const sessions = [...results.sessions];
  for (const fault of await dueFaults(manager, ['session'], at)) {
    const failed = await tryPart(manager, async (part) => {
      if (fault.subject === SESSIONS) {
        const due = await notOutdated(part, fault.payload as SessionResults);
        await recordSessions(part, due);
        sessions.push(...due.sessions);
      }
      await settled(part, [fault]);
    });
    if (failed !== null) await tryLater(manager, fault, failed.error, at);
    else if (fault.subject !== SESSIONS) again.push(fault.subject);
  }
  if (results.sessions.length + results.events.length === 0) return { sessions, again };
  const failed = await tryPart(manager, (part) => recordSessions(part, results));
  if (failed !== null)
    await setAside(manager, { kind: 'session', subject: SESSIONS, error: failed.error, payload: results }, at);
  return { sessions, again };
}

async function recordSessions(manager: EntityManager, { sessions, events }: SessionResults): Promise<void> {
  const sql = new BulkSql(manager);
  await sql.upsert(Session, sessions, { conflict: ['id'], update: CHANGES, unless: FURTHER });
  await sql.upsert(SessionEvent, events, { conflict: ['sessionId', 'entryId'], update: [] });
}

/** A session that was stored since then stands further. */
async function notOutdated(manager: EntityManager, { sessions, events }: SessionResults): Promise<SessionResults> {
  const stored = await manager.findBy(Session, { id: In(sessions.map(({ id }) => id)) });
  const eventsOf = new Map(stored.map((session) => [session.id, session.events]));
  return { sessions: sessions.filter((each) => each.events > (eventsOf.get(each.id) ?? -1)), events };
}

/**
 * Another log may tell of the same login, and of less that came of it: what is stored stays then, and a session that is over is
 * not opened again.
 */
const FURTHER = 'sessions.events > excluded.events OR (sessions.ended_at IS NOT NULL AND excluded.ended_at IS NULL)';

/** What changes of a session after its login. */
const CHANGES = ['lastSeen', 'endedAt', 'endReason', 'events', 'listed', 'facts'] as const;
