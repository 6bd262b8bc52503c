import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { locationText } from '../config/database-url.js';
import type { DatabaseLocation } from '../config/database-url.js';
import { DATABASE_LOCKS, withSessionLock } from './postgres/database-locks.js';
import { isUnreachable } from './postgres/postgres-errors.js';
import type { SqlReader } from './sql-reader.js';
import { sqliteOptions } from './sqlite-options.js';

/** How TypeORM reaches the database; migrations are run by {@link openDatabase}, never by synchronisation. */
export async function dataSourceOptions(
  location: DatabaseLocation,
  busyTimeoutMs?: number,
): Promise<DataSourceOptions> {
  if (location.kind === 'sqlite') return sqliteOptions(location, busyTimeoutMs);
  return (await postgresDriver()).postgresOptions(location);
}

/** Its driver takes a sixth of a second to load, in every thread: whoever has SQLite does without. */
const postgresDriver = () => import('./postgres/postgres-options.js');

/** A data source that is not connected yet. */
export async function makeDataSource(location: DatabaseLocation, busyTimeoutMs?: number): Promise<DataSource> {
  const dataSource = new DataSource(await dataSourceOptions(location, busyTimeoutMs));
  if (location.kind === 'postgres') (await postgresDriver()).useOurTypes(dataSource);
  return dataSource;
}

/** How often, and how long apart, opening is tried while another process sets up the same database, or it starts. */
const OPENING_TRIES = 40;
const OPENING_PAUSE_MS = { sqlite: 250, postgres: 1_000 } as const;

/**
 * Opens the database, creating SQLite's file and folder on first use, and brings its schema up to date. A new file is
 * readable by its owner alone: it holds what the log holds. For a server that does not answer yet it waits a while.
 *
 * @throws DatabaseUnusableError naming the place and what to do
 */
export async function openDatabase(location: DatabaseLocation, busyTimeoutMs?: number): Promise<DataSource> {
  try {
    if (location.kind === 'sqlite') createFile(location.path);
    for (let tries = 1; ; tries++) {
      try {
        return await openAndMigrate(location, busyTimeoutMs);
      } catch (error) {
        if (tries === OPENING_TRIES || !(isBeingSetUp(error) || isUnreachable(error))) throw error;
        if (tries === 1 && isUnreachable(error)) await sayWaiting(location);
        await pause(OPENING_PAUSE_MS[location.kind]);
      }
    }
  } catch (cause) {
    throw new DatabaseUnusableError(location, cause);
  }
}

async function sayWaiting(location: DatabaseLocation): Promise<void> {
  // Commands and threads have no other use for the framework, which takes a second of work to load.
  const { Logger } = await import('@nestjs/common');
  const seconds = (OPENING_TRIES * OPENING_PAUSE_MS[location.kind]) / 1000;
  new Logger('Database').warn(`${locationText(location)} does not answer yet; waiting for it, ${seconds} s at most.`);
}

function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}

async function openAndMigrate(location: DatabaseLocation, busyTimeoutMs?: number): Promise<DataSource> {
  const dataSource = await (await makeDataSource(location, busyTimeoutMs)).initialize();
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** Runs the migrations that are missing; of several processes that start at once, one. */
async function migrate(dataSource: DataSource): Promise<void> {
  if (dataSource.options.type !== 'postgres') {
    await dataSource.runMigrations();
    return;
  }
  if (!(await dataSource.showMigrations())) return;
  await withSessionLock(dataSource, DATABASE_LOCKS.migrations, async () => {
    await dataSource.runMigrations();
  });
}

/** What a second process meets while a first one switches the file to WAL or runs the migrations. */
function isBeingSetUp(error: unknown): boolean {
  return error instanceof Error && /database is locked|already exists|SQLITE_BUSY/.test(error.message);
}

/** The database cannot be opened or brought up to date. */
export class DatabaseUnusableError extends Error {
  readonly code = 'DATABASE_UNUSABLE';

  constructor(location: DatabaseLocation, cause: unknown) {
    const reason = cause instanceof Error ? reasonOf(cause) : String(cause);
    super(`The database ${locationText(location)} cannot be used: ${reason}. ${ADVICE[location.kind]}`, { cause });
  }
}

/** A connection that is refused on every address of a name says so in its parts alone. */
function reasonOf(cause: Error): string {
  if (cause.message !== '' || !(cause instanceof AggregateError)) return cause.message;
  return cause.errors.map((error) => (error as Error).message).join(', ');
}

const ADVICE = {
  sqlite:
    'Check that the folder exists, that this user may write to it and that the disk has room, or set DATABASE_URL.',
  postgres:
    'Check that the server runs and can be reached from here, that the user, the password and the database are right ' +
    'and that the user may create tables, or set DATABASE_URL.',
} as const;

/**
 * Names of the migrations that the schema still lacks. Empty also where the schema is newer than this program, which is
 * how things stand while one version takes the place of another.
 */
export async function pendingMigrations(reader: SqlReader, dataSource: DataSource): Promise<string[]> {
  const rows = await reader.rows('SELECT name FROM migrations');
  const applied = new Set(rows.map(({ name }) => name));
  return dataSource.migrations
    .map(({ name, constructor }) => name ?? constructor.name)
    .filter((each) => !applied.has(each));
}
