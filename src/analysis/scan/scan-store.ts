import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import type { LogFile } from '../../logs/ingestion/files/log-file.entity.js';
import type { FinishedBatches } from '../../logs/ingestion/push/push-inbox.js';
import type { LogSource } from '../../logs/sources/log-source.entity.js';
import type { AllowlistHits } from '../detection/allowlist.js';
import type { EngineState } from '../detection/engine.js';
import type { Detections } from '../outcome/record-detections.js';
import type { HistoryChanges } from '../sessions/login-history.js';
import type { SessionResults } from '../sessions/record-sessions.js';
import type { ScanFailures } from './scan-failures.js';

/** What a transaction stores besides log entries; can be copied to another thread. */
export interface ScanResults {
  readonly detections: Detections;
  readonly sessions: SessionResults;
  readonly loginHistory: HistoryChanges;
  readonly failures: ScanFailures;
  readonly allowlistHits: ReadonlyMap<string, AllowlistHits>;
  readonly sources: readonly LogSource[];
  readonly files: readonly LogFile[];
  /** What was pushed and is taken. */
  readonly finishedBatches: readonly FinishedBatches[];
  readonly lastEntryId: number;
  /** When the transaction is stored, UTC milliseconds. */
  readonly at: number;
  /** Where detection stands after the entries. */
  readonly detection: EngineState;
}

/**
 * Where a scan stores what it finds, a transaction at a time. Calls are made in the order begin, write …, commit; the
 * next transaction may be begun before the commit of the one before has settled.
 */
export interface ScanStore {
  /**
   * @param version the head's version that the session knows
   * @throws SessionOvertakenError, now or at the commit, when another process was faster
   */
  begin(version: number): Promise<void>;
  /** Settles when there is room for more. */
  write(entries: readonly LogEntry[]): Promise<void>;
  /** Settles when everything is stored. @returns the alerts that changed @throws when nothing is stored */
  commit(results: ScanResults): Promise<readonly AlertChange[]>;
  /** Gives up the transaction that was begun, if any. */
  rollback(): Promise<void>;
  close(): Promise<void>;
}

/** Another process has stored lines since this session was opened; nothing was stored, open a new session. */
export class SessionOvertakenError extends Error {
  readonly code = 'SESSION_OVERTAKEN';

  constructor() {
    super('Another process works on the same database; what it stored is read again before going on.');
  }
}
