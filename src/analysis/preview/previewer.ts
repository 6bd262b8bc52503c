import { Worker } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../config/database-url.js';
import { PreviewStoppedError, runPreview } from './preview-run.js';
import type { PreviewOrder, PreviewOutcome } from './preview-run.js';

/** Injection token of the {@link Previewer}. */
export const PREVIEWER = Symbol('Previewer');

/** Runs previews. */
export interface Previewer {
  /** @throws PreviewStoppedError soon after the signal */
  run(order: PreviewOrder, signal: AbortSignal): Promise<PreviewOutcome>;
}

/** In the caller's thread: for tests. */
export class InProcessPreviewer implements Previewer {
  constructor(private readonly open: () => Promise<DataSource>) {}

  async run(order: PreviewOrder, signal: AbortSignal): Promise<PreviewOutcome> {
    const dataSource = await this.open();
    try {
      return await runPreview(dataSource, order, () => signal.aborted);
    } finally {
      await dataSource.destroy();
    }
  }
}

/** What the thread is started with. */
export interface PreviewWorkerData {
  readonly database: DatabaseLocation;
  readonly order: PreviewOrder;
}

/** What the thread answers. */
export type PreviewReply =
  | { readonly kind: 'done'; readonly outcome: PreviewOutcome }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string };

const SCRIPT = new URL('./preview-worker.js', import.meta.url);

/** The rows of the entries that a preview looks at take a part of it. */
const HEAP_MB = 512;
/** A thread that was told to stop, and has not for so long, is ended. */
const STOP_MS = 3_000;

/** In a thread of its own, with a connection of its own, that lives for one preview: neither the API nor the intake waits. */
export class ThreadPreviewer implements Previewer {
  constructor(
    private readonly database: DatabaseLocation,
    private readonly script = SCRIPT,
    private readonly stopMs = STOP_MS,
  ) {}

  run(order: PreviewOrder, signal: AbortSignal): Promise<PreviewOutcome> {
    if (signal.aborted) return Promise.reject(new PreviewStoppedError());
    const workerData: PreviewWorkerData = { database: this.database, order };
    const worker = new Worker(this.script, { workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    let ending: NodeJS.Timeout | undefined;
    const stop = (): void => {
      worker.postMessage('stop');
      ending = setTimeout(() => void worker.terminate(), this.stopMs);
    };
    signal.addEventListener('abort', stop, { once: true });
    return new Promise<PreviewOutcome>((resolve, reject) => {
      worker.on('message', (reply: PreviewReply) => {
        if (reply.kind === 'done') resolve(reply.outcome);
        else reject(reply.kind === 'stopped' ? new PreviewStoppedError() : new Error(reply.message));
      });
      worker.on('error', reject);
      // Whoever was ended has not said why.
      worker.on('exit', (code) =>
        reject(signal.aborted ? new PreviewStoppedError() : new Error(`The thread has ended with code ${code}.`)),
      );
    }).finally(() => {
      clearTimeout(ending);
      signal.removeEventListener('abort', stop);
    });
  }
}
