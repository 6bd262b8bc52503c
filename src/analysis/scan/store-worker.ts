import { parentPort, workerData } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { DatabaseLocation } from '../../config/database-url.js';
import { openDatabase } from '../../database/data-source.js';
import { DatabaseStore } from './database-store.js';
import type { StoreReply, StoreRequest } from './scan-messages.js';

/**
 * The thread that stores what another one reads, parses and detects. It opens the database with the first transaction:
 * by then the other one has brought the schema up to date.
 */
let connection: DataSource | null = null;
let store: DatabaseStore | null = null;

/** What went wrong in the transaction at hand: nothing more of it is stored. */
let failure: Error | null = null;

async function handle(request: StoreRequest): Promise<readonly AlertChange[] | void> {
  if (request.kind === 'begin') failure = null;
  if (failure !== null && (request.kind === 'write' || request.kind === 'commit')) throw failure;
  if (store === null && (request.kind === 'rollback' || request.kind === 'close')) return;
  connection ??= await openDatabase(workerData as DatabaseLocation);
  store ??= new DatabaseStore(connection);
  switch (request.kind) {
    case 'begin':
      return store.begin(request.version);
    case 'write':
      return store.writeColumns(request.columns);
    case 'commit':
      return store.commit(request.results);
    case 'rollback':
      return store.rollback();
    case 'close':
      await store.close();
      return connection.destroy();
    default:
      return request satisfies never;
  }
}

let last: Promise<void> = Promise.resolve();

parentPort!.on('message', (request: StoreRequest) => {
  last = last.then(() => answer(request));
});

function reply(message: StoreReply): void {
  parentPort!.postMessage(message);
}

async function answer(request: StoreRequest): Promise<void> {
  try {
    const changes = await handle(request);
    reply({ error: null, ...(changes === undefined ? {} : { changes }) });
  } catch (error) {
    failure = error as Error;
    reply({ error: { code: (error as { code?: string }).code ?? 'UNKNOWN', message: failure.message } });
  }
  if (request.kind === 'close') parentPort!.close();
}
