import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { LogsModule } from '../logs/logs.module.js';
import { AlertMetrics, DetectionMetrics } from './detection.metrics.js';
import { METRICS_REGISTRY, addBuildInfo } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';
import { EnforcementModule } from '../enforcement/enforcement.module.js';
import { EnforcementMetrics } from './enforcement.metrics.js';
import { DatabaseMetrics, HttpMetrics } from './service.metrics.js';
import { METRIC_GROUPS, MetricsController, MetricsService } from './metrics.controller.js';
import { NotificationMetrics } from './notification.metrics.js';
import { ScanMetrics, SourceMetrics } from './source.metrics.js';
import { SyslogMetrics } from './syslog.metrics.js';

const GROUPS = [
  SourceMetrics,
  DetectionMetrics,
  AlertMetrics,
  NotificationMetrics,
  EnforcementMetrics,
  DatabaseMetrics,
  SyslogMetrics,
];

/** Tells Prometheus how the service fares. Looks at everybody; nobody looks at it. */
@Module({
  imports: [AnalysisModule, LogsModule, EnforcementModule],
  controllers: [MetricsController],
  providers: [
    MetricsService,
    HttpMetrics,
    ScanMetrics,
    ...GROUPS,
    { provide: METRIC_GROUPS, inject: GROUPS, useFactory: (...groups: MetricGroup[]) => groups },
    {
      provide: METRICS_REGISTRY,
      inject: [SETTINGS_TOKEN],
      useFactory: ({ BUILD_COMMIT }: Settings) => {
        const registry = new Registry();
        addBuildInfo(registry, BUILD_COMMIT);
        return registry;
      },
    },
  ],
})
export class MetricsModule {}
