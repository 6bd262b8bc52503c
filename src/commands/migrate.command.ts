import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { locationText, parseDatabaseUrl } from '../config/database-url.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { copyStore } from '../database/copy-store.js';
import { openDatabase } from '../database/data-source.js';
import { UsageError, fileArguments } from './usage.js';

/** `migrate`: brings the schema of the database up to date, creating it on first use. */
export async function migrate(args: readonly string[]): Promise<number> {
  if (fileArguments(args).length > 0) throw new UsageError('migrate takes no file.');
  const dataSource = await openDatabase(loadProcessSettings('command').DATABASE_URL);
  await dataSource.destroy();
  process.stdout.write('The schema of the database is up to date.\n');
  return 0;
}

/** The copy may take longer than any request. */
const PATIENCE_MS = 24 * 3_600_000;

/**
 * `migrate-store sqlite:PATH`: copies an SQLite database into the empty PostgreSQL database that `DATABASE_URL` names.
 * The service must not run meanwhile: what it stores after the copy began would be missing.
 */
export async function migrateStore(args: readonly string[]): Promise<number> {
  const [from = '', ...more] = fileArguments(args);
  const source = parseDatabaseUrl(from);
  if ('fault' in source || source.kind !== 'sqlite' || more.length > 0) {
    throw new UsageError('migrate-store takes the database to copy, as sqlite:PATH.');
  }
  const target = loadProcessSettings('command').DATABASE_URL;
  if (target.kind !== 'postgres') {
    throw new UsageError(
      'migrate-store copies into PostgreSQL: set DATABASE_URL to postgres://USER:PASSWORD@HOST/DATABASE.',
    );
  }
  if (!existsSync(source.path)) throw new Error(`There is no database at ${source.path}.`);
  refuseWhileUsed(source.path);
  // The tables are those of all features' entities.
  await import('../app.module.js');
  const here = await openDatabase(source);
  try {
    const there = await openDatabase({ ...target, statementTimeoutMs: PATIENCE_MS });
    try {
      await copyStore(here, there, ({ table, rows }) => {
        if (rows > 0) process.stdout.write(`${table}: ${rows} rows\n`);
      });
    } finally {
      await there.destroy();
    }
  } finally {
    await here.destroy();
  }
  process.stdout.write(`${locationText(target)} holds the same, counted and compared. Start the service with it.\n`);
  return 0;
}

/** Leaving the WAL is refused while anybody else has the database open; opening it enters the WAL again. */
function refuseWhileUsed(path: string): void {
  const database = new BetterSqlite3(path, { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new Error(`${path} is in use: stop the service first, or what it stores meanwhile is missing.`, { cause });
  } finally {
    database.close();
  }
}
