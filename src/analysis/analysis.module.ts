import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { LogsModule } from '../logs/logs.module.js';
import { AllowlistModule } from './allowlist/allowlist.module.js';
import { AnalysisService } from './analysis.service.js';
import { SSH_BRUTE_FORCE } from './detection/threshold-rule.js';
import { ScanLog } from './scan-log.js';
import { ScanSchedule } from './scan-schedule.js';
import { ScanState } from './scan-state.js';
import { SourcesController } from './sources.controller.js';
import { SourceStatusService } from './source-status.service.js';
import type { ScannerOptions } from './scan/log-scanner.js';
import { SCANNER } from './scan/scanner.js';
import { WorkerScanner } from './scan/worker-scanner.js';

/** Bytes of log read at once; bounds memory. */
const BATCH_BYTES = 1 << 18;
/** Bytes of log in one transaction: enough to be fast, little enough that other writers need not wait for long. */
const TRANSACTION_BYTES = 8 << 20;

/** How the service scans. */
export function scannerOptions(settings: Settings): ScannerOptions {
  return {
    sources: settings.LOG_FILES.map(({ pattern, timeZone, host }) => ({
      pattern,
      timeZone: timeZone ?? settings.LOG_TIMEZONE,
      host,
    })),
    rule: SSH_BRUTE_FORCE,
    batchBytes: BATCH_BYTES,
    transactionBytes: TRANSACTION_BYTES,
  };
}

/** Turns new log lines into entries and alerts, and tells of the alerts by events. */
@Module({
  imports: [LogsModule, AlertsModule, AllowlistModule],
  controllers: [SourcesController],
  providers: [
    AnalysisService,
    ScanSchedule,
    ScanState,
    SourceStatusService,
    ScanLog,
    {
      provide: SCANNER,
      inject: [SETTINGS_TOKEN],
      useFactory: (settings: Settings) =>
        new WorkerScanner({ database: settings.DATABASE_URL, options: scannerOptions(settings) }),
    },
  ],
  exports: [AnalysisService],
})
export class AnalysisModule {}
