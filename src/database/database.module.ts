import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { DatabaseLocation } from '../config/database-url.js';
import type { Settings } from '../config/settings.schema.js';
import { dataSourceOptions, openDatabase } from './data-source.js';
import { sqlReader } from './make-sql-reader.js';
import { ReplicaService } from './replica.service.js';
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
      useFactory: ({ DATABASE_URL }: Settings) =>
        ({
          ...dataSourceOptions(DATABASE_URL),
          databaseLocation: DATABASE_URL,
          toRetry: () => false,
        }) as unknown as TypeOrmModuleOptions,
      dataSourceFactory: (options) =>
        openDatabase((options as unknown as { databaseLocation: DatabaseLocation }).databaseLocation, BUSY_TIMEOUT_MS),
    }),
  ],
  providers: [WriteConnection, ReplicaService, { provide: SqlReader, inject: [DataSource], useFactory: sqlReader }],
  exports: [SqlReader, WriteConnection, ReplicaService],
})
export class DatabaseModule {}
