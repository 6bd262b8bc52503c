import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import type { PostgresLocation } from '../../config/database-url.js';
import { ENTITIES } from '../entities.js';
import { POSTGRES_MIGRATIONS } from '../migrations/postgres/index.js';
import { SnakeNamingStrategy } from '../snake-naming-strategy.js';
import { TextSafeClient } from './text-safe-client.js';

/**
 * How long the server keeps a transaction of ours in which nothing happens. A process that is stopped in the middle of
 * one holds up all others no longer than this.
 */
const IDLE_TRANSACTION_MS = 15_000;

/** What TypeORM's driver is told; migrations are run by whoever opens the database. */
export function postgresOptions(location: PostgresLocation): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url: location.url,
    entities: ENTITIES,
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
