import type { DatabaseLocation } from '../../config/database-url.js';
import type { AlertChange } from '../../alerts/lifecycle/alert-change.js';
import type { RuleFile } from '../rules/rule-file.js';
import type { ScannerOptions } from './log-scanner.js';
import type { ScanProgress, ScanReport } from './scan-report.js';

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
