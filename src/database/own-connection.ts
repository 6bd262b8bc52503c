import type { DataSource, EntityManager } from 'typeorm';
import type { DatabaseLocation } from '../config/database-url.js';
import { openDatabase } from './data-source.js';
import { patiently } from './patient-write.js';
import { sqliteConnection } from './sqlite-connection.js';

/** SQLite waits with the whole thread; longer waits are made without it. */
const BUSY_TIMEOUT_MS = 20;

export interface OwnConnectionOptions {
  /** What is committed outlives a loss of power, at the price of waiting for the disk. */
  readonly durable?: boolean;
}

/**
 * A connection for one purpose: SQLite has one transaction a connection, which would swallow the queries of others. For
 * the same reason one piece of work is done after the other. Opened when it is first used.
 */
export class OwnConnection {
  private connection: Promise<DataSource> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly location: DatabaseLocation,
    private readonly options: OwnConnectionOptions = {},
  ) {}

  /** Runs statements one by one. @throws DomainError DATABASE_BUSY when others hold the database for too long */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.afterOthers(async () => work((await this.open()).manager));
  }

  /** Runs statements in one transaction. The first one must write, so that it waits for others instead of failing. */
  async transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.afterOthers(async () => (await this.open()).transaction(work));
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
    this.connection ??= this.openOnce();
    return this.connection;
  }

  private async openOnce(): Promise<DataSource> {
    const dataSource = await openDatabase(this.location, BUSY_TIMEOUT_MS);
    if (this.options.durable === true) sqliteConnection(dataSource).pragma('synchronous = FULL');
    return dataSource;
  }
}
