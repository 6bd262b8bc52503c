import type { DataSource } from 'typeorm';
import type { SqlReader } from './sql-reader.js';

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
