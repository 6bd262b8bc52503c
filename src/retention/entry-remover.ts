import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { patiently } from '../database/patient-write.js';
import { removeOldEntries } from './entry-retention.js';
import type { RemovalOrder } from './entry-retention.js';
import { hasSpaceToReclaim, reclaimSpace } from './reclaim-space.js';

/** Injection token of the {@link EntryRemover}. */
export const ENTRY_REMOVER = Symbol('EntryRemover');

/** Between two steps everybody else has a turn. */
const PAUSE_MS = 10;

/** Removes old entries and gives back their room, in steps so small that nobody waits for one. Calls must not overlap. */
export interface EntryRemover {
  /** @returns how many entries were removed */
  remove(order: RemovalOrder): Promise<number>;
  /** Lets the step at hand end. */
  stop(): void;
}

/** @param shouldStop asked between steps */
export async function removeInSteps(
  { manager }: DataSource,
  order: RemovalOrder,
  shouldStop: () => boolean,
): Promise<number> {
  let all = 0;
  for (let isDone = false; !isDone && !shouldStop(); await pause(PAUSE_MS)) {
    const step = await patiently(() => removeOldEntries(manager, order));
    all += step.removed;
    isDone = step.isDone;
  }
  for (; !shouldStop() && (await hasSpaceToReclaim(manager)); await pause(PAUSE_MS)) {
    await patiently(async () => reclaimSpace(manager));
  }
  return all;
}

/** Removes in this thread, for databases that work in a process of their own. */
export class InProcessRemover implements EntryRemover {
  private stopped = false;

  constructor(private readonly open: () => Promise<DataSource>) {}

  async remove(order: RemovalOrder): Promise<number> {
    const dataSource = await this.open();
    try {
      return await removeInSteps(dataSource, order, () => this.stopped);
    } finally {
      await dataSource.destroy();
    }
  }

  stop(): void {
    this.stopped = true;
  }
}
