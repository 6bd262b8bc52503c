import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { CLOCK } from '../../../common/clock.js';
import type { Clock } from '../../../common/clock.js';
import { PUSH_PREFIX } from '../../../config/log-sources.js';
import { SETTINGS_TOKEN } from '../../../config/config.module.js';
import type { Settings } from '../../../config/settings.schema.js';
import { OwnConnection } from '../../../database/own-connection.js';
import { DATABASE_LOCKS } from '../../../database/postgres/database-locks.js';
import { LINES_PUSHED, storeBatch, storeBatches } from './batch-store.js';
import type { StoredBatch } from './batch-store.js';
import { INGEST_LIMITS } from './ingest-problems.js';
import type { IngestLimits } from './ingest-problems.js';
import { packBatch } from './packed-batch.js';
import type { ReceivedLines } from './packed-batch.js';
import type { PushedLines } from './pushed-lines.js';

/** Accepts lines: whatever it has said yes to will be scanned once, even if the power fails the moment after. */
@Injectable()
export class IngestService implements OnApplicationShutdown {
  private readonly connection: OwnConnection;

  constructor(
    @Inject(SETTINGS_TOKEN) settings: Settings,
    @Inject(INGEST_LIMITS) private readonly limits: IngestLimits,
    private readonly events: EventEmitter2,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.connection = new OwnConnection(settings.DATABASE_URL, { durable: true, lock: DATABASE_LOCKS.ingest });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }

  /**
   * @param source name of the sender
   * @param key what the sender calls the batch; null: the same lines are the same batch
   * @throws DomainError IDEMPOTENCY_KEY_REUSED, INGEST_BACKLOG_FULL, INGEST_TOO_MANY_SOURCES or DATABASE_BUSY
   */
  async accept(source: string, key: string | null, { text, count, hash }: PushedLines): Promise<StoredBatch> {
    const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
    const named = { source, key: key ?? `sha256:${hash}`, text: bytes, lines: count, hash, receivedAt: this.clock() };
    const batch = await packBatch(named);
    const stored = await this.connection.inOrder((manager) => storeBatch(manager, batch, this.limits));
    if (!stored.repeated) this.events.emit(LINES_PUSHED, PUSH_PREFIX + source);
    return stored;
  }

  /**
   * Accepts batches of several senders at once, all of them or none. The same batches may be given again.
   *
   * @throws DomainError INGEST_BACKLOG_FULL or DATABASE_BUSY
   */
  async acceptAll(received: readonly ReceivedLines[]): Promise<void> {
    const batches = await Promise.all(received.map(packBatch));
    await this.connection.inOrder((manager) => storeBatches(manager, batches, this.limits));
    for (const source of new Set(received.map((each) => each.source))) {
      this.events.emit(LINES_PUSHED, PUSH_PREFIX + source);
    }
  }
}
