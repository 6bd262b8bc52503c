import { Global, Inject, Injectable, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { DatabaseLocation } from '../config/database-url.js';
import type { Settings } from '../config/settings.schema.js';
import { dataSourceOptions, openDatabase } from './data-source.js';
import { sqlReader } from './make-sql-reader.js';
import { OwnConnection } from './own-connection.js';
import { DATABASE_LOCKS } from './postgres/database-locks.js';
import { ReplicaService } from './replica.service.js';
import { SqlReader } from './sql-reader.js';

/** The connection that notification and the API share for what takes more than one statement. */
@Injectable()
export class WriteConnection extends OwnConnection implements OnApplicationShutdown {
  constructor(@Inject(SETTINGS_TOKEN) settings: Settings) {
    super(settings.DATABASE_URL, { lock: DATABASE_LOCKS.journal });
  }

  /** Who writes while the application ends does so before its shutdown. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

/** SQLite waits with the whole thread: hardly at all on the API's, whose writes are patient in another way. */
const BUSY_TIMEOUT_MS = 20;

/** The API's connection to the database, its schema brought up to date before the first query. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [SETTINGS_TOKEN],
      // A database that cannot be opened stops the start at once, with its reason.
      useFactory: async ({ DATABASE_URL }: Settings) =>
        ({
          ...(await dataSourceOptions(DATABASE_URL)),
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
