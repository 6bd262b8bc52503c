import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { SecurityModule } from '../security/security.module.js';
import { LiveController } from './live.controller.js';
import { LiveFeed } from './live-feed.js';
import { LiveRows } from './live-rows.js';

/** The live stream: what happens to alerts, entries and sources, passed on as it happens. */
@Module({
  imports: [AlertsModule, AnalysisModule, LogsModule, SecurityModule],
  controllers: [LiveController],
  providers: [LiveFeed, LiveRows],
  exports: [LiveFeed],
})
export class LiveModule {}
