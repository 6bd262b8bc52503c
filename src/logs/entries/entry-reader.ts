import type { DataSource } from 'typeorm';
import { detachString } from '../../common/visible-text.js';
import { sqliteConnection } from '../../database/sqlite-options.js';
import type { EventDetails, LogEvent } from '../parsing/parsed-line.js';
import { LogEntry } from './log-entry.entity.js';
import type { StoredDetails } from '../parsing/event-details.js';

/** How much of a line's text an entry keeps, in UTF-16 units; sshd cuts its own messages at 500 bytes. */
const MAX_RAW_LOG = 8192;
const MAX_TEXT = 1024;
const MAX_NAME = 255;
const MAX_COMMAND = 4096;

/** The log entry that a parsed line becomes. Text is bounded here, so that nothing later has to doubt it. */
export function logEntryOfEvent(id: number, event: LogEvent, sourceId: number, line: string): LogEntry {
  return {
    id,
    timestamp: event.timestamp,
    timeBasis: event.timeBasis,
    logType: event.logType,
    host: bounded(event.host, MAX_NAME),
    program: bounded(event.program, 64)!,
    pid: event.pid,
    ipAddress: event.ipAddress,
    sourceHost: bounded(event.sourceHost, MAX_NAME),
    port: event.port,
    username: bounded(event.username, MAX_TEXT),
    validUser: event.validUser,
    method: bounded(event.method, 64),
    keyType: bounded(event.keyType, 64),
    keyFingerprint: bounded(event.keyFingerprint, MAX_NAME),
    certificateId: bounded(event.certificateId, MAX_TEXT),
    service: bounded(event.service, 64),
    targetUser: bounded(event.targetUser, MAX_TEXT),
    command: bounded(event.command, MAX_COMMAND),
    tty: bounded(event.tty, 64),
    workingDirectory: bounded(event.workingDirectory, MAX_TEXT),
    details: detailsOf(event),
    attempts: event.attempts,
    carriedAttempts: event.carriedAttempts,
    methodAttempts: event.methodAttempts,
    allowlisted: false,
    lane: 0,
    sourceId,
    rawLog: bounded(line, MAX_RAW_LOG)!,
  };
}

/** Most events have none. */
function detailsOf({ details, addressCarried }: LogEvent): string | null {
  if (details === null && !addressCarried) return null;
  return JSON.stringify({
    ...boundedTexts(details),
    ...(addressCarried ? { addressCarried } : {}),
  } satisfies StoredDetails);
}

/** Paths, directories and groups are text of whoever is logged in. */
function boundedTexts(details: EventDetails | null): EventDetails | null {
  if (details === null) return null;
  const isLong = Object.values(details).some((value) => typeof value === 'string' && value.length > MAX_TEXT);
  if (!isLong) return details;
  const entries = Object.entries(details).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? bounded(value, MAX_TEXT) : value,
  ]);
  return Object.fromEntries(entries) as EventDetails;
}

/** Cuts a long text, saying how much is missing. */
function bounded(text: string | null, most: number): string | null {
  if (text === null || text.length <= most) return text;
  const mark = `…[${text.length - most} more]`;
  // A slice would keep all of the text alive.
  return detachString(text.slice(0, most - mark.length)) + mark;
}

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
