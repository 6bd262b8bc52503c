import type { SqlReader } from './sql-reader.js';

/** Bytes that the database takes, room for what was deleted included; without SQLite's log of what was written last. */
export function databaseSizeBytes(reader: SqlReader): Promise<number> {
  return reader.number(SIZE[reader.engine]);
}

const SIZE = {
  sqlite:
    'SELECT pages.page_count * size.page_size AS number FROM pragma_page_count() AS pages, pragma_page_size() AS size',
  postgres: 'SELECT pg_database_size(current_database()) AS number',
} as const;
