import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { openDatabase } from './data-source.js';
import { patiently } from './patient-write.js';

/** SQLite waits with the whole thread; longer waits are made without it. */
const BUSY_TIMEOUT_MS = 20;

/**
 * A connection for what takes more than one statement: SQLite has one transaction a connection, which would swallow the
 * queries of requests. For the same reason one piece of work is done after the other.
 */
@Injectable()
export class WriteConnection implements OnApplicationShutdown {
  private connection: Promise<DataSource> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(SETTINGS_TOKEN) private readonly settings: Settings) {}

  /** Runs statements one by one. */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.afterOthers(async () => work((await this.open()).manager));
  }

  /** Runs statements in one transaction. The first one must write, so that it waits for others instead of failing. */
  async transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.afterOthers(async () => (await this.open()).transaction(work));
  }

  /** Who writes while the application ends does so before its shutdown. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    await this.last;
    await (await this.connection)?.destroy();
    this.connection = null;
  }

  private afterOthers<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(() => patiently(work));
    this.last = result.catch(() => undefined);
    return result;
  }

  private open(): Promise<DataSource> {
    this.connection ??= openDatabase(this.settings.DATABASE_URL, BUSY_TIMEOUT_MS);
    return this.connection;
  }
}
