import type { DataSource } from 'typeorm';
import { ENGINE } from './test-database.js';

/** Makes a statement fail for some rows, on the database itself. @returns what ends it */
export async function failing(
  database: DataSource,
  on: string,
  table: string,
  rows: string,
): Promise<() => Promise<void>> {
  const run = (text: string): Promise<unknown> => database.query(text);
  if (ENGINE === 'sqlite') {
    const abort = `BEGIN SELECT RAISE(ABORT, 'injected'); END`;
    await run(`CREATE TRIGGER injected BEFORE ${on} ON ${table} WHEN ${rows} ${abort}`);
    return async () => void (await run('DROP TRIGGER injected'));
  }
  const raise = `BEGIN RAISE EXCEPTION 'injected'; END`;
  await run(
    `CREATE OR REPLACE FUNCTION injected() RETURNS trigger LANGUAGE plpgsql AS '${raise.replaceAll("'", "''")}'`,
  );
  await run(`CREATE TRIGGER injected BEFORE ${on} ON ${table} FOR EACH ROW WHEN (${rows}) EXECUTE FUNCTION injected()`);
  return async () => void (await run(`DROP TRIGGER injected ON ${table}`));
}
