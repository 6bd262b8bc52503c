import pg from 'pg';
import type { QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { PostgresLocation } from '../../config/database-url.js';
import { SnakeNamingStrategy, loadedEntities } from '../columns.js';
import { POSTGRES_MIGRATIONS } from '../migrations/postgres/index.js';
import { storableText } from './postgres-text.js';

/**
 * A connection on which every text can be stored. PostgreSQL's texts hold no NUL, and no half of a surrogate pair; where
 * one comes, U+FFFD takes its place, as it does for bytes that are no UTF-8. Otherwise a single line with a NUL in it
 * would stop everything behind it.
 */
export class TextSafeClient extends pg.Client {
  // The driver's `query` has nine signatures; what matters of all of them is where the values are.
  override query(...parameters: unknown[]): never {
    const [first, second, ...rest] = parameters;
    const values = Array.isArray(second) ? second.map(storable) : second;
    return super.query(...([withStorableValues(first), values, ...rest] as unknown as [string])) as never;
  }
}

function withStorableValues(query: unknown): unknown {
  const { values } = query as Partial<QueryConfig>;
  // A query object is also what keeps the answer: it is changed, not copied.
  if (Array.isArray(values)) (query as QueryConfig<unknown[]>).values = values.map(storable);
  return query;
}

function storable(value: unknown): unknown {
  return typeof value === 'string' ? storableText(value) : value;
}

/** What PostgreSQL calls the types of our columns, where it does not know them by SQLite's names. */
const TYPES: Readonly<Record<string, string>> = {
  // SQLite's integers have 64 bits: entries are counted beyond two thousand million.
  integer: 'bigint',
  blob: 'bytea',
};

/** Teaches TypeORM how our entities are stored in PostgreSQL; before the data source is initialised. */
export function useOurTypes(dataSource: DataSource): void {
  const driver = dataSource.driver as PostgresDriver;
  const normalizeType = driver.normalizeType.bind(driver);
  driver.normalizeType = (column) => {
    const type = normalizeType(column);
    return TYPES[type] ?? type;
  };
  // A length that SQLite does not hold anybody to would make PostgreSQL refuse what an attacker sends.
  driver.getColumnLength = () => '';
}

/**
 * How long the server keeps a transaction of ours in which nothing happens. A process that is stopped in the middle of
 * one holds up all others no longer than this.
 */
const IDLE_TRANSACTION_MS = 15_000;

/** What TypeORM's driver is told; migrations are run by whoever opens the database. */
export function postgresOptions(location: PostgresLocation): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    // The one that is built in, not another that TypeORM would find.
    driver: pg,
    url: location.url,
    entities: loadedEntities(),
    migrations: POSTGRES_MIGRATIONS,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    installExtensions: false,
    parseInt8: true,
    poolSize: location.pool,
    connectTimeoutMS: location.connectTimeoutMs,
    applicationName: 'log-analyzer',
    // A connection of the pool that is lost while nobody uses it is replaced when somebody does.
    poolErrorHandler: () => undefined,
    extra: {
      Client: TextSafeClient,
      keepAlive: true,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
      statement_timeout: location.statementTimeoutMs,
    },
  };
}
