import type { DataSource } from 'typeorm';
import { selectSources } from '../../logs/ingestion/source-selection.js';
import type { TakenLines } from '../../logs/ingestion/line-source.js';
import type { SelectedSource } from '../../logs/ingestion/source-selection.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { loadRules } from '../rules/load-rule-files.js';
import type { RuleFile } from '../rules/rule-file.js';
import { loadAllowlist } from '../allowlist/allowlist-store.js';
import type { ScanListener, ScanReport } from './scan-report.js';
import { IngestionTransaction, SessionOvertakenError } from './ingestion-transaction.js';
import { openSession, openSource } from './ingestion-session.js';
import type { IngestionSession, OpenSource, SessionOptions } from './ingestion-session.js';
import { SourceFeeds } from './source-feeds.js';

export interface ScannerOptions extends SessionOptions {
  /** Bytes of log that one transaction takes, give or take a batch. */
  readonly transactionBytes: number;
  /** The detection rules, as text: they have to reach another thread. */
  readonly ruleFiles: readonly RuleFile[];
}

type ScanFeeds = SourceFeeds<TakenLines, OpenSource>;

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
  private rules: readonly DetectionRule[];

  /** @param dataSource a connection of its own: a transaction on it would swallow the queries of others */
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: ScannerOptions,
  ) {
    this.rules = loadRules(options.ruleFiles).rules;
  }

  /** Takes other rules from the next scan on; they are judged over what happened lately, too. */
  useRules(ruleFiles: readonly RuleFile[]): void {
    this.rules = loadRules(ruleFiles).rules;
    this.session = null;
  }

  /**
   * Takes every line that is new.
   *
   * @throws when the database refuses a transaction; nothing is lost, the next scan takes up where the last one ended
   */
  async scan(context: ScanContext): Promise<ScanReport> {
    try {
      this.session ??= await openSession(this.dataSource, this.rules);
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
    const figures = { linesRead: 0, sshLines: 0, entriesStored: 0 };
    const feeds = await this.openFeeds(session, sources, context);
    try {
      while (feeds.hasMore) {
        const done = await this.transact(session, feeds, context);
        figures.linesRead += done.linesRead;
        figures.sshLines += done.sshLines;
        figures.entriesStored += done.entriesStored;
        context.listener.progressed({ ...done.position(), linesRead: figures.linesRead });
        if (!context.shouldStop()) continue;
        // Left in the middle, the readers are ahead of what is stored.
        this.session = null;
        break;
      }
    } finally {
      await feeds.close();
    }
    return {
      sources: sources.map(({ path }) => path),
      ...figures,
      incomplete: feeds.sources.flatMap(({ reader }) => reader.incomplete),
      faults: [...faults, ...feeds.sources.flatMap(({ reader }) => reader.faults)],
    };
  }

  private async openFeeds(
    session: IngestionSession,
    sources: readonly SelectedSource[],
    context: ScanContext,
  ): Promise<ScanFeeds> {
    const feeds: ScanFeeds = new SourceFeeds(this.options.batchBytes, sources.length);
    for (const selected of sources) {
      await feeds.add(await openSource(this.dataSource, session, selected, this.options), context.now());
    }
    return feeds;
  }

  /** One transaction: as many batches as it may take, those that happened first before others. */
  private async transact(
    session: IngestionSession,
    feeds: ScanFeeds,
    context: ScanContext,
  ): Promise<IngestionTransaction> {
    const transaction = await this.dataSource.transaction(async (manager) => {
      const work = new IngestionTransaction(manager, session);
      await work.begin();
      while (feeds.hasMore && work.bytesTaken < this.options.transactionBytes) {
        const { source, taken } = feeds.earliest;
        work.take(source, taken);
        await feeds.advance();
      }
      await work.finish(context.now());
      return work;
    });
    const changes = transaction.committed();
    if (changes.length > 0) context.listener.alertsChanged(changes);
    return transaction;
  }
}
