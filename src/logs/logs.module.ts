import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogFile } from './ingestion/files/log-file.entity.js';
import { LogSource } from './sources/log-source.entity.js';
import { LogEntry } from './entries/log-entry.entity.js';
import { CoverageController } from './sources/coverage.controller.js';
import { EntryCountries } from './entries/entry-countries.js';
import { LogsController } from './entries/logs.controller.js';
import { LogsService } from './entries/logs.service.js';
import { BODY_READER, ThreadBodyReader } from './ingestion/push/body-reader.js';
import { DEFAULT_LIMITS, INGEST_LIMITS } from './ingestion/push/ingest-problems.js';
import { ForwardedLog } from './ingestion/forwarding/forwarded-log.entity.js';
import { ForwardingService } from './ingestion/forwarding/forwarding.service.js';
import { IngestController } from './ingestion/push/ingest.controller.js';
import { IngestService } from './ingestion/push/ingest.service.js';
import { DEFAULT_SYSLOG_LIMITS, SYSLOG_LIMITS } from './ingestion/syslog/syslog-listener.js';
import { SyslogService } from './ingestion/syslog/syslog.service.js';
import { SourcesService } from './sources/sources.service.js';

/** Log lines: how they are read, what was understood of them, and the entries that are kept. */
@Module({
  imports: [TypeOrmModule.forFeature([LogEntry, LogSource, LogFile, ForwardedLog])],
  controllers: [LogsController, CoverageController, IngestController],
  providers: [
    EntryCountries,
    LogsService,
    SourcesService,
    IngestService,
    SyslogService,
    ForwardingService,
    { provide: BODY_READER, useFactory: () => new ThreadBodyReader() },
    { provide: INGEST_LIMITS, useValue: DEFAULT_LIMITS },
    { provide: SYSLOG_LIMITS, useValue: DEFAULT_SYSLOG_LIMITS },
  ],
  exports: [LogsService, SourcesService, SyslogService],
})
export class LogsModule {}
