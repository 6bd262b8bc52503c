import type { EntityManager } from 'typeorm';
import { saveDetectedAlerts } from '../../alerts/alert-store.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import type { TakenLines } from '../../logs/ingestion/line-source.js';
import type { FileCheckpoint } from '../../logs/ingestion/file-checkpoint.js';
import type { AlertChange } from '../detection/detector.js';
import { addHits } from '../allowlist/allowlist-store.js';
import { analyzeLines } from '../line-analysis.js';
import type { IngestionSession, OpenSource } from './ingestion-session.js';
import type { ScanProgress } from './scan-report.js';

/** Another process has stored lines since this session was opened; nothing was stored, open a new session. */
export class SessionOvertakenError extends Error {
  readonly code = 'SESSION_OVERTAKEN';

  constructor() {
    super('Another process works on the same database; what it stored is read again before going on.');
  }
}

/**
 * What one transaction stores: entries, the alerts that they raise or extend, and the checkpoints that account for
 * them. Used as begin, take …, finish, and, once the transaction is committed, committed.
 */
export class IngestionTransaction {
  linesRead = 0;
  entriesStored = 0;
  bytesTaken = 0;
  private readonly files = new Map<number, FileCheckpoint>();
  private cursor: string | null = null;
  private last: TakenLines | null = null;
  private changes: AlertChange[] = [];

  constructor(
    private readonly manager: EntityManager,
    private readonly session: IngestionSession,
    private readonly source: OpenSource,
  ) {}

  /**
   * The first statement writes, so that the transaction waits for others instead of failing half way.
   *
   * @throws SessionOvertakenError when another process was faster
   */
  async begin(): Promise<void> {
    const { version } = this.session;
    const head = { id: 1, version: 0, lastEntryId: 0 };
    if (version === 0) {
      await this.manager.createQueryBuilder().insert().into(IngestionHead).values(head).orIgnore().execute();
    }
    const moved = await this.manager.update(IngestionHead, { id: 1, version }, { version: version + 1 });
    if (moved.affected !== 1) throw new SessionOvertakenError();
  }

  take(taken: TakenLines): void {
    const { lines, bytes, checkpoint, referenceTime } = taken;
    this.source.parser.setReferenceTime(referenceTime);
    const firstId = this.session.lastEntryId + this.entriesStored + 1;
    const entries = analyzeLines(lines, firstId, this.source);
    this.session.writer.write(entries);
    this.linesRead += lines.length;
    this.entriesStored += entries.length;
    this.bytesTaken += bytes;
    if (checkpoint.kind === 'file') this.files.set(checkpoint.file.number, checkpoint.file);
    else this.cursor = checkpoint.cursor;
    this.last = taken;
  }

  /** @param now UTC milliseconds */
  async finish(now: number): Promise<void> {
    const { sourceId, parser, coverage, reader } = this.source;
    const lastEntryId = this.session.lastEntryId + this.entriesStored;
    this.changes = this.session.detector.takeChanges();
    await saveDetectedAlerts(
      this.manager,
      this.changes.map((change) => change.alert),
    );
    await addHits(this.manager, this.session.allowlist.takeHits());
    const files = [...this.files.values()].map((file) => ({ ...file, sourceId, updatedAt: now }));
    if (files.length > 0) await this.manager.upsert(LogFile, files, ['sourceId', 'number']);
    const source = { id: sourceId, path: reader.path, parserState: parser.state(), coverage: coverage.snapshot() };
    const { cursor } = this;
    await this.manager.upsert(LogSource, { ...source, cursor, lastLineAt: parser.lastTime, updatedAt: now }, ['id']);
    await this.manager.update(IngestionHead, { id: 1 }, { lastEntryId });
  }

  /** Where the transaction ends. */
  position(): Omit<ScanProgress, 'linesRead'> {
    const { checkpoint, size } = this.last!;
    const source = this.source.reader.path;
    if (checkpoint.kind === 'journal') return { source, file: source, offset: this.bytesTaken, size };
    return { source, file: checkpoint.file.path, offset: checkpoint.file.offset, size };
  }

  /** Carries the session over the commit. @returns the alerts that the transaction changed */
  committed(): readonly AlertChange[] {
    this.session.version += 1;
    this.session.lastEntryId += this.entriesStored;
    return this.changes;
  }
}
