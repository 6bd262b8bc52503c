import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { Fault } from '../../faults/fault.entity.js';
import { dueFaults, setAside, settled, tryEach, tryLater, tryPart } from '../../faults/set-aside.js';
import type { Failed } from '../../faults/set-aside.js';
import { rowsOf } from '../../logs/entries/entry-columns.js';
import type { EntryColumns } from '../../logs/entries/entry-columns.js';
import { entryWriter } from '../../logs/entries/entry-writer.js';
import type { EntryWriter } from '../../logs/entries/entry-writer.js';
import { RollupCounts } from '../../logs/entries/rollup-counts.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { LogFile } from '../../logs/ingestion/files/log-file.entity.js';
import { LogSource } from '../../logs/sources/log-source.entity.js';
import { dropFinished } from '../../logs/ingestion/push/push-inbox.js';
import type { FinishedBatches } from '../../logs/ingestion/push/push-inbox.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { recordDetections } from '../outcome/record-detections.js';
import type { AllowlistHits } from '../detection/allowlist.js';
import { isSeenLogin, newLogin } from '../outcome/entered-alerts.js';
import type { NewLogin } from '../outcome/entered-alerts.js';
import { addHits } from '../allowlist/allowlist-store.js';
import { storeLoginHistory } from '../sessions/known-logins.js';
import type { HistoryChanges } from '../sessions/login-history.js';
import { recordAfterLogin } from '../sessions/record-after-login.js';
import { storeSessions } from '../sessions/record-sessions.js';
import { BulkSql } from '../../database/bulk-sql.js';
import type { Upsert } from '../../database/bulk-sql.js';
import { DATABASE_LOCKS, lockFor, notice } from '../../database/postgres/database-locks.js';
import { SourceFailedError, recordFailures } from './scan-failures.js';
import { SessionOvertakenError } from './scan-store.js';
import type { ScanResults, ScanStore } from './scan-store.js';

/** Stores in the caller's thread. */
export class DatabaseStore implements ScanStore {
  private readonly writer: EntryWriter;
  private transaction: QueryRunner | null = null;
  /** What the transaction adds to the roll-ups. */
  private counts = new RollupCounts();
  /** Entries of the transaction that could not be stored. */
  private failed: Failed<LogEntry>[] = [];
  private lastCommit: Promise<readonly AlertChange[]> = Promise.resolve([]);

  /** @param dataSource a connection of its own: a transaction on it would swallow the queries of others */
  constructor(private readonly dataSource: DataSource) {
    this.writer = entryWriter(dataSource);
  }

  async begin(version: number): Promise<void> {
    await this.lastCommit;
    this.failed = [];
    this.counts = new RollupCounts();
    this.transaction = this.dataSource.createQueryRunner();
    await this.transaction.startTransaction();
    await moveHead(this.transaction.manager, version);
  }

  async write(entries: readonly LogEntry[]): Promise<void> {
    const { manager } = this.transaction!;
    const write = (part: EntityManager, some: readonly LogEntry[]): Promise<void> => this.writer.write(some, part);
    const failed = await tryEach(manager, entries, write, MAX_FAILED_ENTRIES);
    for (const entry of entries) this.counts.add(entry);
    for (const { item } of failed) this.counts.add(item, -1);
    this.failed.push(...failed);
  }

  async writeColumns(columns: EntryColumns): Promise<void> {
    const failed = await tryPart(this.transaction!.manager, (part) => this.writer.writeColumns(columns, part));
    if (failed === null) this.counts.addColumns(columns);
    else await this.write(rowsOf(columns));
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
    const { at, failures } = results;
    await recordFailures(manager, failures, at);
    const recounted = await this.retry(manager, at);
    for (const { item, error } of this.failed) {
      await setAside(manager, { kind: 'entry', subject: String(item.id), error, payload: item }, at);
    }
    await this.counts.save(manager);
    const sessions = await storeSessions(manager, results.sessions, at);
    const found = await recordDetections(manager, { ...results.detections, recounted }, at);
    const further = await recordAfterLogin(manager, found, sessions, at);
    const known = new Set(found.map(({ alert }) => alert.id));
    const changes = [...found, ...further.filter(({ alert }) => !known.has(alert.id))];
    const { changed, removed } = results.loginHistory;
    if (changed.length + removed.length > 0)
      await orSetAside(manager, { kind: 'login', subject: 'history', payload: [results.loginHistory] }, at);
    await orSetAside(manager, { kind: 'allowlist', subject: 'hits', payload: [...results.allowlistHits] }, at);
    await saveSources(manager, results);
    await orSetAside(manager, { kind: 'batch', subject: 'finished', payload: results.finishedBatches }, at);
    const { lastEntryId, detection } = results;
    await manager.update(IngestionHead, { id: 1 }, { lastEntryId, detection: detection as object });
    await notice(manager, 'stored');
    await transaction.commitTransaction();
    await transaction.release();
    this.transaction = null;
    return changes;
  }

  /** Tries what was set aside before. @returns logins among the entries that are stored only now */
  private async retry(manager: EntityManager, at: number): Promise<NewLogin[]> {
    const logins: NewLogin[] = [];
    for (const fault of await dueFaults(manager, STORED_BY_ITSELF, at)) {
      const failed = await tryPart(manager, async (part) => {
        if (fault.kind === 'entry') await this.writer.write([fault.payload as LogEntry], part);
        else await storePayload(part, fault);
        await settled(part, [fault]);
      });
      if (failed !== null) await tryLater(manager, fault, failed.error, at);
      else if (fault.kind === 'entry') {
        const entry = fault.payload as LogEntry;
        this.counts.add(entry);
        if (isSeenLogin(entry)) logins.push(newLogin(entry));
      }
    }
    return logins;
  }
}

/** Every column of a row that is there already is written over. */
function whole(dataSource: DataSource, entity: EntityTarget<ObjectLiteral>, conflict: readonly string[]): Upsert {
  const properties = dataSource.getMetadata(entity).columns.map(({ propertyName }) => propertyName);
  return { conflict, update: properties.filter((property) => !conflict.includes(property)) };
}

/** Where more entries of a batch cannot be stored, the fault is not theirs. */
const MAX_FAILED_ENTRIES = 500;

/** What is set aside and needs nothing but the database to be tried again. */
const STORED_BY_ITSELF = ['entry', 'login', 'allowlist', 'batch'] as const;

/** What comes with a transaction, and is set aside by itself where it cannot be stored. */
type Payload = Pick<Fault, 'kind' | 'subject'> & { readonly payload: readonly unknown[] };

async function orSetAside(manager: EntityManager, given: Payload, at: number): Promise<void> {
  if (given.payload.length === 0) return;
  const failed = await tryPart(manager, (part) => storePayload(part, given));
  if (failed !== null) await setAside(manager, { ...given, error: failed.error }, at);
}

async function storePayload(manager: EntityManager, { kind, payload }: Pick<Fault, 'kind' | 'payload'>): Promise<void> {
  if (kind === 'login') await storeLoginHistory(manager, (payload as [HistoryChanges])[0]);
  else if (kind === 'allowlist') await addHits(manager, new Map(payload as [string, AllowlistHits][]));
  else await dropFinished(manager, payload as FinishedBatches[]);
}

/** @throws SourceFailedError where it is one source that cannot be stored */
async function saveSources(manager: EntityManager, { sources, files }: ScanResults): Promise<void> {
  const save = async (part: EntityManager, some: readonly LogSource[]): Promise<void> => {
    const ids = new Set(some.map(({ id }) => id));
    const sql = new BulkSql(part);
    const rows = files.filter(({ sourceId }) => ids.has(sourceId));
    await sql.upsert(LogFile, rows, whole(manager.connection, LogFile, ['sourceId', 'number']));
    await sql.upsert(LogSource, some, whole(manager.connection, LogSource, ['id']));
  };
  const [failed] = await tryEach(manager, sources, save);
  if (failed !== undefined) throw new SourceFailedError(failed.item.path, failed.error);
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
