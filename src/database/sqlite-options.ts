import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { SqliteLocation } from '../config/database-url.js';
import { parseRange, rangeHolds } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';
import { SnakeNamingStrategy, loadedEntities } from './columns.js';
import { MIGRATIONS } from './migrations/index.js';

/** SQL function of an address and a range: 1 where the range holds the address, else 0. */
export const ADDRESS_IN_RANGE = 'address_in_range';

/** Teaches a connection the functions that our queries use; SQLite knows nothing of addresses. */
export function addSqliteFunctions(database: BetterSqlite3.Database): void {
  let known: { readonly text: unknown; readonly range: IpRange } | undefined;
  database.function(ADDRESS_IN_RANGE, { deterministic: true }, (address: unknown, text: unknown) => {
    if (known?.text !== text) {
      const range = parseRange(String(text));
      if ('fault' in range) throw new Error(`'${String(text)}' ${range.fault}`);
      known = { text, range };
    }
    return typeof address === 'string' && rangeHolds(known!.range, address) ? 1 : 0;
  });
}

/** What TypeORM's data source works with underneath: for the few statements that have to be faster than it is. */
export function sqliteConnection(dataSource: DataSource): BetterSqlite3.Database {
  return (dataSource.driver as unknown as { databaseConnection: BetterSqlite3.Database }).databaseConnection;
}

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
    entities: loadedEntities(),
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
