import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import type { SqliteLocation } from '../config/database-url.js';
import { retryWhileBusy } from '../database/own-connection.js';
import { hasSpaceToReclaim, reclaimSpace, removeOldEntries } from './entry-retention.js';
import type { RemovalOrder } from './entry-retention.js';

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
    const step = await retryWhileBusy(() => removeOldEntries(manager, order));
    all += step.removed;
    isDone = step.isDone;
  }
  for (; !shouldStop() && (await hasSpaceToReclaim(manager)); await pause(PAUSE_MS)) {
    await retryWhileBusy(async () => reclaimSpace(manager));
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

/** What the thread is started with. */
export interface RemovalWorkerData {
  readonly database: SqliteLocation;
  readonly order: RemovalOrder;
}

/**
 * Removes in a thread of its own that lives for one order: SQLite works in the thread that asks it, and moving what was
 * changed into the database file takes it a tenth of a second now and then.
 */
export class ThreadRemover implements EntryRemover {
  private worker: Worker | null = null;

  constructor(private readonly database: SqliteLocation) {}

  remove(order: RemovalOrder): Promise<number> {
    const workerData: RemovalWorkerData = { database: this.database, order };
    const worker = new Worker(new URL('./retention-worker.js', import.meta.url), { workerData });
    this.worker = worker;
    return new Promise<number>((resolve, reject) => {
      let removed = 0;
      worker.on('message', (count: number) => (removed = count));
      worker.on('error', reject);
      worker.on('exit', () => resolve(removed));
    }).finally(() => (this.worker = null));
  }

  stop(): void {
    this.worker?.postMessage('stop');
  }
}
