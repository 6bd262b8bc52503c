import { LessThanOrEqual } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Session, SessionEvent } from '../analysis/sessions/session.entity.js';
import { sqliteConnection } from '../database/sqlite-options.js';
import { LogEntry } from '../logs/entries/log-entry.entity.js';
import { RollupCounts } from '../logs/entries/rollup-counts.js';

/** A stream that has not moved for so long is at rest: an import that is over, a host that is no more. */
const REST_MS = 24 * 3_600_000;

/**
 * Tells the streams of detection that go on from those at rest. The past of a stream is needed while lines may come for it;
 * that of an old log which was read once would otherwise be kept for ever. After a restart the watch begins anew.
 */
export class StreamsAtRest {
  private readonly seen = new Map<number, { readonly entriesSince: number; readonly at: number }>();

  /** What is needed of streams that go on. @param now UTC milliseconds */
  needed(reach: readonly NeededPast[], now: number): NeededPast[] {
    return reach.filter(({ lane, entriesSince }) => {
      const known = this.seen.get(lane);
      if (known?.entriesSince === entriesSince) return now - known.at < REST_MS;
      this.seen.set(lane, { entriesSince, at: now });
      return true;
    });
  }
}

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

/** What of the past is still needed to go on detecting, by stream. Times are UTC milliseconds. */
export interface NeededPast {
  readonly lane: number;
  readonly entriesSince: number;
  readonly alertsSince: number;
}

/** What is to be removed. */
export interface RemovalOrder {
  /** Entries from before this moment, UTC milliseconds. */
  readonly before: number;
  /** Entries up to this id were received before that moment, whatever time they say. */
  readonly receivedUpTo: number;
  readonly needed: readonly NeededPast[];
}

/** Few enough that nobody notices the wait. */
const ENTRIES_AT_ONCE = 500;
/** A clock that is so far ahead is wrong. */
const FAR_AHEAD_MS = 3_600_000;

/** Whether the entry in front is one to remove. */
export async function hasOldEntries(manager: EntityManager, order: RemovalOrder): Promise<boolean> {
  const entries = await firstEntries(manager, 1);
  return entries.some(isOld(order));
}

/**
 * Removes the entries in front that are older than a moment and not needed any more, a few at a time.
 *
 * Entries go in the order in which they were stored, and none goes before all in front of it may: their numbers stay
 * without gaps, by which lists count and find them. An old entry that was stored late waits for those before it. One
 * that says a time in the future is as old as its arrival: no source holds up the others.
 *
 * @returns how many were removed; fewer than there is room for in one step: there are no more
 */
export async function removeOldEntries(
  manager: EntityManager,
  order: RemovalOrder,
): Promise<{ removed: number; isDone: boolean }> {
  const entries = await firstEntries(manager, ENTRIES_AT_ONCE);
  const goes = isOld(order);
  const kept = entries.findIndex((entry) => !goes(entry));
  const removed = kept === -1 ? entries.length : kept;
  if (removed > 0) {
    const last = entries[removed - 1]!.id;
    const counts = new RollupCounts();
    for (const entry of entries.slice(0, removed)) counts.add(entry, -1);
    await manager.transaction(async (part) => {
      await part.delete(SessionEvent, { entryId: LessThanOrEqual(last) });
      await part.delete(LogEntry, { id: LessThanOrEqual(last) });
      await counts.save(part);
      await counts.sweep(part);
      await removeEmptySessions(part, last, order.before);
    });
  }
  return { removed, isDone: removed < ENTRIES_AT_ONCE };
}

/** A session goes with the last of its entries, once it is over, or nothing is heard of it any more. */
async function removeEmptySessions(manager: EntityManager, last: number, before: number): Promise<void> {
  await manager
    .createQueryBuilder()
    .delete()
    .from(Session)
    .where('login_entry <= :last AND (ended_at IS NOT NULL OR last_seen < :before)', { last, before })
    .andWhere('NOT EXISTS (SELECT 1 FROM session_events AS e WHERE e.session_id = sessions.id)')
    .execute();
}

function firstEntries(manager: EntityManager, count: number): Promise<LogEntry[]> {
  return manager.find(LogEntry, {
    select: {
      id: true,
      timestamp: true,
      lane: true,
      host: true,
      logType: true,
      ipAddress: true,
      username: true,
      attempts: true,
    },
    order: { id: 'ASC' },
    take: count,
  });
}

function isOld({ before, receivedUpTo, needed }: RemovalOrder): (entry: LogEntry) => boolean {
  const sinceOf = new Map(needed.map(({ lane, entriesSince }) => [lane, entriesSince]));
  return ({ id, timestamp, lane }) => {
    // That detection may go on from a time which is far from true keeps nothing for ever.
    if (timestamp >= before + FAR_AHEAD_MS) return id <= receivedUpTo;
    const isOver = timestamp < before || id <= receivedUpTo;
    return isOver && timestamp < (sinceOf.get(lane) ?? Number.POSITIVE_INFINITY);
  };
}
