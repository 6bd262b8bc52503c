import type { DataSource } from 'typeorm';
import { MoreThanOrEqual } from 'typeorm';
import { detectedAlertsSince } from '../../alerts/alert-store.js';
import { EntryWriter } from '../../logs/ingestion/entry-writer.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import { SourceReader } from '../../logs/ingestion/source-reader.js';
import type { SourceReaderOptions } from '../../logs/ingestion/source-reader.js';
import { LogEntry } from '../../logs/log-entry.entity.js';
import { SshLogParser } from '../../logs/parsing/ssh-log-parser.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { Detector } from '../detection/detector.js';
import { observationOf } from '../line-analysis.js';

/** A source as a session reads it. */
export interface OpenSource {
  readonly reader: SourceReader;
  readonly parser: SshLogParser;
  linesRead: number;
}

/**
 * Everything that scanning keeps in memory, rebuilt from the database. The database is the only truth: whenever a
 * transaction fails, the session is thrown away and a new one opened.
 */
export interface IngestionSession {
  readonly sources: readonly OpenSource[];
  readonly detector: Detector;
  readonly writer: EntryWriter;
  /** As stored; see {@link IngestionHead}. */
  version: number;
  lastEntryId: number;
}

/** What to read. */
export interface SourceSelection {
  /** Absolute path of the live file. */
  readonly path: string;
  /** Absolute paths of the files to read, oldest first; absent: the live file and the rotated ones beside it. */
  readonly only?: readonly string[];
}

export interface SessionOptions extends SourceReaderOptions {
  readonly sources: readonly SourceSelection[];
  /** IANA zone of lines without an offset. */
  readonly timeZone: string;
  readonly rule: DetectionRule;
}

export async function openSession(dataSource: DataSource, options: SessionOptions): Promise<IngestionSession> {
  const head = await dataSource.manager.findOneBy(IngestionHead, { id: 1 });
  const sources: OpenSource[] = [];
  for (const source of options.sources) sources.push(await openSource(dataSource, source, options));
  return {
    sources,
    detector: await rebuildDetector(dataSource, options.rule),
    writer: new EntryWriter(dataSource),
    version: head?.version ?? 0,
    lastEntryId: head?.lastEntryId ?? 0,
  };
}

async function openSource(
  dataSource: DataSource,
  { path, only }: SourceSelection,
  options: SessionOptions,
): Promise<OpenSource> {
  const stored = await dataSource.manager.findOneBy(LogSource, { path });
  const files = await dataSource.manager.find(LogFile, { where: { source: path }, order: { number: 'ASC' } });
  return {
    reader: new SourceReader(path, files, options, only),
    parser: new SshLogParser({ timeZone: options.timeZone }, stored?.parserState),
    linesRead: stored?.linesRead ?? 0,
  };
}

/** Puts the detector where it was after the newest stored entry: its alerts, and the entries of the last windows. */
async function rebuildDetector(dataSource: DataSource, rule: DetectionRule): Promise<Detector> {
  const detector = new Detector(rule);
  const [newest] = await dataSource.manager.find(LogEntry, { order: { id: 'DESC' }, take: 1 });
  if (newest === undefined) return detector;
  // Twice the window, since entries of several hosts come a little out of order.
  const since = newest.timestamp - 2 * rule.windowMs;
  detector.restore(await detectedAlertsSince(dataSource.manager, rule.name, since));
  const entries = await dataSource.manager.find(LogEntry, {
    select: { id: true, ipAddress: true, timestamp: true, attempts: true, carriedAttempts: true, username: true },
    where: { timestamp: MoreThanOrEqual(since) },
    order: { id: 'ASC' },
  });
  for (const entry of entries) {
    const observation = observationOf(entry);
    if (observation !== null) detector.recall(entry.ipAddress!, observation);
  }
  return detector;
}
