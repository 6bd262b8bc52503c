import type { DataSource, EntityManager } from 'typeorm';
import { saveDetectedAlerts } from '../../alerts/alert-store.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import type { TakenLines } from '../../logs/ingestion/source-reader.js';
import type { LogEntry } from '../../logs/log-entry.entity.js';
import type { AlertChange } from '../detection/detector.js';
import type { IngestionSession, OpenSource } from './ingestion-session.js';

/** Another process has stored lines since this session was opened; nothing was stored, open a new session. */
export class SessionOvertakenError extends Error {
  readonly code = 'SESSION_OVERTAKEN';

  constructor() {
    super('Another process works on the same database; what it stored is read again before going on.');
  }
}

/** What one batch of lines comes to. */
export interface BatchResult {
  readonly taken: TakenLines;
  readonly entries: readonly LogEntry[];
  readonly changes: readonly AlertChange[];
}

/**
 * Stores a batch in one transaction: entries, alerts, and the checkpoint that accounts for them.
 *
 * @param now UTC milliseconds
 * @throws SessionOvertakenError when another process was faster
 */
export async function commitBatch(
  dataSource: DataSource,
  session: IngestionSession,
  source: OpenSource,
  { taken, entries, changes }: BatchResult,
  now: number,
): Promise<void> {
  const lastEntryId = session.lastEntryId + entries.length;
  const linesRead = source.linesRead + taken.lines.length;
  await dataSource.transaction(async (manager) => {
    await moveHead(manager, session.version, lastEntryId);
    session.writer.write(entries);
    await saveDetectedAlerts(
      manager,
      changes.map((change) => change.alert),
    );
    const { path } = source.reader;
    await manager.upsert(LogFile, { ...taken.checkpoint, source: path, updatedAt: now }, ['source', 'number']);
    await manager.upsert(LogSource, { path, parserState: source.parser.state(), linesRead, updatedAt: now }, ['path']);
  });
  session.version += 1;
  session.lastEntryId = lastEntryId;
  source.linesRead = linesRead;
}

/** The first statement writes, so that the transaction waits for others instead of failing half way. */
async function moveHead(manager: EntityManager, version: number, lastEntryId: number): Promise<void> {
  if (version === 0) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(IngestionHead)
      .values({ id: 1, version: 0, lastEntryId: 0 })
      .orIgnore()
      .execute();
  }
  const moved = await manager
    .createQueryBuilder()
    .update(IngestionHead)
    .set({ version: version + 1, lastEntryId })
    .where({ id: 1, version })
    .execute();
  if (moved.affected !== 1) throw new SessionOvertakenError();
}
