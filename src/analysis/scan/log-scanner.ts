import type { DataSource } from 'typeorm';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import { selectSources } from '../../logs/ingestion/source-selection.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import type { SelectedSource, SourceSelection } from '../../logs/ingestion/source-selection.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { loadRules } from '../rules/loaded-rules.js';
import type { RuleFile } from '../rules/rule-files.js';
import { SILENCE_MS } from '../../logs/parsing/open-connections.js';
import { stopsIntake } from '../../logs/ingestion/line-source.js';
import type { SourceFault, TakenLines } from '../../logs/ingestion/line-source.js';
import { dueFaults, isAnyDue, reasonOf } from '../../faults/set-aside.js';
import { faultSummaries, recordSourceFaults } from '../../faults/faults.service.js';
import { loadAllowlist } from '../allowlist/allowlist-store.js';
import type { ScanListener, ScanReport } from './scan-report.js';
import { DatabaseStore } from './database-store.js';
import { IngestionTransaction } from './ingestion-transaction.js';
import { openSession, openSources } from './ingestion-session.js';
import type { IngestionSession, OpenSource, SessionOptions } from './ingestion-session.js';
import { SessionOvertakenError } from './scan-store.js';
import type { ScanStore } from './scan-store.js';
import { RestingSources, SourceFeeds } from './source-feeds.js';
import { SourceFailedError } from './scan-failures.js';
import { OpenFiles } from '../../logs/ingestion/files/open-files.js';

export interface ScannerOptions extends SessionOptions {
  /** Bytes of log that one transaction takes, give or take a batch. */
  readonly transactionBytes: number;
  /** True where nobody will scan again soon: what waits for more lines is decided at the end of a scan. */
  readonly isLast?: boolean | undefined;
  /** The detection rules, as text: they have to reach another thread. */
  readonly ruleFiles: readonly RuleFile[];
  /** How much of sources that get no further a scan passes over before it ends, bytes; see {@link SourceFeeds}. */
  readonly passBytes?: number | undefined;
}

/** A tenth of a second: so long do new lines of other logs wait for it. */
const PASS_BYTES = 256 << 20;

type ScanFeeds = SourceFeeds<OpenSource>;

/** What a scan needs from outside. */
interface ScanContext {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly listener: ScanListener;
  /** Asked between transactions; what is left is taken by the next scan. */
  readonly shouldStop: () => boolean;
}

/** Brings the database up to date with the log files. Calls must not overlap. */
export class LogScanner {
  private session: IngestionSession | null = null;
  private readonly resting = new RestingSources();
  private readonly openFiles = new OpenFiles();
  private rules: readonly DetectionRule[];

  /**
   * @param dataSource reads what is stored
   * @param store writes; a connection of its own, or the same where nobody else uses it
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: ScannerOptions,
    private readonly store: ScanStore = new DatabaseStore(dataSource),
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
      const now = context.now();
      // What a rule has missed is put to it while the session is opened.
      if (await isAnyDue(this.dataSource.manager, ['rule'], now)) this.session = null;
      this.session ??= await openSession(this.dataSource, this.rules, this.openFiles, now);
      return await this.scanSources(this.session, context);
    } catch (error) {
      this.session = null;
      await this.store.rollback().catch(() => undefined);
      if (error instanceof SessionOvertakenError) return this.scan(context);
      if (!(error instanceof SourceFailedError) || this.resting.size >= MAX_RESTING) throw error;
      this.resting.add(error.path, error, context.now());
      return this.scan(context);
    }
  }

  async close(): Promise<void> {
    await this.openFiles.closeAll();
    await this.store.close();
  }

  private async scanSources(session: IngestionSession, context: ScanContext): Promise<ScanReport> {
    const { sources, faults } = await selectSources(await this.selections(session));
    const figures = { linesRead: 0, sshLines: 0, entriesStored: 0 };
    const feeds = await this.openFeeds(session, sources, context);
    try {
      // While one transaction is being stored, the next one is filled.
      let pending: PendingTransaction | null = null;
      while (feeds.hasMore && !(pending !== null && context.shouldStop())) {
        const work = await this.fill(session, feeds);
        if (pending !== null) await settle(pending, figures, context.listener);
        pending = { work, stored: this.commit(session, work, context.now()) };
      }
      if (pending !== null) await settle(pending, figures, context.listener);
      await this.conclude(session, feeds, figures, context);
      // Left in the middle, the readers are ahead of what is stored.
      if (feeds.hasMore || session.engine.isDamaged) this.session = null;
    } finally {
      await feeds.close();
      await this.openFiles.closeAll();
    }
    for (const { reader } of feeds.sources) this.resting.delete(reader.path);
    for (const [{ reader }, error] of feeds.failed) {
      session.sources.delete(reader.path);
      this.resting.add(reader.path, error, context.now());
    }
    const report = {
      isCutShort: feeds.isCutShort,
      sources: sources.map(({ path }) => path),
      ...figures,
      incomplete: feeds.sources.flatMap(({ reader }) => reader.incomplete),
      faults: [...faults, ...feeds.sources.flatMap(faultsOfSource), ...this.resting.faults],
    };
    await recordSourceFaults(this.dataSource.manager, report.faults.filter(stopsIntake), context.now());
    return { ...report, setAside: await faultSummaries(this.dataSource.manager) };
  }

  /** What is configured, and every sender that has pushed lines: one that falls silent is looked at, too. */
  private async selections({ inbox }: IngestionSession): Promise<readonly SourceSelection[]> {
    const { sources, pushedTimeZone: timeZone } = this.options;
    if (timeZone === undefined) return sources;
    const pushed = await inbox.refresh();
    return [
      ...sources,
      ...pushed.map(({ path: pattern, forwarded }) => ({ pattern, ...(forwarded ?? { timeZone, host: null }) })),
    ];
  }

  private async openFeeds(
    session: IngestionSession,
    sources: readonly SelectedSource[],
    context: ScanContext,
  ): Promise<ScanFeeds> {
    const { batchBytes, isLast, passBytes = isLast === true ? Number.POSITIVE_INFINITY : PASS_BYTES } = this.options;
    const isFull = (): boolean => session.engine.isFull;
    const feeds: ScanFeeds = new SourceFeeds({ batchBytes, sourceCount: sources.length, passBytes, isFull });
    session.files.folders.forget();
    const now = context.now();
    const awake = sources.filter(({ path }) => !this.resting.isResting(path, now));
    const failed = (path: string, error: unknown): void => this.resting.add(path, error, now);
    for (const source of await openSources(this.dataSource, session, awake, this.options, failed)) {
      await feeds.add(source, now);
      if (context.shouldStop()) break;
    }
    return feeds;
  }

  /** One transaction: as many batches as it may take, those that happened first before others. */
  private async fill(session: IngestionSession, feeds: ScanFeeds): Promise<IngestionTransaction> {
    const work = new IngestionTransaction(session);
    await this.begin(session);
    const passedBefore = feeds.passedBytes;
    const bytesDone = (): number => work.bytesTaken + feeds.passedBytes - passedBefore;
    while (feeds.hasMore && bytesDone() < this.options.transactionBytes && !session.engine.isFull) {
      const next = await feeds.next();
      if (next === null) continue;
      takeOrFail(work, next.source, next.taken);
      await feeds.advance();
      await this.write(work.release(feeds.horizon));
    }
    await this.write(work.release(Number.POSITIVE_INFINITY));
    return work;
  }

  /** Begins a transaction. Its first lines have been read: what was allowed before they were written covers them. */
  private async begin(session: IngestionSession): Promise<void> {
    session.allowlist.use(await loadAllowlist(this.dataSource.manager));
    await this.store.begin(session.version);
  }

  private async write(entries: readonly LogEntry[]): Promise<void> {
    if (entries.length > 0) await this.store.write(entries);
  }

  /**
   * Stores what does not come of new lines: what the clock says of sources, what was set aside and is tried again, and what
   * rules have found while the session was opened.
   */
  private async conclude(
    session: IngestionSession,
    feeds: ScanFeeds,
    figures: Figures,
    context: ScanContext,
  ): Promise<void> {
    const now = context.now();
    const work = new IngestionTransaction(session);
    const { manager } = this.dataSource;
    const quiet = feeds.hasMore ? [] : feeds.sources.filter((source) => this.isQuiet(source, now));
    const due = (await isAnyDue(manager, RETRIED_BY_STORING, now)) ? await dueFaults(manager, ['line'], now) : null;
    for (const source of feeds.sources) {
      checkHealth(source, now);
      if (source.health.hasChanges || source.lookedThrough.hasChanges) work.touch(source);
    }
    const hasNews = session.engine.hasNews || session.retriedRules.length > 0;
    if (quiet.length === 0 && due === null && !hasNews && !work.hasSources) return;
    await this.begin(session);
    for (const source of quiet) work.settle(source);
    for (const source of feeds.sources) {
      const faults = due?.filter(({ subject }) => subject === source.reader.path) ?? [];
      if (faults.length > 0) work.retry(source, faults);
    }
    await this.write(work.release(Number.POSITIVE_INFINITY));
    await settle({ work, stored: this.commit(session, work, now) }, figures, context.listener);
  }

  /**
   * Whether a refusal of PAM counts may depend on lines to come. Where none has come for longer than a connection may be
   * silent, none will.
   */
  private isQuiet({ selected, parser, quietSince }: OpenSource, now: number): boolean {
    if (parser.pendingCount === 0) return false;
    return this.options.isLast === true || selected.final === true || now - (quietSince ?? now) >= SILENCE_MS;
  }

  private commit(session: IngestionSession, work: IngestionTransaction, now: number): Promise<readonly AlertChange[]> {
    const stored = this.store.commit(work.results(now));
    session.version += 1;
    // Whoever waits for it hears of a failure; until then it is not unhandled.
    stored.catch(() => undefined);
    return stored;
  }
}

function takeOrFail(work: IngestionTransaction, source: OpenSource, taken: TakenLines): void {
  try {
    work.take(source, taken);
  } catch (error) {
    throw error instanceof SourceFailedError ? error : new SourceFailedError(source.reader.path, error);
  }
}

/** Looks at the clock. */
function checkHealth(source: OpenSource, now: number): void {
  try {
    source.health.check(now);
  } catch (error) {
    source.trouble = reasonOf(error);
  }
}

function faultsOfSource({ reader, parser, trouble }: OpenSource): readonly SourceFault[] {
  const failed = parser.failedFilters.map(({ name, reason }) => ({
    path: reader.path,
    code: 'EFILTER',
    message: `the filter ${name} failed and is not used any more (${reason})`,
  }));
  const faults = [...reader.faults, ...failed];
  if (trouble === undefined || trouble === null) return faults;
  const message = `its lines are taken, but not all are counted (${trouble})`;
  return [...faults, { path: reader.path, code: 'ECOUNT', message }];
}

/** Sources that rest at once; where more fail, the fault is not theirs. */
const MAX_RESTING = 1_000;

/** What is set aside and tried again with a transaction. */
const RETRIED_BY_STORING = ['line', 'entry', 'alert', 'outcome', 'session', 'login', 'allowlist', 'batch'] as const;

/** A transaction that is being stored. */
interface PendingTransaction {
  readonly work: IngestionTransaction;
  readonly stored: Promise<readonly AlertChange[]>;
}

type Figures = { -readonly [Key in 'linesRead' | 'sshLines' | 'entriesStored']: ScanReport[Key] };

/** Waits until a transaction is stored, and tells of it. */
async function settle({ work, stored }: PendingTransaction, figures: Figures, listener: ScanListener): Promise<void> {
  const changes = await stored;
  figures.linesRead += work.linesRead;
  figures.sshLines += work.sshLines;
  figures.entriesStored += work.entriesStored;
  if (changes.length > 0) listener.alertsChanged(changes);
  const position = work.position();
  if (position !== null) listener.progressed({ ...position, linesRead: figures.linesRead });
}
