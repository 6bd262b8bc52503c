import type { EntityManager } from 'typeorm';
import { saveDetectedAlerts, saveSilentDetections } from '../../alerts/alert-store.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import type { TakenLines } from '../../logs/ingestion/line-source.js';
import type { FileCheckpoint } from '../../logs/ingestion/file-checkpoint.js';
import type { AlertChange } from '../detection/engine.js';
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

/** How far a transaction has come in one source. */
interface TakenOfSource {
  readonly files: Map<number, FileCheckpoint>;
  cursor: string | null;
}

/**
 * What one transaction stores: entries, the alerts that they raise or extend, and the checkpoints that account for
 * them. Used as begin, take …, finish, and, once the transaction is committed, committed.
 */
export class IngestionTransaction {
  linesRead = 0;
  sshLines = 0;
  entriesStored = 0;
  bytesTaken = 0;
  private readonly sources = new Map<OpenSource, TakenOfSource>();
  private last: { source: OpenSource; taken: TakenLines } | null = null;
  private changes: AlertChange[] = [];

  constructor(
    private readonly manager: EntityManager,
    private readonly session: IngestionSession,
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

  take(source: OpenSource, taken: TakenLines): void {
    const { lines, bytes, checkpoint, referenceTime } = taken;
    source.parser.setReferenceTime(referenceTime);
    const firstId = this.session.lastEntryId + this.entriesStored + 1;
    const sshLines = source.coverage.sshLines;
    const entries = analyzeLines(lines, firstId, source);
    this.session.writer.write(entries);
    this.linesRead += lines.length;
    this.sshLines += source.coverage.sshLines - sshLines;
    this.entriesStored += entries.length;
    this.bytesTaken += bytes;
    const progress = this.sources.get(source) ?? { files: new Map<number, FileCheckpoint>(), cursor: null };
    if (checkpoint.kind === 'file') progress.files.set(checkpoint.file.number, checkpoint.file);
    else progress.cursor = checkpoint.cursor;
    this.sources.set(source, progress);
    this.last = { source, taken };
  }

  /** @param now UTC milliseconds */
  async finish(now: number): Promise<void> {
    const { engine, lastEntryId } = this.session;
    const { alerts, silent } = engine.takeChanges();
    this.changes = alerts;
    await saveDetectedAlerts(
      this.manager,
      alerts.map((change) => change.alert),
    );
    await saveSilentDetections(this.manager, silent);
    await addHits(this.manager, this.session.allowlist.takeHits());
    for (const [source, taken] of this.sources) await this.saveSource(source, taken, now);
    const head = { lastEntryId: lastEntryId + this.entriesStored, detection: engine.state() as object };
    await this.manager.update(IngestionHead, { id: 1 }, head);
  }

  private async saveSource(source: OpenSource, taken: TakenOfSource, now: number): Promise<void> {
    const { sourceId, parser, coverage, reader } = source;
    const files = [...taken.files.values()].map((file) => ({ ...file, sourceId, updatedAt: now }));
    if (files.length > 0) await this.manager.upsert(LogFile, files, ['sourceId', 'number']);
    await this.manager.upsert(
      LogSource,
      {
        id: sourceId,
        path: reader.path,
        parserState: parser.state(),
        coverage: coverage.snapshot(),
        cursor: taken.cursor,
        lastLineAt: parser.lastTime,
        updatedAt: now,
      },
      ['id'],
    );
  }

  /** Where the transaction ends. */
  position(): Omit<ScanProgress, 'linesRead'> {
    const { source, taken } = this.last!;
    const { checkpoint, size } = taken;
    const { path } = source.reader;
    if (checkpoint.kind === 'journal') return { source: path, file: path, offset: this.bytesTaken, size };
    return { source: path, file: checkpoint.file.path, offset: checkpoint.file.offset, size };
  }

  /** Carries the session over the commit. @returns the alerts that the transaction changed */
  committed(): readonly AlertChange[] {
    this.session.version += 1;
    this.session.lastEntryId += this.entriesStored;
    return this.changes;
  }
}
