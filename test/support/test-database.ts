import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parseDatabaseUrl } from '../../src/config/database-url.js';
import type { DatabaseLocation } from '../../src/config/database-url.js';

/** What this run of the tests keeps its data in: the whole suite runs on both. */
export const ENGINE = (globalThis as { TEST_ENGINE?: 'postgres' }).TEST_ENGINE ?? 'sqlite';

/** For tests of what only SQLite, or only PostgreSQL, does. */
export const describeOn = (engine: typeof ENGINE): typeof describe.skip =>
  engine === ENGINE ? describe : describe.skip;
export const itOn = (engine: typeof ENGINE): typeof it.skip => (engine === ENGINE ? it : it.skip);

/** How long making a database may take. */
const PATIENCE_MS = 240_000;

const made = new Map<string, string[]>();
let worker: Worker | null = null;

/** `DATABASE_URL` of a database of its own for a folder: the same one, with what it holds, however often it is asked. */
export function databaseUrl(folder: string, name = 'test'): string {
  if (ENGINE === 'sqlite') return `sqlite:${join(folder, `${name}.sqlite`)}`;
  const database = `t_${createHash('sha1').update(join(folder, name)).digest('hex').slice(0, 20)}`;
  const ofFolder = made.get(folder) ?? [];
  if (!ofFolder.includes(database)) {
    makeDatabase(database);
    made.set(folder, [...ofFolder, database]);
  }
  return `${serverUrl()}/${database}?pool=4`;
}

/** As {@link databaseUrl}, as the code takes it. */
export function databaseLocation(folder: string, name?: string): DatabaseLocation {
  return parseDatabaseUrl(databaseUrl(folder, name)) as DatabaseLocation;
}

/** Drops the databases of a folder. */
export function dropDatabases(folder: string): void {
  const drop = made.get(folder);
  made.delete(folder);
  if (drop !== undefined) theWorker().postMessage({ drop });
}

function makeDatabase(name: string): void {
  const done = new Int32Array(new SharedArrayBuffer(4));
  theWorker().postMessage({ make: name, done });
  if (Atomics.wait(done, 0, 0, PATIENCE_MS) === 'timed-out') throw new Error('PostgreSQL made no database in time.');
}

function theWorker(): Worker {
  if (worker === null) {
    const workerData = { url: serverUrl(), template: process.env['TEST_POSTGRES_TEMPLATE'] };
    worker = new Worker(join(__dirname, 'postgres-databases.cjs'), { workerData });
    worker.unref();
  }
  return worker;
}

/** The server, without a database. Set before the tests begin. */
export function serverUrl(): string {
  return process.env['TEST_POSTGRES_URL']!;
}
