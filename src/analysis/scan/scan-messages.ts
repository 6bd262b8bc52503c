import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { DatabaseLocation } from '../../config/database-url.js';
import type { EntryColumns } from '../../logs/entries/entry-columns.js';
import type { RuleFile } from '../rules/rule-files.js';
import type { ScannerOptions } from './log-scanner.js';
import type { ScanProgress, ScanReport } from './scan-report.js';
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

/** What the worker is started with. */
export interface ScanWorkerData {
  readonly database: DatabaseLocation;
  readonly options: ScannerOptions;
}

/** What the service tells the worker. */
export type ScanRequest =
  | { readonly kind: 'scan' }
  | { readonly kind: 'rules'; readonly ruleFiles: readonly RuleFile[] }
  | { readonly kind: 'stop' }
  | { readonly kind: 'close' };

/** What the worker tells the service; a scan ends with `done` or `failed`. */
export type ScanReply =
  | { readonly kind: 'alerts'; readonly changes: readonly AlertChange[] }
  | { readonly kind: 'progress'; readonly progress: ScanProgress }
  | { readonly kind: 'done'; readonly report: ScanReport }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

/**
 * How far a long scan has come, in words: `/var/log/auth.log: 43 %, 210000 lines/s, 12 s left`.
 *
 * @param elapsedMs since the scan began
 */
export function progressText(progress: ScanProgress, elapsedMs: number): string {
  const speed = `${linesPerSecond(progress, elapsedMs)} lines/s`;
  const percent = percentDone(progress);
  if (percent === null) return `${progress.file}: ${Math.round(progress.offset / 1e6)} MB, ${speed}`;
  return `${progress.file}: ${percent} %, ${speed}, ${secondsLeft(progress, elapsedMs)} s left`;
}

export function linesPerSecond({ linesRead }: ScanProgress, elapsedMs: number): number {
  return Math.round(linesRead / Math.max(elapsedMs / 1000, 0.001));
}

/** Of the file that is being read; null where its size is not known. */
export function percentDone({ offset, size }: ScanProgress): number | null {
  return size === null || size === 0 ? null : Math.min(100, Math.floor((offset / size) * 100));
}

/** For the file that is being read, at the pace so far; null where its size is not known. */
export function secondsLeft({ offset, size }: ScanProgress, elapsedMs: number): number | null {
  if (size === null || offset === 0) return null;
  return Math.ceil((Math.max(0, size - offset) / offset) * (elapsedMs / 1000));
}
