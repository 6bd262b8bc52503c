import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { DomainError } from '../common/domain.error.js';
import type { DatabaseLocation } from '../config/database-url.js';
import { openDatabase } from './data-source.js';
import { lockFor } from './postgres/database-locks.js';
import type { DatabaseLock } from './postgres/database-locks.js';
import { isConflict } from './postgres/postgres-errors.js';
import { sqliteConnection } from './sqlite-options.js';

/** How long a write waits for others, and how long it pauses between two tries. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 25;

/**
 * Repeats a write while another connection holds the database. SQLite itself would wait, too, but with the whole thread:
 * nobody else would be answered in the meantime.
 *
 * @throws DomainError DATABASE_BUSY when it takes too long
 */
export async function retryWhileBusy<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (waited >= PATIENCE_MS) {
        throw new DomainError('unavailable', 'DATABASE_BUSY', 'The database is busy; try again in a moment.');
      }
      await pause(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return isConflict(error) || (error instanceof Error && /SQLITE_BUSY|database is locked/.test(error.message));
}

/** SQLite waits with the whole thread; longer waits are made without it. */
const BUSY_TIMEOUT_MS = 20;

/** One piece of work is done after the other: a second connection is for taking the place of a lost one. */
const POOL = 2;

interface OwnConnectionOptions {
  /** What is committed outlives a loss of power, at the price of waiting for the disk. */
  readonly durable?: boolean;
  /** Held by every transaction on PostgreSQL, which would let several run at the same time. */
  readonly lock: DatabaseLock;
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
    private readonly options: OwnConnectionOptions,
  ) {}

  /** Runs statements one by one. @throws DomainError DATABASE_BUSY when others hold the database for too long */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.afterOthers(async () => work((await this.open()).manager));
  }

  /**
   * Runs statements in one transaction; of several processes, one at a time does. The first statement must write, so
   * that on SQLite it waits for others instead of failing.
   */
  async transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.afterOthers(async () =>
      (await this.open()).transaction(async (manager) => {
        await lockFor(manager, this.options.lock);
        return work(manager);
      }),
    );
  }

  /**
   * Runs statements so that numbers which rows get become visible in their order: in one transaction on PostgreSQL, where
   * a second one might commit first. SQLite needs none for that.
   */
  inOrder<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.location.kind === 'postgres' ? this.transaction(work) : this.run(work);
  }

  async close(): Promise<void> {
    await this.last;
    await (await this.connection?.catch(() => null))?.destroy();
    this.connection = null;
  }

  private afterOthers<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(() => retryWhileBusy(work));
    this.last = result.catch(() => undefined);
    return result;
  }

  private open(): Promise<DataSource> {
    if (this.connection === null) {
      this.connection = this.openOnce();
      // Whoever asks next tries again.
      this.connection.catch(() => (this.connection = null));
    }
    return this.connection;
  }

  private async openOnce(): Promise<DataSource> {
    const { location } = this;
    if (location.kind === 'postgres') return openDatabase({ ...location, pool: POOL });
    const dataSource = await openDatabase(location, BUSY_TIMEOUT_MS);
    if (this.options.durable === true) sqliteConnection(dataSource).pragma('synchronous = FULL');
    return dataSource;
  }
}
