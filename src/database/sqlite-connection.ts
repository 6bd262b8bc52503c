import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';

/** What TypeORM's data source works with underneath: for the few statements that have to be faster than it is. */
export function sqliteConnection(dataSource: DataSource): BetterSqlite3.Database {
  return (dataSource.driver as unknown as { databaseConnection: BetterSqlite3.Database }).databaseConnection;
}
