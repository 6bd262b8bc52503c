import type { DataSource } from 'typeorm';
import { sqliteConnection } from '../../database/sqlite-options.js';
import { LogEntry } from './log-entry.entity.js';

/** How many entries are asked of PostgreSQL at once. */
const ENTRIES_AT_ONCE = 5_000;

/**
 * The stored entries of a stream that detection saw, with this time (UTC milliseconds) or a later one, in the order of
 * their ids. They are handed out one by one, since a day of a busy server does not have to be in memory at once.
 */
export async function* readEntriesSince(dataSource: DataSource, lane: number, since: number): AsyncGenerator<LogEntry> {
  if (dataSource.options.type === 'postgres') yield* fromPostgres(dataSource, lane, since);
  else yield* fromSqlite(dataSource, lane, since);
}

function* fromSqlite(dataSource: DataSource, lane: number, since: number): Generator<LogEntry> {
  const { columns } = dataSource.getMetadata(LogEntry);
  const names = columns.map((column) => column.databaseName).join(', ');
  const statement = sqliteConnection(dataSource)
    .prepare(`SELECT ${names} FROM log_entries WHERE timestamp >= ? AND lane = ? AND NOT allowlisted ORDER BY id`)
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

async function* fromPostgres(dataSource: DataSource, lane: number, since: number): AsyncGenerator<LogEntry> {
  const [first] = await dataSource.query<{ id: number | null }[]>(
    'SELECT MIN(id) AS id FROM log_entries WHERE timestamp >= $1 AND lane = $2',
    [since, lane],
  );
  // Ids grow with what is stored: from the first one on, little is looked at in vain.
  for (let behind = (first?.id ?? Number.MAX_SAFE_INTEGER) - 1; ;) {
    const entries = await dataSource.manager
      .createQueryBuilder(LogEntry, 'entry')
      .where('entry.id > :behind AND entry.timestamp >= :since', { behind, since })
      .andWhere('entry.lane = :lane AND NOT entry.allowlisted', { lane })
      .orderBy('entry.id', 'ASC')
      .limit(ENTRIES_AT_ONCE)
      .getMany();
    yield* entries;
    if (entries.length < ENTRIES_AT_ONCE) return;
    behind = entries.at(-1)!.id;
  }
}
