import { Worker } from 'node:worker_threads';
import type { SqliteLocation } from '../config/database-url.js';
import type { EntryRemover } from './entry-remover.js';
import type { RemovalOrder } from './entry-retention.js';

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
