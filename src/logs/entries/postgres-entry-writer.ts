import type { DataSource, EntityManager } from 'typeorm';
import { insertRowsText } from '../../database/postgres/insert-rows.js';
import { storableText } from '../../database/postgres/text-safe-client.js';
import { LogEntry } from './log-entry.entity.js';
import { reader } from './entry-columns.js';
import type { EntryColumns } from './entry-columns.js';
import type { EntryWriter } from './entry-writer.js';

/** Rows of one statement: a few megabytes of JSON. */
const ROWS_AT_ONCE = 5_000;

/** Writes thousands of rows with one statement. */
export class PostgresEntryWriter implements EntryWriter {
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
