import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { AnalysisService } from './analysis.service.js';

/** Turns new log lines into entries and alerts, and tells of the alerts by events. */
@Module({
  imports: [LogsModule, AlertsModule],
  providers: [AnalysisService],
  exports: [AnalysisService],
})
export class AnalysisModule {}
