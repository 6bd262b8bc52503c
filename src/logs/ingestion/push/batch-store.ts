import { Like } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../common/domain.error.js';
import { PUSH_PREFIX } from '../../../config/log-sources.js';
import { inParts } from '../../../database/bulk-sql.js';
import { notice } from '../../../database/postgres/database-locks.js';
import { LogSource } from '../../sources/log-source.entity.js';
import { IngestBatch } from './ingest-batch.entity.js';
import type { IngestLimits } from './ingest-problems.js';

/** Sent when lines have been pushed and are stored: there is something to scan. */
export const LINES_PUSHED = 'lines.pushed';

/** How long a repeat is recognised. */
const KEY_KEPT_MS = 7 * 24 * 3_600_000;
/** How many keys are forgotten when one is added: more than come, few enough not to be noticed. */
const FORGOTTEN_AT_ONCE = 100;

/** Batches of one statement, which also holds their text. */
const BATCHES_AT_ONCE = 500;

/** A batch that is stored, now or earlier. */
export interface StoredBatch {
  readonly id: number;
  readonly lines: number;
  /** True where it had been stored before. */
  readonly repeated: boolean;
}

/**
 * Stores a batch, once however often it is sent.
 *
 * @throws DomainError IDEMPOTENCY_KEY_REUSED, INGEST_BACKLOG_FULL or INGEST_TOO_MANY_SOURCES
 */
export async function storeBatch(
  manager: EntityManager,
  batch: Omit<IngestBatch, 'id'>,
  limits: IngestLimits,
): Promise<StoredBatch> {
  const known = await findBatch(manager, batch);
  if (known !== null) return { ...known, repeated: true };
  await checkLimits(manager, batch, limits);
  // The database decides who comes first where two processes are sent the same batch at once.
  await manager.createQueryBuilder().insert().into(IngestBatch).values(batch).orIgnore().updateEntity(false).execute();
  const stored = await findBatch(manager, batch);
  await notice(manager, 'pushed');
  await forgetOld(manager, batch.receivedAt - KEY_KEPT_MS);
  return { ...stored!, repeated: false };
}

/**
 * Stores batches whose keys nobody else chooses, in their order, in the caller's transaction. Those that are stored
 * already stay as they are.
 *
 * @throws DomainError INGEST_BACKLOG_FULL
 */
export async function storeBatches(
  manager: EntityManager,
  batches: readonly Omit<IngestBatch, 'id'>[],
  limits: IngestLimits,
): Promise<void> {
  const bytes = batches.reduce((sum, batch) => sum + batch.bytes, 0);
  await checkBacklog(manager, bytes, limits);
  for (const part of inParts(batches, BATCHES_AT_ONCE)) {
    await manager.createQueryBuilder().insert().into(IngestBatch).values(part).orIgnore().updateEntity(false).execute();
  }
  await notice(manager, 'pushed');
  await forgetOld(manager, Math.max(...batches.map(({ receivedAt }) => receivedAt)) - KEY_KEPT_MS);
}

type Named = Pick<IngestBatch, 'source' | 'key' | 'contentHash'>;

async function findBatch(
  manager: EntityManager,
  { source, key, contentHash }: Named,
): Promise<{ id: number; lines: number } | null> {
  const found = await manager.findOne(IngestBatch, {
    select: { id: true, lines: true, contentHash: true },
    where: { source, key },
  });
  if (found === null) return null;
  if (found.contentHash === contentHash) return { id: found.id, lines: found.lines };
  const message = 'Other lines were sent with this Idempotency-Key before; give every batch a key of its own.';
  throw new DomainError('conflict', 'IDEMPOTENCY_KEY_REUSED', message);
}

async function checkLimits(
  manager: EntityManager,
  { source, bytes }: Pick<IngestBatch, 'source' | 'bytes'>,
  limits: IngestLimits,
): Promise<void> {
  await checkBacklog(manager, bytes, limits);
  const names = await senders(manager);
  if (names.has(source) || names.size < limits.sources) return;
  const message = `There are ${limits.sources} senders already; use one of their names, or send by way of a relay.`;
  throw new DomainError('conflict', 'INGEST_TOO_MANY_SOURCES', message);
}

async function checkBacklog(manager: EntityManager, bytes: number, limits: IngestLimits): Promise<void> {
  const waiting = await manager
    .createQueryBuilder(IngestBatch, 'batch')
    .select('COUNT(*)', 'batches')
    .addSelect('COALESCE(SUM(batch.bytes), 0)', 'bytes')
    .where('batch.content IS NOT NULL')
    .getRawOne<{ batches: number | string; bytes: number | string }>();
  const isFull = Number(waiting!.batches) >= limits.waitingBatches;
  if (isFull || Number(waiting!.bytes) + bytes > limits.waitingBytes) {
    const message = 'Too many lines wait to be scanned; send them again in a while.';
    throw new DomainError('unavailable', 'INGEST_BACKLOG_FULL', message);
  }
}

/** Names of everybody who ever sent lines. */
async function senders(manager: EntityManager): Promise<ReadonlySet<string>> {
  const taken = await manager.find(LogSource, {
    select: { id: true, path: true },
    where: { path: Like(`${PUSH_PREFIX}%`) },
  });
  const waiting = await manager
    .createQueryBuilder(IngestBatch, 'batch')
    .select('DISTINCT batch.source', 'source')
    .where('batch.content IS NOT NULL')
    .getRawMany<{ source: string }>();
  return new Set([...taken.map(({ path }) => path.slice(PUSH_PREFIX.length)), ...waiting.map((row) => row.source)]);
}

/** Forgets keys that came before a moment, oldest first, a few at a time. */
async function forgetOld(manager: EntityManager, before: number): Promise<void> {
  const oldest = await manager
    .createQueryBuilder(IngestBatch, 'batch')
    .select('batch.id', 'id')
    .addSelect('batch.receivedAt', 'receivedAt')
    .addSelect('batch.content IS NULL', 'isTaken')
    .orderBy('batch.id', 'ASC')
    .limit(FORGOTTEN_AT_ONCE)
    .getRawMany<{ id: number; receivedAt: number | string; isTaken: number | boolean }>();
  const old = oldest.filter(({ receivedAt, isTaken }) => Boolean(isTaken) && Number(receivedAt) < before);
  if (old.length > 0)
    await manager.delete(
      IngestBatch,
      old.map(({ id }) => id),
    );
}
