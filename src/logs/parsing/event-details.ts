import type { EventDetails } from './parsed-line.js';

/** What an entry tells besides its columns. */
export interface StoredDetails extends EventDetails {
  /** The address is that of the connection, by another line. */
  readonly addressCarried?: true;
  /** Of a login: whether its user came from the address for the first time; null where the line tells none. */
  readonly newAddressForUser?: boolean | null;
  /** The same of the address's network. */
  readonly newNetworkForUser?: boolean | null;
  /** The same of the key. */
  readonly newKeyForUser?: boolean | null;
  /** The first login of the user that was known then, UTC milliseconds; null: this is the first. */
  readonly loginHistorySince?: number | null;
}

/** What the column `details` of an entry holds. */
export function storedDetails(details: string | null): StoredDetails {
  return details === null ? {} : (JSON.parse(details) as StoredDetails);
}
