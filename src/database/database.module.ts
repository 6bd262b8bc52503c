import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { dataSourceOptions, openDatabase } from './data-source.js';
import { SqlReader } from './sql-reader.js';
import { WriteConnection } from './write-connection.js';

/** SQLite waits with the whole thread: hardly at all on the API's, whose writes are patient in another way. */
const BUSY_TIMEOUT_MS = 20;

/** The API's connection to the database, its schema brought up to date before the first query. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [SETTINGS_TOKEN],
      // A database that cannot be opened stops the start at once, with its reason.
      useFactory: (settings: Settings) => ({ ...dataSourceOptions(settings.DATABASE_URL), toRetry: () => false }),
      dataSourceFactory: (options) =>
        openDatabase({ kind: 'sqlite', path: String(options?.database) }, BUSY_TIMEOUT_MS),
    }),
  ],
  providers: [
    WriteConnection,
    { provide: SqlReader, inject: [DataSource], useFactory: (database: DataSource) => new SqlReader(database) },
  ],
  exports: [SqlReader, WriteConnection],
})
export class DatabaseModule {}
