import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../database/data-source.js';
import { removeInSteps } from './entry-remover.js';
import type { RemovalWorkerData } from './entry-remover.js';

/** The thread that removes old entries of an SQLite database. Says how many, and ends. */
const { database, order } = workerData as RemovalWorkerData;
let stopped = false;
parentPort!.once('message', () => (stopped = true));
parentPort!.unref();

const dataSource = await openDatabase(database);
try {
  parentPort!.postMessage(await removeInSteps(dataSource, order, () => stopped));
} finally {
  await dataSource.destroy();
}
