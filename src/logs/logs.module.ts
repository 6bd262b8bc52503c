import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogFile } from './ingestion/log-file.entity.js';
import { LogSource } from './ingestion/log-source.entity.js';
import { LogEntry } from './log-entry.entity.js';
import { CoverageController } from './coverage.controller.js';
import { LogsController } from './logs.controller.js';
import { LogsService } from './logs.service.js';
import { BODY_READER, ThreadBodyReader } from './push/body-reader.js';
import { DEFAULT_LIMITS, INGEST_LIMITS } from './push/ingest-limits.js';
import { ForwardedLog } from './ingestion/forwarded-log.entity.js';
import { ForwardingService } from './forwarding/forwarding.service.js';
import { IngestController } from './push/ingest.controller.js';
import { IngestService } from './push/ingest.service.js';
import { DEFAULT_SYSLOG_LIMITS, SYSLOG_LIMITS } from './syslog/syslog-limits.js';
import { SyslogService } from './syslog/syslog.service.js';
import { SourcesService } from './sources.service.js';

/** Log lines: how they are read, what was understood of them, and the entries that are kept. */
@Module({
  imports: [TypeOrmModule.forFeature([LogEntry, LogSource, LogFile, ForwardedLog])],
  controllers: [LogsController, CoverageController, IngestController],
  providers: [
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
