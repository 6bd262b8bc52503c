import type BetterSqlite3 from 'better-sqlite3';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { SqliteLocation } from '../config/database-url.js';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming-strategy.js';
import { addSqliteFunctions } from './sqlite-functions.js';

/** How long a statement waits for another connection that holds the database's lock. */
const BUSY_TIMEOUT_MS = 10_000;

/** How TypeORM reaches the database; migrations are run by whoever opens the database, never by synchronisation. */
export function sqliteOptions(
  location: SqliteLocation,
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
      // Room of what was removed can be given back. It, too, is settled when the file is made.
      database.pragma('auto_vacuum = INCREMENTAL');
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
