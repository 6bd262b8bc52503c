import type { DataSource, EntityManager } from 'typeorm';
import { Like } from 'typeorm';
import { PUSH_PREFIX } from '../../../config/log-sources.js';
import { ForwardedLog } from '../forwarding/forwarded-log.entity.js';
import { IngestBatch } from './ingest-batch.entity.js';
import { LogSource } from '../../sources/log-source.entity.js';
import type { PushPosition } from './packed-batch.js';

/** A batch as the scan takes it. */
export type WaitingBatch = Pick<IngestBatch, 'id' | 'content' | 'receivedAt' | 'writtenBefore'>;

/** A source that lines are pushed to, or that an instance hands on. */
interface PushedSource {
  /** `push:NAME` */
  readonly path: string;
  /** As the instance says that hands it on, a zone of lines without an offset and a host of lines that name none. */
  readonly forwarded: Pick<ForwardedLog, 'timeZone' | 'host'> | null;
}

/** What senders have pushed, as a scan sees it: everything that was there when the scan began. */
export class PushInbox {
  /** Id of the newest batch that waits, by sender. */
  private newest: ReadonlyMap<string, number> = new Map();

  constructor(private readonly dataSource: DataSource) {}

  /** Looks what has come. @returns all sources that were ever pushed to, by name */
  async refresh(): Promise<PushedSource[]> {
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
    if (paths.length === 0) return [];
    const forwarded = new Map(
      (await this.dataSource.manager.find(ForwardedLog, { select: { source: true, timeZone: true, host: true } })).map(
        (log) => [PUSH_PREFIX + log.source, log],
      ),
    );
    return [...new Set(paths)].sort().map((path) => ({ path, forwarded: forwarded.get(path) ?? null }));
  }

  /** The batch to go on with; null where nothing waits. */
  async next(source: string, { batch, offset }: PushPosition): Promise<WaitingBatch | null> {
    const newest = this.newest.get(source) ?? 0;
    const first = offset === null ? batch + 1 : batch;
    if (newest < first) return null;
    return this.dataSource.manager
      .createQueryBuilder(IngestBatch, 'batch')
      .select(['batch.id', 'batch.content', 'batch.receivedAt', 'batch.writtenBefore'])
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
