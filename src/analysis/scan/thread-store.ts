import { Worker } from 'node:worker_threads';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { DatabaseLocation } from '../../config/database-url.js';
import { buffersOf, entryColumns } from '../../logs/entries/entry-columns.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { SessionOvertakenError } from './scan-store.js';
import type { ScanResults, ScanStore } from './scan-store.js';
import type { StoreReply, StoreRequest } from './scan-messages.js';

/** Batches that may be on their way to the storing thread, for as long as it takes to commit; bounds memory. */
const MAX_WRITES_UNDER_WAY = 24;

interface Waiting {
  readonly resolve: (changes: readonly AlertChange[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Stores in a thread of its own, so that reading and storing go on at the same time. What goes wrong with a write is
 * told at the commit.
 */
export class ThreadStore implements ScanStore {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private readonly writes: Promise<unknown>[] = [];
  private closed: Promise<unknown> | null = null;
  /** False while the thread was asked for nothing: it has nothing open then. */
  private hasBegun = false;
  /** Why the thread is gone; null while it is there. */
  private failure: Error | null = null;

  constructor(database: DatabaseLocation) {
    this.worker = new Worker(new URL('./store-worker.js', import.meta.url), {
      workerData: database,
      // Its objects live for a row or for fifty alerts: with less room they would be old before they are dead.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    this.worker.on('message', ({ error, changes }: StoreReply) => {
      const { resolve, reject } = this.waiting.shift()!;
      if (error === null) resolve(changes ?? []);
      else reject(errorOf(error));
    });
    this.worker.on('error', (error) => this.fail(error as Error));
    this.worker.on('exit', () => this.fail(new Error('The storing thread ended unexpectedly.')));
  }

  async begin(version: number): Promise<void> {
    // Whether another process was faster is told at the commit, too: there is no need to wait.
    this.send({ kind: 'begin', version }).catch(() => undefined);
  }

  async write(entries: readonly LogEntry[]): Promise<void> {
    const columns = entryColumns(entries);
    const write = this.send({ kind: 'write', columns }, buffersOf(columns)).catch(() => undefined);
    this.writes.push(write);
    if (this.writes.length >= MAX_WRITES_UNDER_WAY) await this.writes.shift();
  }

  commit(results: ScanResults): Promise<readonly AlertChange[]> {
    return this.send({ kind: 'commit', results });
  }

  async rollback(): Promise<void> {
    await this.send({ kind: 'rollback' });
  }

  /** May be called again. A thread that is still being started is not waited for. */
  async close(): Promise<void> {
    this.closed ??= this.end();
    await this.closed;
  }

  private async end(): Promise<void> {
    try {
      if (this.hasBegun && this.failure === null) await this.send({ kind: 'close' });
    } finally {
      await this.worker.terminate();
    }
  }

  private send(request: StoreRequest, transfer: ArrayBuffer[] = []): Promise<readonly AlertChange[]> {
    if (this.failure !== null) return Promise.reject(this.failure);
    this.hasBegun = true;
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(request, transfer);
    });
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}

function errorOf({ code, message }: NonNullable<StoreReply['error']>): Error {
  return code === 'SESSION_OVERTAKEN' ? new SessionOvertakenError() : Object.assign(new Error(message), { code });
}
