import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ScheduleModule } from '@nestjs/schedule';
import { AlertsModule } from './alerts/alerts.module.js';
import { AnalysisModule } from './analysis/analysis.module.js';
import { ClockModule } from './common/clock.module.js';
import { ConfigModule } from './config/config.module.js';
import type { GivenSetting } from './config/given-settings.js';
import type { Settings } from './config/settings.schema.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { WelcomeController } from './dashboard/welcome.controller.js';
import { DatabaseModule } from './database/database.module.js';
import { EnforcementModule } from './enforcement/enforcement.module.js';
import { FaultsModule } from './faults/faults.module.js';
import { HealthModule } from './health/health.module.js';
import { LiveModule } from './live/live.module.js';
import { SessionsModule } from './analysis/sessions/sessions.module.js';
import { InsightModule } from './insight/insight.module.js';
import { LogsModule } from './logs/logs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotificationModule } from './notification/notification.module.js';
import { OriginModule } from './origin/origin.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { SummaryModule } from './summary/summary.module.js';
import { SecurityModule } from './security/security.module.js';
import { AnswerInterceptor } from './http/answer.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ShallowBodyPipe } from './http/request-checks.js';
import { RequestPipe } from './lists/query-pipe.js';

/** The whole service: log line → entry → detection → alert → notification. */
@Module({})
export class AppModule {
  /** @param given how the settings were given, for people to look at */
  static forRoot(settings: Settings, given: readonly GivenSetting[]): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(settings, given),
        ClockModule,
        DatabaseModule,
        ScheduleModule.forRoot(),
        EventEmitterModule.forRoot(),
        SecurityModule,
        FaultsModule,
        OriginModule,
        // Its /logs/count is no id of an entry: it is asked first.
        InsightModule,
        LogsModule,
        AlertsModule,
        AnalysisModule,
        SessionsModule,
        EnforcementModule,
        SummaryModule,
        NotificationModule,
        LiveModule,
        DashboardModule,
        HealthModule,
        MetricsModule,
        RetentionModule,
      ],
      controllers: [WelcomeController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_PIPE, useClass: ShallowBodyPipe },
        { provide: APP_PIPE, useFactory: () => new RequestPipe() },
      ],
    };
  }
}
