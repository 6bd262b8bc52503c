import type { DataSource } from 'typeorm';
import type { TakenLines } from '../../logs/ingestion/line-source.js';
import { selectSources } from '../../logs/ingestion/source-selection.js';
import { loadAllowlist } from '../allowlist/allowlist-store.js';
import type { ScanListener, ScanReport } from './scan-report.js';
import { IngestionTransaction, SessionOvertakenError } from './ingestion-transaction.js';
import { openSession, openSource } from './ingestion-session.js';
import type { IngestionSession, OpenSource, SessionOptions } from './ingestion-session.js';

export interface ScannerOptions extends SessionOptions {
  /** Bytes of log that one transaction takes, give or take a batch. */
  readonly transactionBytes: number;
}

/** What a scan needs from outside. */
export interface ScanContext {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly listener: ScanListener;
  /** Asked between transactions; what is left is taken by the next scan. */
  readonly shouldStop: () => boolean;
}

/** Brings the database up to date with the log files. Calls must not overlap. */
export class LogScanner {
  private session: IngestionSession | null = null;

  /** @param dataSource a connection of its own: a transaction on it would swallow the queries of others */
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: ScannerOptions,
  ) {}

  /**
   * Takes every line that is new.
   *
   * @throws when the database refuses a transaction; nothing is lost, the next scan takes up where the last one ended
   */
  async scan(context: ScanContext): Promise<ScanReport> {
    try {
      this.session ??= await openSession(this.dataSource, this.options);
      this.session.allowlist.use(await loadAllowlist(this.dataSource.manager));
      return await this.scanSources(this.session, context);
    } catch (error) {
      this.session = null;
      if (error instanceof SessionOvertakenError) return this.scan(context);
      throw error;
    }
  }

  private async scanSources(session: IngestionSession, context: ScanContext): Promise<ScanReport> {
    const { sources, faults } = await selectSources(this.options.sources);
    const report = {
      sources: sources.map(({ path }) => path),
      linesRead: 0,
      sshLines: 0,
      entriesStored: 0,
      incomplete: [] as string[],
      faults: [...faults],
    };
    for (const selected of sources) {
      const source = await openSource(this.dataSource, session, selected, this.options);
      const batches = source.reader.read(context.now());
      try {
        await this.scanSource(session, source, batches, context, report);
      } finally {
        await batches.return(undefined);
      }
      report.faults.push(...source.reader.faults);
      report.incomplete.push(...source.reader.incomplete);
      if (context.shouldStop()) break;
    }
    return report;
  }

  private async scanSource(
    session: IngestionSession,
    source: OpenSource,
    batches: AsyncGenerator<TakenLines>,
    context: ScanContext,
    report: { linesRead: number; sshLines: number; entriesStored: number },
  ): Promise<void> {
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      const sshLines = source.coverage.sshLines;
      const done = await this.transact(session, source, next.value, batches, context);
      report.sshLines += source.coverage.sshLines - sshLines;
      report.linesRead += done.linesRead;
      report.entriesStored += done.entriesStored;
      context.listener.progressed({ ...done.position(), linesRead: report.linesRead });
      if (context.shouldStop()) {
        // Leaving the reader in the middle, it does not learn what was stored.
        this.session = null;
        return;
      }
    }
  }

  /** One transaction: the first batch, and as many more as it may take. */
  private async transact(
    session: IngestionSession,
    source: OpenSource,
    first: TakenLines,
    batches: AsyncGenerator<TakenLines>,
    context: ScanContext,
  ): Promise<IngestionTransaction> {
    const transaction = await this.dataSource.transaction(async (manager) => {
      const work = new IngestionTransaction(manager, session, source);
      await work.begin();
      let next: IteratorResult<TakenLines> = { done: false, value: first };
      while (!next.done) {
        work.take(next.value);
        if (work.bytesTaken >= this.options.transactionBytes) break;
        next = await batches.next();
      }
      await work.finish(context.now());
      return work;
    });
    const changes = transaction.committed();
    if (changes.length > 0) context.listener.alertsChanged(changes);
    return transaction;
  }
}
