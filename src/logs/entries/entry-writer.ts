import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager } from 'typeorm';
import { insertRowsText } from '../../database/bulk-sql.js';
import { storableText } from '../../database/postgres/postgres-text.js';
import { sqliteConnection } from '../../database/sqlite-options.js';
import { reader } from './entry-columns.js';
import type { EntryColumns } from './entry-columns.js';
import { LogEntry } from './log-entry.entity.js';

/**
 * Writes log entries in bulk. Goes around TypeORM's insert builder, which is several times slower than the databases;
 * the columns still come from the entity.
 */
export interface EntryWriter {
  /** @param manager of the transaction that the entries belong to */
  write(entries: readonly LogEntry[], manager: EntityManager): Promise<void>;
  /** @param manager of the transaction that the entries belong to */
  writeColumns(columns: EntryColumns, manager: EntityManager): Promise<void>;
}

/**
 * Writes into whatever transaction the data source's only connection is in. One prepared statement that takes one row
 * beats statements that take many: SQLite has to run a co-routine for the latter.
 */
class SqliteEntryWriter implements EntryWriter {
  private readonly properties: readonly (keyof LogEntry)[];
  private readonly statement: BetterSqlite3.Statement;
  /** One row's values, used again for every row. */
  private readonly row: unknown[];

  constructor(dataSource: DataSource) {
    const { columns } = dataSource.getMetadata(LogEntry);
    this.properties = columns.map((column) => column.propertyName as keyof LogEntry);
    this.row = columns.map(() => null);
    const names = columns.map((column) => column.databaseName).join(', ');
    const places = columns.map(() => '?').join(', ');
    this.statement = sqliteConnection(dataSource).prepare(`INSERT INTO log_entries (${names}) VALUES (${places})`);
  }

  async write(entries: readonly LogEntry[]): Promise<void> {
    const { properties, row, statement } = this;
    for (const entry of entries) {
      for (let column = 0; column < row.length; column++) {
        const value = entry[properties[column]!];
        row[column] = typeof value === 'boolean' ? Number(value) : value;
      }
      statement.run(row);
    }
  }

  async writeColumns({ count, columns: byName }: EntryColumns): Promise<void> {
    const { properties, row, statement } = this;
    const readers = properties.map((property) => reader(byName[property]));
    for (let entry = 0; entry < count; entry++) {
      for (let column = 0; column < row.length; column++) row[column] = readers[column]!(entry);
      statement.run(row);
    }
  }
}

/** Rows of one statement: a few megabytes of JSON. */
const ROWS_AT_ONCE = 5_000;

/** Writes thousands of rows with one statement. */
class PostgresEntryWriter implements EntryWriter {
  private readonly columns: readonly { readonly property: keyof LogEntry; readonly name: string }[];
  private readonly statement: string;

  constructor(dataSource: DataSource) {
    const metadata = dataSource.getMetadata(LogEntry);
    this.columns = metadata.columns.map(({ propertyName, databaseName }) => ({
      property: propertyName as keyof LogEntry,
      name: databaseName,
    }));
    this.statement = insertRowsText(dataSource, metadata);
  }

  async write(entries: readonly LogEntry[], manager: EntityManager): Promise<void> {
    for (let start = 0; start < entries.length; start += ROWS_AT_ONCE) {
      const rows = entries.slice(start, start + ROWS_AT_ONCE).map((entry) => this.row((property) => entry[property]));
      await manager.query(this.statement, [JSON.stringify(rows)]);
    }
  }

  async writeColumns({ count, columns }: EntryColumns, manager: EntityManager): Promise<void> {
    const readers = new Map(this.columns.map(({ property }) => [property, reader(columns[property])]));
    for (let start = 0; start < count; start += ROWS_AT_ONCE) {
      const length = Math.min(ROWS_AT_ONCE, count - start);
      const rows = Array.from({ length }, (_, index) => this.row((property) => readers.get(property)!(start + index)));
      await manager.query(this.statement, [JSON.stringify(rows)]);
    }
  }

  private row(valueOf: (property: keyof LogEntry) => string | number | boolean | null): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (const { property, name } of this.columns) {
      const value = valueOf(property);
      // JSON would carry a NUL as an escape, which the server does not take either.
      row[name] = typeof value === 'string' ? storableText(value) : value;
    }
    return row;
  }
}

export function entryWriter(dataSource: DataSource): EntryWriter {
  return dataSource.options.type === 'postgres'
    ? new PostgresEntryWriter(dataSource)
    : new SqliteEntryWriter(dataSource);
}
