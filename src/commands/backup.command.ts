import { visibleLines } from '../common/visible-text.js';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { loadProcessSettings } from '../config/load-settings.js';
import { makeDataSource } from '../database/data-source.js';
import { UsageError, fileArguments } from './usage.js';

/**
 * `backup FILE`: writes a copy of an SQLite database as it is at one moment, complete and without gaps, while the service
 * goes on. Readable by its owner alone, as the database is.
 */
export async function backup(args: readonly string[]): Promise<number> {
  const [file, ...more] = fileArguments(args);
  if (file === undefined || more.length > 0) throw new UsageError('backup takes the file to write.');
  const location = loadProcessSettings('command').DATABASE_URL;
  if (location.kind === 'postgres') {
    throw new UsageError(
      'backup is for SQLite. PostgreSQL brings its own: pg_dump --format=custom --file=FILE DATABASE_URL.',
    );
  }
  if (existsSync(file)) throw new Error(`${file} is there already; a backup overwrites nothing.`);
  if (!existsSync(location.path)) throw new Error(`There is no database at ${location.path}; check DATABASE_URL.`);
  const dataSource = await (await makeDataSource(location)).initialize();
  try {
    closeSync(openSync(file, 'wx', 0o600));
    await dataSource.query('VACUUM INTO ?', [file]);
  } catch (error) {
    rmSync(file, { force: true });
    throw new Error(`The backup ${file} could not be written: ${(error as Error).message}.`, { cause: error });
  } finally {
    await dataSource.destroy();
  }
  process.stdout.write(`${visibleLines(file)} holds everything that was stored when this command began.\n`);
  return 0;
}
