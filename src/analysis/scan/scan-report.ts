import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { FaultSummary } from '../../faults/faults.service.js';
import type { SourceFault } from '../../logs/ingestion/line-source.js';

/** What a scan did. */
export interface ScanReport {
  /** Paths of the sources that were found. */
  readonly sources: readonly string[];
  readonly linesRead: number;
  /** Lines of sshd and its relatives among them. */
  readonly sshLines: number;
  readonly entriesStored: number;
  /** Files whose last line has no newline yet, and was left. */
  readonly incomplete: readonly string[];
  readonly faults: readonly SourceFault[];
  /** What is set aside now, the first ones of many. */
  readonly setAside: readonly FaultSummary[];
  /** True where a part without lines was not passed over to its end: the next scan goes on there. */
  readonly isCutShort: boolean;
}

/** How far a scan has come in a source, after a transaction. */
export interface ScanProgress {
  /** Path of the source. */
  readonly source: string;
  /** The file that is being read. */
  readonly file: string;
  /** Bytes of it that were taken, uncompressed. */
  readonly offset: number;
  /** Its size, bytes; null where it is compressed. */
  readonly size: number | null;
  /** Lines taken by this scan so far, of all sources. */
  readonly linesRead: number;
}

/** Told of every transaction after it was committed. */
export interface ScanListener {
  /** The alerts that the transaction changed, if any. */
  alertsChanged(changes: readonly AlertChange[]): void;
  progressed(progress: ScanProgress): void;
}

/** Sent after every transaction of a scan: entries have been stored. */
export const SCAN_PROGRESSED = 'scan.progressed';
/** Sent when a scan has ended, well or not. */
export const SCAN_ENDED = 'scan.ended';
/** Sent when this instance has taken other rules: what happened lately is to be looked at with them. */
export const RULES_TAKEN = 'rules.taken';
