import { Module } from '@nestjs/common';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { LogsModule } from '../logs/logs.module.js';
import { AlertMetrics } from './alert.metrics.js';
import { addBuildInfo } from './build-info.js';
import { DatabaseMetrics } from './database.metrics.js';
import { DetectionMetrics } from './detection.metrics.js';
import { HttpMetrics } from './http.metrics.js';
import type { MetricGroup } from './metric-group.js';
import { metricsRegistry, METRICS_REGISTRY } from './metrics-registry.js';
import { MetricsController } from './metrics.controller.js';
import { METRIC_GROUPS, MetricsService } from './metrics.service.js';
import { NotificationMetrics } from './notification.metrics.js';
import { ScanMetrics } from './scan.metrics.js';
import { SourceMetrics } from './source.metrics.js';
import { SyslogMetrics } from './syslog.metrics.js';

const GROUPS = [SourceMetrics, DetectionMetrics, AlertMetrics, NotificationMetrics, DatabaseMetrics, SyslogMetrics];

/** Tells Prometheus how the service fares. Looks at everybody; nobody looks at it. */
@Module({
  imports: [AnalysisModule, LogsModule],
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
        const registry = metricsRegistry();
        addBuildInfo(registry, BUILD_COMMIT);
        return registry;
      },
    },
  ],
})
export class MetricsModule {}
