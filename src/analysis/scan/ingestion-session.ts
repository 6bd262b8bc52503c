import type { DataSource } from 'typeorm';
import { MoreThanOrEqual } from 'typeorm';
import { detectedAlertsSince } from '../../alerts/alert-store.js';
import { EntryWriter } from '../../logs/ingestion/entry-writer.js';
import type { FileCheckpoint } from '../../logs/ingestion/file-checkpoint.js';
import type { LineSource } from '../../logs/ingestion/line-source.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { JournalReader } from '../../logs/ingestion/journal-reader.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import { SourceReader } from '../../logs/ingestion/source-reader.js';
import type { SourceReaderOptions } from '../../logs/ingestion/source-reader.js';
import { JOURNALD } from '../../config/log-sources.js';
import type { SelectedSource, SourceSelection } from '../../logs/ingestion/source-selection.js';
import { LogEntry } from '../../logs/log-entry.entity.js';
import { Coverage } from '../../logs/parsing/coverage.js';
import { SshLogParser } from '../../logs/parsing/ssh-log-parser.js';
import { AppliedAllowlist } from '../detection/applied-allowlist.js';
import type { ThresholdRule } from '../detection/threshold-rule.js';
import { Detector } from '../detection/detector.js';
import { observationOf } from '../line-analysis.js';
import type { LinePath } from '../line-analysis.js';

/** A source as a session reads it. */
export interface OpenSource extends LinePath {
  readonly reader: LineSource;
}

/**
 * Everything that scanning keeps in memory, rebuilt from the database. The database is the only truth: whenever a
 * transaction fails, the session is thrown away and a new one opened.
 */
export interface IngestionSession {
  /** By path, as far as they have been opened. */
  readonly sources: Map<string, OpenSource>;
  /** Brought up to date with the database at the start of every scan. */
  readonly allowlist: AppliedAllowlist;
  readonly detector: Detector;
  readonly writer: EntryWriter;
  /** As stored; see {@link IngestionHead}. */
  version: number;
  lastEntryId: number;
}

export interface SessionOptions extends SourceReaderOptions {
  readonly sources: readonly SourceSelection[];
  readonly rule: ThresholdRule;
}

export async function openSession(dataSource: DataSource, options: SessionOptions): Promise<IngestionSession> {
  const head = await dataSource.manager.findOneBy(IngestionHead, { id: 1 });
  return {
    sources: new Map(),
    allowlist: new AppliedAllowlist(),
    detector: await rebuildDetector(dataSource, options.rule),
    writer: new EntryWriter(dataSource),
    version: head?.version ?? 0,
    lastEntryId: head?.lastEntryId ?? 0,
  };
}

/** The source as the session reads it, opened where the last transaction left it. */
export async function openSource(
  dataSource: DataSource,
  session: IngestionSession,
  selected: SelectedSource,
  options: SourceReaderOptions,
): Promise<OpenSource> {
  const open = session.sources.get(selected.path);
  if (open !== undefined) return open;
  const { path, timeZone, host } = selected;
  const stored = await dataSource.manager.findOneBy(LogSource, { path });
  const sourceId = stored?.id ?? (await nextSourceId(dataSource, session));
  const source: OpenSource = {
    sourceId,
    reader: await openReader(dataSource, session, selected, sourceId, stored?.cursor ?? null, options),
    parser: new SshLogParser({ timeZone, host }, stored?.parserState),
    coverage: stored === null ? new Coverage() : Coverage.from(stored.coverage),
    allowlist: session.allowlist,
    detector: session.detector,
  };
  session.sources.set(path, source);
  return source;
}

async function openReader(
  dataSource: DataSource,
  session: IngestionSession,
  { path, only, final }: SelectedSource,
  sourceId: number,
  cursor: string | null,
  options: SourceReaderOptions,
): Promise<LineSource> {
  if (path === JOURNALD) return new JournalReader(cursor, options.batchBytes);
  const files = await dataSource.manager.find(LogFile, { order: { number: 'ASC' } });
  const stored = files.filter((file) => file.sourceId === sourceId);
  const ofOthers = files.filter((file) => file.sourceId !== sourceId);
  const others = (): readonly FileCheckpoint[] => [
    ...ofOthers,
    ...[...session.sources.values()].flatMap((source) =>
      source.reader.path === path ? [] : source.reader.checkpoints,
    ),
  ];
  return new SourceReader(path, { ...options, stored, only, final, others });
}

async function nextSourceId(dataSource: DataSource, session: IngestionSession): Promise<number> {
  const stored = (await dataSource.manager.maximum(LogSource, 'id')) ?? 0;
  return Math.max(stored, ...[...session.sources.values()].map((source) => source.sourceId)) + 1;
}

/** Puts the detector where it was after the newest stored entry: its alerts, and the entries of the last windows. */
async function rebuildDetector(dataSource: DataSource, rule: ThresholdRule): Promise<Detector> {
  const detector = new Detector(rule);
  const [newest] = await dataSource.manager.find(LogEntry, { order: { id: 'DESC' }, take: 1 });
  if (newest === undefined) return detector;
  // Twice the window, since entries of several hosts come a little out of order.
  const since = newest.timestamp - 2 * rule.windowMs;
  detector.restore(await detectedAlertsSince(dataSource.manager, rule.name, since));
  const entries = await dataSource.manager.find(LogEntry, {
    select: { id: true, ipAddress: true, timestamp: true, attempts: true, carriedAttempts: true, username: true },
    where: { timestamp: MoreThanOrEqual(since), allowlisted: false },
    order: { id: 'ASC' },
  });
  for (const entry of entries) {
    const observation = observationOf(entry);
    if (observation !== null) detector.recall(entry.ipAddress!, observation);
  }
  return detector;
}
