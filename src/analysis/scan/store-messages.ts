import type { AlertChange } from '../../alerts/lifecycle/alert-change.js';
import type { EntryColumns } from '../../logs/entries/entry-columns.js';
import type { ScanResults } from './scan-store.js';

/** What the storing thread is asked to do, one after the other. */
export type StoreRequest =
  | { readonly kind: 'begin'; readonly version: number }
  | { readonly kind: 'write'; readonly columns: EntryColumns }
  | { readonly kind: 'commit'; readonly results: ScanResults }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'close' };

/** Its answer to each request, in the same order; an error is answered to every request of the transaction behind it. */
export interface StoreReply {
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Of a commit: the alerts that changed. */
  readonly changes?: readonly AlertChange[];
}
