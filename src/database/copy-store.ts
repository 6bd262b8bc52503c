import { createHash } from 'node:crypto';
import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';
import { insertRowsText } from './bulk-sql.js';
import { storableText } from './postgres/postgres-text.js';
import { sqliteConnection } from './sqlite-options.js';

/** Rows of one statement: a few megabytes of JSON at most. */
const ROWS_AT_ONCE = 2_000;

/** What was copied of a table. */
interface CopiedTable {
  readonly table: string;
  readonly rows: number;
}

/** The target holds something, or holds something else than the source when all was copied. */
class CopyError extends Error {
  readonly code = 'COPY_REFUSED';
}

/**
 * Copies everything that an SQLite database holds, as it is at one moment, into an empty PostgreSQL database: all of it
 * or, where anything goes wrong, nothing. Then counts the rows of both, and compares the ids of all alerts.
 *
 * @throws CopyError
 */
export async function copyStore(
  source: DataSource,
  target: DataSource,
  copied: (table: CopiedTable) => void,
): Promise<void> {
  const sqlite = sqliteConnection(source);
  sqlite.exec('BEGIN');
  try {
    await target.transaction(async (manager) => {
      for (const metadata of target.entityMetadatas) await refuseRows(manager, metadata);
      for (const metadata of target.entityMetadatas) {
        copied({ table: metadata.tableName, rows: await copyTable(source, manager, metadata) });
      }
      await checkAlerts(source, manager);
    });
  } finally {
    sqlite.exec('COMMIT');
  }
}

async function refuseRows(manager: EntityManager, { tableName }: EntityMetadata): Promise<void> {
  const rows = await manager.query<unknown[]>(`SELECT 1 FROM "${tableName}" LIMIT 1`);
  if (rows.length > 0) throw new CopyError(`The target is not empty: there are rows in ${tableName}.`);
}

async function copyTable(source: DataSource, manager: EntityManager, metadata: EntityMetadata): Promise<number> {
  const { tableName, columns } = metadata;
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const insert = insertRowsText(manager.connection, metadata);
  const order = metadata.primaryColumns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const statement = sqliteConnection(source).prepare(`SELECT ${names} FROM "${tableName}" ORDER BY ${order}`);
  let count = 0;
  let rows: unknown[] = [];
  for (const row of statement.iterate() as Iterable<Record<string, unknown>>) {
    rows.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, storable(value)])));
    if (rows.length < ROWS_AT_ONCE) continue;
    await manager.query(insert, [JSON.stringify(rows)]);
    count += rows.length;
    rows = [];
  }
  if (rows.length > 0) await manager.query(insert, [JSON.stringify(rows)]);
  count += rows.length;
  await continueNumbers(manager, metadata);
  await checkCount(manager, tableName, count);
  return count;
}

function storable(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return typeof value === 'string' ? storableText(value) : value;
}

/** The next number that the database gives out comes behind those that were copied. */
async function continueNumbers(manager: EntityManager, { tableName, generatedColumns }: EntityMetadata): Promise<void> {
  for (const { databaseName } of generatedColumns) {
    await manager.query(
      `SELECT setval(pg_get_serial_sequence('"${tableName}"', '${databaseName}'), (SELECT COALESCE(MAX("${databaseName}"), 0) + 1 FROM "${tableName}"), false)`,
    );
  }
}

async function checkCount(manager: EntityManager, table: string, expected: number): Promise<void> {
  const [row] = await manager.query<{ count: number }[]>(`SELECT COUNT(*) AS count FROM "${table}"`);
  if (Number(row!.count) === expected) return;
  throw new CopyError(`${table} has ${row!.count} rows instead of ${expected}; nothing was copied.`);
}

async function checkAlerts(source: DataSource, manager: EntityManager): Promise<void> {
  const ids = 'SELECT id FROM alerts ORDER BY id';
  const there = sqliteConnection(source).prepare(ids).all() as { id: string }[];
  const here = await manager.query<{ id: string }[]>(ids);
  if (digest(there) !== digest(here)) throw new CopyError('The alerts are not the same; nothing was copied.');
}

function digest(rows: readonly { readonly id: string }[]): string {
  const hash = createHash('sha256');
  for (const { id } of rows) hash.update(`${id}\n`);
  return hash.digest('hex');
}
