import type { DataSource } from 'typeorm';
import { PostgresReader } from './postgres/postgres-reader.js';
import type { SqlReader } from './sql-reader.js';
import { SqliteReader } from './sqlite-reader.js';

/** The reader of a data source that is connected. */
export function sqlReader(dataSource: DataSource): SqlReader {
  return dataSource.options.type === 'postgres' ? new PostgresReader(dataSource) : new SqliteReader(dataSource);
}
