import { DatabaseStore } from '../../src/analysis/scan/database-store.js';
import { retryWhileBusy } from '../../src/database/own-connection.js';

/** How long SQLite itself waits for another connection of this process, with the only thread there is. */
export const SHORT_WAIT_MS = 20;

/**
 * Stores in the thread of the whole service, as no installation does: while it waits with the thread for a transaction of
 * another connection, that one cannot end.
 */
export class PatientStore extends DatabaseStore {
  override begin(version: number): Promise<void> {
    return retryWhileBusy(async () => {
      try {
        await super.begin(version);
      } catch (error) {
        await this.rollback();
        throw error;
      }
    });
  }
}
