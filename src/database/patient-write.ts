import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../common/domain.error.js';
import { isConflict } from './postgres/postgres-errors.js';

/** How long a write waits for others, and how long it pauses between two tries. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 25;

/**
 * Repeats a write while another connection holds the database. SQLite itself would wait, too, but with the whole thread:
 * nobody else would be answered in the meantime.
 *
 * @throws DomainError DATABASE_BUSY when it takes too long
 */
export async function patiently<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (waited >= PATIENCE_MS) {
        throw new DomainError('unavailable', 'DATABASE_BUSY', 'The database is busy; try again in a moment.');
      }
      await pause(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return isConflict(error) || (error instanceof Error && /SQLITE_BUSY|database is locked/.test(error.message));
}
