import type { EventDetails } from './parsed-line.js';

/** What an entry tells besides its columns. */
export interface StoredDetails extends EventDetails {
  /** The address is that of the connection, by another line. */
  readonly addressCarried?: true;
}

/** What the column `details` of an entry holds. */
export function storedDetails(details: string | null): StoredDetails {
  return details === null ? {} : (JSON.parse(details) as StoredDetails);
}
