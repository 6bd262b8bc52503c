import type { DataSource } from 'typeorm';
import type { SourceFault } from '../../logs/ingestion/source-reader.js';
import type { AlertChange } from '../detection/detector.js';
import { analyzeLines } from '../line-analysis.js';
import { SessionOvertakenError, commitBatch } from './commit-batch.js';
import { openSession } from './ingestion-session.js';
import type { IngestionSession, OpenSource, SessionOptions } from './ingestion-session.js';

/** What a scan did. */
export interface ScanReport {
  readonly linesRead: number;
  readonly entriesStored: number;
  readonly faults: readonly SourceFault[];
}

/** Called after each transaction with the alerts that it changed. */
export type AlertsChangedListener = (changes: readonly AlertChange[]) => void;

/** Brings the database up to date with the log files. Calls must not overlap. */
export class LogScanner {
  private session: IngestionSession | null = null;

  /** @param dataSource a connection of its own: a transaction on it would swallow the queries of others */
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: SessionOptions,
  ) {}

  /**
   * Takes every line that is new.
   *
   * @param now gives UTC milliseconds
   * @param shouldStop asked between transactions; what is left is taken by the next scan
   * @throws when the database refuses a transaction; nothing is lost, the next scan takes up where the last one ended
   */
  async scan(now: () => number, onAlerts: AlertsChangedListener, shouldStop: () => boolean): Promise<ScanReport> {
    const report = { linesRead: 0, entriesStored: 0, faults: [] as SourceFault[] };
    try {
      this.session ??= await openSession(this.dataSource, this.options);
      for (const source of this.session.sources) {
        await this.scanSource(this.session, source, now, onAlerts, shouldStop, report);
        report.faults.push(...source.reader.faults);
        if (shouldStop()) break;
      }
      return report;
    } catch (error) {
      this.session = null;
      if (error instanceof SessionOvertakenError) return this.scan(now, onAlerts, shouldStop);
      throw error;
    }
  }

  private async scanSource(
    session: IngestionSession,
    source: OpenSource,
    now: () => number,
    onAlerts: AlertsChangedListener,
    shouldStop: () => boolean,
    report: { linesRead: number; entriesStored: number },
  ): Promise<void> {
    for await (const taken of source.reader.read(now())) {
      source.parser.setReferenceTime(taken.referenceTime);
      const { path } = source.reader;
      const entries = analyzeLines(taken.lines, path, session.lastEntryId + 1, source.parser, session.detector);
      const changes = session.detector.takeChanges();
      await commitBatch(this.dataSource, session, source, { taken, entries, changes }, now());
      report.linesRead += taken.lines.length;
      report.entriesStored += entries.length;
      if (changes.length > 0) onAlerts(changes);
      if (shouldStop()) {
        // Leaving the reader here, it does not learn that its last batch was stored.
        this.session = null;
        return;
      }
    }
  }
}
