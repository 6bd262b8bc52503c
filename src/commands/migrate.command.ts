import { loadProcessSettings } from '../config/process-settings.js';
import { openDatabase } from '../database/data-source.js';
import { fileArguments, UsageError } from './usage.error.js';

/** `migrate`: brings the schema of the database up to date, creating it on first use. */
export async function migrate(args: readonly string[]): Promise<number> {
  if (fileArguments(args, false).files.length > 0) throw new UsageError('migrate takes no file.');
  const dataSource = await openDatabase(loadProcessSettings('command').DATABASE_URL);
  await dataSource.destroy();
  process.stdout.write('The schema of the database is up to date.\n');
  return 0;
}
