import { parentPort, workerData } from 'node:worker_threads';
import type { DatabaseLocation } from '../../config/database-url.js';
import { openDatabase } from '../../database/data-source.js';
import { DatabaseStore } from './database-store.js';
import type { StoreReply, StoreRequest } from './store-messages.js';

/** The thread that stores what another one reads, parses and detects. */
const opening = openDatabase(workerData as DatabaseLocation);
const store = opening.then((dataSource) => new DatabaseStore(dataSource));
store.catch(() => undefined);

/** What went wrong in the transaction at hand: nothing more of it is stored. */
let failure: Error | null = null;

async function handle(request: StoreRequest): Promise<void> {
  if (request.kind === 'begin') failure = null;
  if (failure !== null && (request.kind === 'write' || request.kind === 'commit')) throw failure;
  const database = await store;
  switch (request.kind) {
    case 'begin':
      return database.begin(request.version);
    case 'write':
      return database.writeColumns(request.columns);
    case 'commit':
      return database.commit(request.results);
    case 'rollback':
      return database.rollback();
    case 'close':
      await database.close();
      return (await opening).destroy();
    default:
      return request satisfies never;
  }
}

let last: Promise<void> = Promise.resolve();

parentPort!.on('message', (request: StoreRequest) => {
  last = last.then(() => answer(request));
});

function reply(error: StoreReply['error']): void {
  parentPort!.postMessage({ error } satisfies StoreReply);
}

async function answer(request: StoreRequest): Promise<void> {
  try {
    await handle(request);
    reply(null);
  } catch (error) {
    failure = error as Error;
    reply({ code: (error as { code?: string }).code ?? 'UNKNOWN', message: failure.message });
  }
  if (request.kind === 'close') parentPort!.close();
}
