import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ScheduleModule } from '@nestjs/schedule';
import { AlertsModule } from './alerts/alerts.module.js';
import { AnalysisModule } from './analysis/analysis.module.js';
import { ClockModule } from './common/clock.js';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.schema.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DatabaseModule } from './database/database.module.js';
import { FaultsModule } from './faults/faults.module.js';
import { HealthModule } from './health/health.module.js';
import { LiveModule } from './live/live.module.js';
import { InsightModule } from './insight/insight.module.js';
import { LogsModule } from './logs/logs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotificationModule } from './notification/notification.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { SecurityModule } from './security/security.module.js';
import { WelcomeController } from './http/welcome.controller.js';

/** The whole service: log line → entry → detection → alert → notification. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(settings),
        ClockModule,
        DatabaseModule,
        ScheduleModule.forRoot(),
        EventEmitterModule.forRoot(),
        SecurityModule,
        FaultsModule,
        LogsModule,
        AlertsModule,
        AnalysisModule,
        InsightModule,
        NotificationModule,
        LiveModule,
        DashboardModule,
        HealthModule,
        MetricsModule,
        RetentionModule,
      ],
      controllers: [WelcomeController],
    };
  }
}
