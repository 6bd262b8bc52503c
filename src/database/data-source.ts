import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { DatabaseLocation } from '../config/database-url.js';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming-strategy.js';
import { addSqliteFunctions } from './sqlite-functions.js';

/** How long a statement waits for another connection that holds the database's lock. */
const BUSY_TIMEOUT_MS = 10_000;

/** How TypeORM reaches the database; migrations are run by {@link openDatabase}, never by synchronisation. */
export function dataSourceOptions(
  location: DatabaseLocation,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
): BetterSqlite3DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: location.path,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    timeout: busyTimeoutMs,
    prepareDatabase: (database: BetterSqlite3.Database) => {
      // Larger pages make bulk insertion a third faster; the size is fixed when the file is made, so it comes first.
      database.pragma('page_size = 16384');
      database.pragma('journal_mode = WAL');
      // With WAL, NORMAL loses no committed transaction when the process dies, only when the machine does.
      database.pragma('synchronous = NORMAL');
      database.pragma('cache_size = -16384');
      // Moving the log into the database after every thousand pages writes hot index pages again and again.
      database.pragma('wal_autocheckpoint = 4000');
      addSqliteFunctions(database);
    },
  };
}

/** How often, and how long apart, opening is tried while another process sets up the same database. */
const OPENING_TRIES = 40;
const OPENING_PAUSE_MS = 250;

/**
 * Opens the database, creating its file and folder on first use, and brings its schema up to date. A new file is
 * readable by its owner alone: it holds what the log holds.
 *
 * @throws DatabaseUnusableError naming the path and what to do
 */
export async function openDatabase(location: DatabaseLocation, busyTimeoutMs?: number): Promise<DataSource> {
  try {
    mkdirSync(dirname(location.path), { recursive: true });
    closeSync(openSync(location.path, 'a', 0o600));
    for (let tries = 1; ; tries++) {
      try {
        return await openAndMigrate(location, busyTimeoutMs);
      } catch (error) {
        if (tries === OPENING_TRIES || !isBeingSetUp(error)) throw error;
        await pause(OPENING_PAUSE_MS);
      }
    }
  } catch (cause) {
    throw new DatabaseUnusableError(location.path, cause);
  }
}

async function openAndMigrate(location: DatabaseLocation, busyTimeoutMs?: number): Promise<DataSource> {
  const dataSource = await new DataSource(dataSourceOptions(location, busyTimeoutMs)).initialize();
  try {
    await dataSource.runMigrations();
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** What a second process meets while a first one switches the file to WAL or runs the migrations. */
function isBeingSetUp(error: unknown): boolean {
  return error instanceof Error && /database is locked|already exists|SQLITE_BUSY/.test(error.message);
}

/** The database cannot be opened or brought up to date. */
export class DatabaseUnusableError extends Error {
  readonly code = 'DATABASE_UNUSABLE';

  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `The database ${path} cannot be used: ${reason}. ` +
        'Check that the folder exists, that this user may write to it and that the disk has room, or set DATABASE_URL.',
      { cause },
    );
  }
}
