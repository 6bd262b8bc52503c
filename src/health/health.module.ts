import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { FaultsModule } from '../faults/faults.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { HealthController } from './health.controller.js';
import { ReadinessIndicators } from './readiness.indicators.js';
import { VersionController } from './version.controller.js';

/** Tells supervisors and people whether the service runs, does its work, and which it is. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), AnalysisModule, FaultsModule, LogsModule],
  controllers: [HealthController, VersionController],
  providers: [ReadinessIndicators],
})
export class HealthModule {}
