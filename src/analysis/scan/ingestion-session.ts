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
import { Coverage } from '../../logs/parsing/coverage.js';
import { SshLogParser } from '../../logs/parsing/ssh-log-parser.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { Detector } from '../detection/detector.js';
import { observationOf } from '../line-analysis.js';
import type { LinePath } from '../line-analysis.js';

/** A source as a session reads it. */
export interface OpenSource extends LinePath {
  readonly reader: SourceReader;
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
  const detector = await rebuildDetector(dataSource, options.rule);
  return {
    sources: await openSources(dataSource, options, detector),
    detector,
    writer: new EntryWriter(dataSource),
    version: head?.version ?? 0,
    lastEntryId: head?.lastEntryId ?? 0,
  };
}

async function openSources(dataSource: DataSource, options: SessionOptions, detector: Detector): Promise<OpenSource[]> {
  const stored = await dataSource.manager.find(LogSource);
  const files = await dataSource.manager.find(LogFile, { order: { number: 'ASC' } });
  let lastId = Math.max(0, ...stored.map((source) => source.id));
  return options.sources.map(({ path, only }) => {
    const known = stored.find((source) => source.path === path);
    const sourceId = known?.id ?? ++lastId;
    const checkpoints = files.filter((file) => file.sourceId === sourceId);
    return {
      sourceId,
      reader: new SourceReader(path, checkpoints, options, only),
      parser: new SshLogParser({ timeZone: options.timeZone }, known?.parserState),
      coverage: known === undefined ? new Coverage() : Coverage.from(known.coverage),
      detector,
    };
  });
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
