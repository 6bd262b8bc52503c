import type { DataSource } from 'typeorm';
import { sqliteConnection } from '../../database/sqlite-connection.js';
import { LogEntry } from '../log-entry.entity.js';

/**
 * The stored entries of a lane that detection saw, with this time (UTC milliseconds) or a later one, in the order of
 * their ids. They are handed out one by one, since a day of a busy server does not have to be in memory at once.
 */
export function* readEntriesSince(dataSource: DataSource, lane: number, since: number): Generator<LogEntry> {
  const { columns } = dataSource.getMetadata(LogEntry);
  const names = columns.map((column) => column.databaseName).join(', ');
  const statement = sqliteConnection(dataSource)
    .prepare(`SELECT ${names} FROM log_entries WHERE timestamp >= ? AND lane = ? AND allowlisted = 0 ORDER BY id`)
    .raw();
  for (const row of statement.iterate(since, lane) as Iterable<unknown[]>) {
    const entry: Record<string, unknown> = {};
    for (const [index, { propertyName, type }] of columns.entries()) {
      const value = row[index];
      entry[propertyName] = type === 'boolean' && value !== null ? value === 1 : value;
    }
    yield entry as unknown as LogEntry;
  }
}
