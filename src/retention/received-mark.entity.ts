import type { EntityManager } from 'typeorm';
import { Entity, LessThan, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../database/columns.js';
import { IngestionHead } from '../logs/ingestion/ingestion-head.entity.js';

const DAY = 24 * 3_600_000;

/**
 * Which entries had been received at a moment. An entry whose own time lies in the future never grows old by that time;
 * by this, it does. One mark a day is kept for as long as entries are.
 */
@Entity({ name: 'received_marks' })
export class ReceivedMark {
  /** UTC milliseconds. */
  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (value: unknown) => value } })
  at: number;

  /** Id of the newest entry at that moment. */
  @BigIntegerColumn()
  lastEntryId: number;
}

/**
 * Makes the mark of the day where there is none yet, in the caller's transaction, and removes those of no more use.
 *
 * @param before UTC milliseconds
 * @returns the id up to which entries were received before that moment; 0: as far as is known, none was
 */
export async function markReceived(manager: EntityManager, before: number, now: number): Promise<number> {
  await manager.delete(ReceivedMark, { at: LessThan((await newestMark(manager, before))?.at ?? 0) });
  const newest = await newestMark(manager, Number.MAX_SAFE_INTEGER);
  // A clock that was set back begins anew: a mark of the future would say nothing for long.
  if (newest === null || newest.at <= now - DAY || newest.at > now) {
    const head = await manager.findOneBy(IngestionHead, { id: 1 });
    if (newest !== null && newest.at > now) await manager.delete(ReceivedMark, { at: newest.at });
    await manager.upsert(ReceivedMark, { at: now, lastEntryId: head?.lastEntryId ?? 0 }, ['at']);
  }
  return (await newestMark(manager, before))?.lastEntryId ?? 0;
}

function newestMark(manager: EntityManager, before: number): Promise<ReceivedMark | null> {
  return manager.findOne(ReceivedMark, { where: { at: LessThan(before) }, order: { at: 'DESC' } });
}
