import type { FileCheckpoint, LogFile } from '../../logs/ingestion/files/log-file.entity.js';
import type { LogSource } from '../../logs/sources/log-source.entity.js';
import { PUSH_PREFIX } from '../../config/log-sources.js';
import type { SourceCheckpoint, TakenLines } from '../../logs/ingestion/line-source.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { isSeenLogin, newLogin } from '../outcome/entered-alerts.js';
import type { NewLogin } from '../outcome/entered-alerts.js';
import { EntryMerger } from './entry-merger.js';
import type { Fault } from '../../faults/fault.entity.js';
import type { SessionEvent } from '../sessions/session.entity.js';
import type { SessionLink } from '../sessions/session-tracker.js';
import { reasonOf } from '../../faults/set-aside.js';
import { detectEntries, parseLines, settleLines } from './line-analysis.js';
import type { ReceivedEntry } from './line-analysis.js';
import type { IngestionSession, OpenSource } from './ingestion-session.js';
import type { ScanProgress } from './scan-report.js';
import { SourceFailedError } from './scan-failures.js';
import type { FailedLine, LinePayload, RetriedLine } from './scan-failures.js';
import type { ScanResults } from './scan-store.js';

/** Lines of a source that are set aside at once; where more fail, the source is. */
const MAX_FAILED_LINES = 1_000;
/** How much of a line is kept, in UTF-16 units. */
const LONGEST_LINE = 65_536;

/**
 * What one transaction stores: entries, the alerts that they raise or extend, and the checkpoints that account for
 * them. Used as take and release …, results.
 */
export class IngestionTransaction {
  linesRead = 0;
  sshLines = 0;
  entriesStored = 0;
  bytesTaken = 0;
  /** The sources that are touched, with the files that lines were taken from. */
  private readonly sources = new Map<OpenSource, Map<number, FileCheckpoint>>();
  private readonly merger = new EntryMerger();
  private readonly logins: NewLogin[] = [];
  private readonly sessionEvents: SessionEvent[] = [];
  private readonly failedLines: FailedLine[] = [];
  private readonly retriedLines: RetriedLine[] = [];
  /** The newest batch of each sender whose lines were all taken. */
  private readonly finished = new Map<string, number>();
  private last: { source: OpenSource; taken: TakenLines } | null = null;

  constructor(private readonly session: IngestionSession) {}

  take(source: OpenSource, taken: TakenLines): void {
    const { lines, bytes, checkpoint, referenceTime } = taken;
    source.parser.setReferenceTime(referenceTime);
    const sshLines = source.coverage.sshLines;
    this.merger.add(source, this.parse(source, lines, referenceTime));
    this.linesRead += lines.length;
    this.sshLines += source.coverage.sshLines - sshLines;
    this.bytesTaken += bytes;
    this.touch(source);
    source.quietSince = referenceTime;
    this.account(source, checkpoint);
    this.last = { source, taken };
  }

  /** Takes lines that could not be parsed when they came. */
  retry(source: OpenSource, faults: readonly Fault[]): void {
    for (const fault of faults) {
      const { line, receivedAt } = fault.payload as LinePayload;
      let reason: string | null = null;
      const failed = (_line: string, error: unknown): void => {
        reason = reasonOf(error);
      };
      this.merger.add(source, parseLines([line], source, receivedAt, this.session.engine.selectors, failed));
      this.retriedLines.push({ fault: { id: fault.id, tries: fault.tries }, reason });
      if (reason === null) source.failedLines -= 1;
    }
    this.touch(source);
  }

  private parse(source: OpenSource, lines: readonly string[], receivedAt: number): ReceivedEntry[] {
    const { path } = source.reader;
    return parseLines(lines, source, receivedAt, this.session.engine.selectors, (line, error) => {
      source.failedLines += 1;
      // Where so many lines fail it is not the lines.
      if (source.failedLines > MAX_FAILED_LINES) throw new SourceFailedError(path, error);
      this.failedLines.push({ source: path, line: line.slice(0, LONGEST_LINE), receivedAt, reason: reasonOf(error) });
    });
  }

  /** Takes what waited for more lines of a source, which has none. */
  settle(source: OpenSource): void {
    this.merger.add(
      source,
      settleLines(source, source.quietSince ?? Number.MAX_SAFE_INTEGER, this.session.engine.selectors),
    );
    this.touch(source);
  }

  private account(source: OpenSource, checkpoint: SourceCheckpoint): void {
    switch (checkpoint.kind) {
      case 'file':
        this.sources.get(source)!.set(checkpoint.file.number, checkpoint.file);
        return;
      case 'journal':
        source.cursor = checkpoint.cursor;
        return;
      case 'push':
        source.cursor = checkpoint.cursor;
        if (checkpoint.finished !== null) this.finished.set(source.reader.path, checkpoint.finished);
        return;
      default:
        checkpoint satisfies never;
    }
  }

  /**
   * Puts entries to the rules, those of all sources in the order of their times.
   *
   * @param horizon up to which time every source has been read, UTC milliseconds; infinite at the end
   * @returns the entries, to be stored
   */
  release(horizon: number): readonly LogEntry[] {
    const entries = this.merger.release(horizon);
    detectEntries(entries, this.session.lastEntryId + 1, this.session);
    this.session.lastEntryId += entries.length;
    for (const entry of entries) {
      if (isSeenLogin(entry)) this.logins.push(newLogin(entry));
      if (entry.sessions !== undefined) this.linkSessions(entry, entry.sessions);
    }
    this.entriesStored += entries.length;
    return entries;
  }

  private linkSessions(entry: ReceivedEntry, links: readonly SessionLink[]): void {
    for (const { session, how, isListed } of links) {
      if (how === 'login' && session.loginEntry === 0) session.loginEntry = entry.id;
      if (isListed) this.sessionEvents.push({ sessionId: session.id, entryId: entry.id, how });
    }
    entry.sessions = undefined;
  }

  /** Stores the source as it stands, whether lines were taken from it or not. */
  touch(source: OpenSource): void {
    if (!this.sources.has(source)) this.sources.set(source, new Map());
  }

  get hasSources(): boolean {
    return this.sources.size > 0;
  }

  /** @param now UTC milliseconds */
  results(now: number): ScanResults {
    const { engine, allowlist, logins, lastEntryId } = this.session;
    const sources = [...this.sources.keys()].flatMap((source) => source.health.takeChanges());
    const retriedRules = this.session.retriedRules.splice(0);
    const { failedLines: lines, retriedLines } = this;
    return {
      failures: { rules: engine.takeFailures(), lines, retriedLines, retriedRules },
      sessions: {
        sessions: [...this.sources.keys()].flatMap(({ sessions: tracker }) => tracker.takeChanges()),
        events: this.sessionEvents,
      },
      loginHistory: logins.takeChanges(),
      detections: { growth: engine.takeGrowth(), sources, logins: this.logins },
      allowlistHits: allowlist.takeHits(),
      sources: [...this.sources.keys()].map((source) => sourceRow(source, now)),
      files: [...this.sources].flatMap(([source, files]) => fileRows(source, files, now)),
      finishedBatches: [...this.finished].map(([path, upTo]) => ({ source: path.slice(PUSH_PREFIX.length), upTo })),
      lastEntryId,
      at: now,
      detection: engine.state(),
    };
  }

  /** Where the transaction ends. */
  position(): Omit<ScanProgress, 'linesRead'> | null {
    if (this.last === null) return null;
    const { source, taken } = this.last;
    const { checkpoint, size } = taken;
    const { path } = source.reader;
    if (checkpoint.kind !== 'file') return { source: path, file: path, offset: this.bytesTaken, size };
    return { source: path, file: checkpoint.file.path, offset: checkpoint.file.offset, size };
  }
}

function sourceRow(source: OpenSource, now: number): LogSource {
  const { sourceId, parser, coverage, health, reader, cursor, lookedThrough, sessions } = source;
  const { path } = reader;
  try {
    return {
      id: sourceId,
      path,
      parserState: parser.state(),
      coverage: coverage.snapshot(),
      cursor,
      // A source may be stored of which no line was taken.
      lastLineAt: parser.lastTime === 0 ? null : parser.lastTime,
      health: health.state(),
      lookedThrough: lookedThrough.state(),
      sessions: sessions.state(),
      updatedAt: now,
    };
  } catch (error) {
    throw new SourceFailedError(path, error);
  }
}

function fileRows({ sourceId }: OpenSource, files: ReadonlyMap<number, FileCheckpoint>, now: number): LogFile[] {
  return [...files.values()].map((file) => ({ ...file, sourceId, updatedAt: now }));
}
