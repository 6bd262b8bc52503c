import type { EntityManager } from 'typeorm';
import { LogEntry } from '../logs/log-entry.entity.js';

/** What of the past is still needed to go on detecting, by lane. Times are UTC milliseconds. */
export interface NeededPast {
  readonly lane: number;
  readonly entriesSince: number;
  readonly alertsSince: number;
}

/** Few enough that nobody notices the wait. */
const ENTRIES_AT_ONCE = 500;

/** Whether the entry in front is one to remove. */
export async function hasOldEntries(
  manager: EntityManager,
  before: number,
  needed: readonly NeededPast[],
): Promise<boolean> {
  const entries = await firstEntries(manager, 1);
  return entries.some(isOld(before, needed));
}

/**
 * Removes the entries in front that are older than a moment and not needed any more, a few at a time.
 *
 * Entries go in the order in which they were stored, and none goes before all in front of it may: their numbers stay
 * without gaps, by which lists count and find them. An old entry that was stored late waits for those before it.
 *
 * @param before UTC milliseconds
 * @returns how many were removed; fewer than there is room for in one step: there are no more
 */
export async function removeOldEntries(
  manager: EntityManager,
  before: number,
  needed: readonly NeededPast[],
): Promise<{ removed: number; isDone: boolean }> {
  const entries = await firstEntries(manager, ENTRIES_AT_ONCE);
  const goes = isOld(before, needed);
  const kept = entries.findIndex((entry) => !goes(entry));
  const removed = kept === -1 ? entries.length : kept;
  if (removed > 0) {
    await manager
      .createQueryBuilder()
      .delete()
      .from(LogEntry)
      .where('id <= :last', { last: entries[removed - 1]!.id })
      .execute();
  }
  return { removed, isDone: removed < ENTRIES_AT_ONCE };
}

function firstEntries(manager: EntityManager, count: number): Promise<LogEntry[]> {
  return manager.find(LogEntry, {
    select: { id: true, timestamp: true, lane: true },
    order: { id: 'ASC' },
    take: count,
  });
}

function isOld(before: number, needed: readonly NeededPast[]): (entry: LogEntry) => boolean {
  const sinceOf = new Map(needed.map(({ lane, entriesSince }) => [lane, entriesSince]));
  return ({ timestamp, lane }) => timestamp < Math.min(before, sinceOf.get(lane) ?? before);
}
