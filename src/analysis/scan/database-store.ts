import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { AlertChange } from '../../alerts/lifecycle/alert-change.js';
import type { EntryColumns } from '../../logs/ingestion/entry-columns.js';
import { entryWriter } from '../../logs/ingestion/make-entry-writer.js';
import type { EntryWriter } from '../../logs/ingestion/entry-writer.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import { dropFinished } from '../../logs/ingestion/push-inbox.js';
import type { LogEntry } from '../../logs/log-entry.entity.js';
import { recordDetections } from '../outcome/record-detections.js';
import { addHits } from '../allowlist/allowlist-store.js';
import { BulkSql } from '../../database/bulk-sql.js';
import type { Upsert } from '../../database/bulk-sql.js';
import { DATABASE_LOCKS, lockFor } from '../../database/postgres/database-locks.js';
import { notice } from '../../database/postgres/notices.js';
import { SessionOvertakenError } from './scan-store.js';
import type { ScanResults, ScanStore } from './scan-store.js';

/** Stores in the caller's thread. */
export class DatabaseStore implements ScanStore {
  private readonly writer: EntryWriter;
  private transaction: QueryRunner | null = null;
  private lastCommit: Promise<readonly AlertChange[]> = Promise.resolve([]);

  /** @param dataSource a connection of its own: a transaction on it would swallow the queries of others */
  constructor(private readonly dataSource: DataSource) {
    this.writer = entryWriter(dataSource);
  }

  async begin(version: number): Promise<void> {
    await this.lastCommit;
    this.transaction = this.dataSource.createQueryRunner();
    await this.transaction.startTransaction();
    await moveHead(this.transaction.manager, version);
  }

  async write(entries: readonly LogEntry[]): Promise<void> {
    await this.writer.write(entries, this.transaction!.manager);
  }

  async writeColumns(columns: EntryColumns): Promise<void> {
    await this.writer.writeColumns(columns, this.transaction!.manager);
  }

  commit(results: ScanResults): Promise<readonly AlertChange[]> {
    this.lastCommit = this.finish(results);
    return this.lastCommit;
  }

  async rollback(): Promise<void> {
    await this.lastCommit.catch(() => undefined);
    this.lastCommit = Promise.resolve([]);
    const transaction = this.transaction;
    this.transaction = null;
    if (transaction?.isTransactionActive) await transaction.rollbackTransaction();
    await transaction?.release();
  }

  async close(): Promise<void> {
    await this.rollback();
  }

  /** Stores what is left of the transaction, and commits it. */
  protected async finish(results: ScanResults): Promise<readonly AlertChange[]> {
    const transaction = this.transaction!;
    const { manager } = transaction;
    await lockFor(manager, DATABASE_LOCKS.journal);
    const changes = await recordDetections(manager, results.detections, results.at);
    await addHits(manager, results.allowlistHits);
    const sql = new BulkSql(manager);
    await sql.upsert(LogFile, results.files, whole(this.dataSource, LogFile, ['sourceId', 'number']));
    await sql.upsert(LogSource, results.sources, whole(this.dataSource, LogSource, ['id']));
    await dropFinished(manager, results.finishedBatches);
    const { lastEntryId, detection } = results;
    await manager.update(IngestionHead, { id: 1 }, { lastEntryId, detection: detection as object });
    await notice(manager, 'stored');
    await transaction.commitTransaction();
    await transaction.release();
    this.transaction = null;
    return changes;
  }
}

/** Every column of a row that is there already is written over. */
function whole(dataSource: DataSource, entity: EntityTarget<ObjectLiteral>, conflict: readonly string[]): Upsert {
  const properties = dataSource.getMetadata(entity).columns.map(({ propertyName }) => propertyName);
  return { conflict, update: properties.filter((property) => !conflict.includes(property)) };
}

/** The first statement of a transaction writes, so that it waits for others instead of failing half way. */
async function moveHead(manager: EntityManager, version: number): Promise<void> {
  const head = { id: 1, version: 0, lastEntryId: 0 };
  if (version === 0) {
    await manager.createQueryBuilder().insert().into(IngestionHead).values(head).orIgnore().execute();
  }
  const moved = await manager.update(IngestionHead, { id: 1, version }, { version: version + 1 });
  if (moved.affected !== 1) throw new SessionOvertakenError();
}
