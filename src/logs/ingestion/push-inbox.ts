import type { DataSource, EntityManager } from 'typeorm';
import { Like } from 'typeorm';
import { PUSH_PREFIX } from '../../config/log-sources.js';
import { IngestBatch } from './ingest-batch.entity.js';
import { LogSource } from './log-source.entity.js';
import type { PushPosition } from './push-position.js';

/** A batch as the scan takes it. */
export type WaitingBatch = Pick<IngestBatch, 'id' | 'content' | 'receivedAt'>;

/** What senders have pushed, as a scan sees it: everything that was there when the scan began. */
export class PushInbox {
  /** Id of the newest batch that waits, by sender. */
  private newest: ReadonlyMap<string, number> = new Map();

  constructor(private readonly dataSource: DataSource) {}

  /** Looks what has come. @returns paths of all sources that were ever pushed to, by name */
  async refresh(): Promise<string[]> {
    const rows = await this.dataSource.manager
      .createQueryBuilder(IngestBatch, 'batch')
      .select('batch.source', 'source')
      .addSelect('MAX(batch.id)', 'newest')
      .where('batch.content IS NOT NULL')
      .groupBy('batch.source')
      .getRawMany<{ source: string; newest: string | number }>();
    this.newest = new Map(rows.map(({ source, newest }) => [source, Number(newest)]));
    const known = await this.dataSource.manager.find(LogSource, {
      select: { id: true, path: true },
      where: { path: Like(`${PUSH_PREFIX}%`) },
    });
    const paths = [...known.map(({ path }) => path), ...rows.map(({ source }) => PUSH_PREFIX + source)];
    return [...new Set(paths)].sort();
  }

  /** The batch to go on with; null where nothing waits. */
  async next(source: string, { batch, offset }: PushPosition): Promise<WaitingBatch | null> {
    const newest = this.newest.get(source) ?? 0;
    const first = offset === null ? batch + 1 : batch;
    if (newest < first) return null;
    return this.dataSource.manager
      .createQueryBuilder(IngestBatch, 'batch')
      .select(['batch.id', 'batch.content', 'batch.receivedAt'])
      .where('batch.source = :source AND batch.id BETWEEN :first AND :newest', { source, first, newest })
      .andWhere('batch.content IS NOT NULL')
      .orderBy('batch.id', 'ASC')
      .limit(1)
      .getOne();
  }
}

/** Of a sender, everything up to a batch has been taken. */
export interface FinishedBatches {
  readonly source: string;
  readonly upTo: number;
}

/** Drops the text of batches that are taken, in the transaction that stores what came of it. */
export async function dropFinished(manager: EntityManager, finished: readonly FinishedBatches[]): Promise<void> {
  for (const { source, upTo } of finished) {
    await manager
      .createQueryBuilder()
      .update(IngestBatch)
      .set({ content: null })
      .where('source = :source AND id <= :upTo AND content IS NOT NULL', { source, upTo })
      .execute();
  }
}
