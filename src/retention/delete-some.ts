import type { EntityManager } from 'typeorm';
import { postgresText } from '../database/postgres/postgres-text.js';
import type { SqlRow, SqlValue } from '../database/sql-reader.js';

/** Few enough rows that nobody notices the wait. */
const ROWS_AT_ONCE = 2_000;

/**
 * Deletes the next few rows of a table that a condition holds for, in the caller's transaction.
 *
 * @param keys columns of the primary key
 * @param condition in SQL, with a `?` for each value
 * @returns whether that was all of them
 */
export async function deleteSome(
  manager: EntityManager,
  table: string,
  keys: readonly string[],
  condition: string,
  values: readonly SqlValue[] = [],
): Promise<boolean> {
  const chosen = `SELECT ${keys.join(', ')} FROM ${table} WHERE ${condition} LIMIT ${ROWS_AT_ONCE}`;
  const rows = await ask(manager, chosen, values);
  if (rows.length > 0) await ask(manager, `DELETE FROM ${table} WHERE (${keys.join(', ')}) IN (${chosen})`, values);
  return rows.length < ROWS_AT_ONCE;
}

/** Runs a statement whose text is not always the same. @param text SQLite's SQL, with a `?` for each value */
export function ask(manager: EntityManager, text: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
  const isPostgres = manager.connection.options.type === 'postgres';
  return manager.query<SqlRow[]>(isPostgres ? postgresText(text) : text, [...values]);
}
