import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { sqliteConnection } from '../../database/sqlite-connection.js';
import { LogEntry } from './log-entry.entity.js';
import { reader } from './entry-columns.js';
import type { EntryColumns } from './entry-columns.js';
import type { EntryWriter } from './entry-writer.js';

/**
 * Writes into whatever transaction the data source's only connection is in. One prepared statement that takes one row
 * beats statements that take many: SQLite has to run a co-routine for the latter.
 */
export class SqliteEntryWriter implements EntryWriter {
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
