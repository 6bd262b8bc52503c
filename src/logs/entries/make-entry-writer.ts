import type { DataSource } from 'typeorm';
import type { EntryWriter } from './entry-writer.js';
import { PostgresEntryWriter } from './postgres-entry-writer.js';
import { SqliteEntryWriter } from './sqlite-entry-writer.js';

export function entryWriter(dataSource: DataSource): EntryWriter {
  return dataSource.options.type === 'postgres'
    ? new PostgresEntryWriter(dataSource)
    : new SqliteEntryWriter(dataSource);
}
