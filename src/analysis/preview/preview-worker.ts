import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../database/data-source.js';
import { PreviewStoppedError, runPreview } from './preview-run.js';
import type { PreviewReply, PreviewWorkerData } from './previewer.js';

/** The thread of one preview: says what it has found, and ends. */
const { database, order } = workerData as PreviewWorkerData;
let stopped = false;
parentPort!.once('message', () => (stopped = true));
parentPort!.unref();

function reply(message: PreviewReply): void {
  parentPort!.postMessage(message);
}

const dataSource = await openDatabase(database.kind === 'postgres' ? { ...database, pool: 1 } : database);
try {
  reply({ kind: 'done', outcome: await runPreview(dataSource, order, () => stopped) });
} catch (error) {
  if (error instanceof PreviewStoppedError) reply({ kind: 'stopped' });
  else reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
} finally {
  await dataSource.destroy();
}
