import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityMetadata } from 'typeorm';
import { LogEntry } from '../log-entry.entity.js';

/** Rows written by one execution of the statement: large enough that the call itself no longer counts. */
const ROWS_AT_ONCE = 50;

/**
 * Writes log entries in bulk, inside whatever transaction the data source's connection is in. Goes around TypeORM's
 * insert builder, which is several times slower than the database; the columns still come from the entity.
 */
export class EntryWriter {
  private readonly connection: BetterSqlite3.Database;
  private readonly columns: EntityMetadata['columns'];
  private readonly full: BetterSqlite3.Statement;

  constructor(dataSource: DataSource) {
    this.connection = (
      dataSource.driver as unknown as { databaseConnection: BetterSqlite3.Database }
    ).databaseConnection;
    this.columns = dataSource.getMetadata(LogEntry).columns;
    this.full = this.statement(ROWS_AT_ONCE);
  }

  write(entries: readonly LogEntry[]): void {
    for (let start = 0; start < entries.length; start += ROWS_AT_ONCE) {
      const part = entries.slice(start, start + ROWS_AT_ONCE);
      const statement = part.length === ROWS_AT_ONCE ? this.full : this.statement(part.length);
      statement.run(...this.values(part));
    }
  }

  private statement(rows: number): BetterSqlite3.Statement {
    const names = this.columns.map((column) => column.databaseName).join(', ');
    const row = `(${this.columns.map(() => '?').join(', ')})`;
    return this.connection.prepare(`INSERT INTO log_entries (${names}) VALUES ${Array(rows).fill(row).join(', ')}`);
  }

  private values(entries: readonly LogEntry[]): unknown[] {
    const values: unknown[] = [];
    for (const entry of entries) {
      for (const { propertyName } of this.columns) {
        const value = entry[propertyName as keyof LogEntry];
        values.push(typeof value === 'boolean' ? Number(value) : value);
      }
    }
    return values;
  }
}
