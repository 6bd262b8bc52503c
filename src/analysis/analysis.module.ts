import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlertsModule } from '../alerts/alerts.module.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import { scannedLogs } from '../config/log-sources.js';
import type { Settings } from '../config/settings.schema.js';
import { LogWatcher } from '../logs/ingestion/files/log-watcher.js';
import { IngestionHead } from '../logs/ingestion/ingestion-head.entity.js';
import { LogsModule } from '../logs/logs.module.js';
import { AllowlistModule } from './allowlist/allowlist.module.js';
import { AnalysisService } from './analysis.service.js';
import { PreviewController } from './preview/preview.controller.js';
import { PreviewService } from './preview/preview.service.js';
import { PREVIEWER, ThreadPreviewer } from './preview/previewer.js';
import { RulesController } from './rules/rules.controller.js';
import { RULE_FILES, configuredRuleFiles } from './rules/rule-files.js';
import type { RuleFile } from './rules/rule-files.js';
import { RulesService } from './rules/rules.service.js';
import { ScanLog } from './scan/scan-log.js';
import { ScanSchedule, WATCHER } from './scan/scan-schedule.js';
import type { MakeWatcher } from './scan/scan-schedule.js';
import { ScanState } from './scan/scan-state.js';
import { SourceStatusService, SourcesController } from './sources/sources.controller.js';
import type { ScannerOptions } from './scan/log-scanner.js';
import { filtersOf } from '../logs/ingestion/source-filters.js';
import { SCANNER } from './scan/scanner.js';
import { WorkerScanner } from './scan/worker-scanner.js';

/** Bytes of log read at once; bounds memory. */
const BATCH_BYTES = 1 << 18;
/** Bytes of log in one transaction: enough to be fast, little enough that other writers need not wait for long. */
const TRANSACTION_BYTES = 8 << 20;

/** How the service scans. */
export function scannerOptions(
  settings: Settings,
  ruleFiles: readonly RuleFile[] = configuredRuleFiles(settings),
): ScannerOptions {
  return {
    sources: scannedLogs(settings.LOG_FILES).map((log) => ({
      pattern: log.pattern,
      timeZone: log.timeZone ?? settings.LOG_TIMEZONE,
      host: log.host,
      program: log.program,
      filters: filtersOf(log).filters,
    })),
    pushedTimeZone: settings.LOG_TIMEZONE,
    ruleFiles,
    batchBytes: BATCH_BYTES,
    transactionBytes: TRANSACTION_BYTES,
  };
}

/** Turns new log lines into entries and alerts, and tells of the alerts by events. */
@Module({
  imports: [TypeOrmModule.forFeature([IngestionHead]), LogsModule, AlertsModule, AllowlistModule],
  controllers: [SourcesController, PreviewController, RulesController],
  providers: [
    AnalysisService,
    ScanSchedule,
    ScanState,
    SourceStatusService,
    ScanLog,
    RulesService,
    PreviewService,
    {
      provide: PREVIEWER,
      inject: [SETTINGS_TOKEN],
      useFactory: ({ DATABASE_URL }: Settings) => new ThreadPreviewer(DATABASE_URL),
    },
    { provide: WATCHER, useValue: ((changed) => new LogWatcher(changed)) satisfies MakeWatcher },
    { provide: RULE_FILES, inject: [SETTINGS_TOKEN], useFactory: configuredRuleFiles },
    {
      provide: SCANNER,
      inject: [SETTINGS_TOKEN, RULE_FILES, ScanLog],
      useFactory: (settings: Settings, ruleFiles: readonly RuleFile[], log: ScanLog) => {
        const data = { database: settings.DATABASE_URL, options: scannerOptions(settings, ruleFiles) };
        return new WorkerScanner(data, (error) => log.threadLost(error));
      },
    },
  ],
  exports: [AnalysisService, RulesService, ScanState, SourceStatusService],
})
export class AnalysisModule {}
