import { createHash } from 'node:crypto';
import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';

/**
 * Rows that a SELECT finds, as lists of values, past the code under test.
 *
 * @param url `DATABASE_URL` of the database
 */
export async function storedRows(url: string, sql: string): Promise<unknown[][]> {
  if (url.startsWith('sqlite:')) {
    const connection = new BetterSqlite3(url.slice('sqlite:'.length), { readonly: true });
    try {
      return connection.prepare(sql).raw().all() as unknown[][];
    } finally {
      connection.close();
    }
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.map((row) =>
      row.map((value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? +value : value)),
    );
  } finally {
    await client.end();
  }
}

/** The one number that a SELECT answers; 0 where there is no such table, or nothing to look at. */
export async function storedNumber(url: string, sql: string): Promise<number> {
  try {
    return Number((await storedRows(url, sql))[0]![0] ?? 0);
  } catch {
    return 0;
  }
}

/** Stands for everything that some SELECTs find. */
export async function storedDigest(url: string, queries: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const query of queries) for (const row of await storedRows(url, query)) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
