import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { SessionsModule } from '../analysis/sessions/sessions.module.js';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { AllowlistModule } from '../analysis/allowlist/allowlist.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { AlertDetailController, DossiersController } from './dossiers.controller.js';
import { DossierFacts, DossiersService } from './dossiers.service.js';
import { LogCountController } from './counts/log-count.controller.js';
import { LogTypes, LogTypesController } from './counts/log-types.controller.js';
import { LogCounts } from './counts/log-counts.js';
import { EntryScan } from './entry-scan.js';
import { Bans } from './bans.js';
import { IncidentAlerts, IncidentTriageController } from './incidents/incident-triage.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { IncidentsService } from './incidents/incidents.service.js';
import { LongLooks } from './long-looks.js';
import { MatrixController } from './matrix/matrix.controller.js';
import { MatrixService } from './matrix/matrix.service.js';
import { TimelinesController } from './timelines/timelines.controller.js';
import { TimelinesService } from './timelines/timelines.service.js';
import { VerdictService } from './verdict.service.js';
import { AlertEvents } from './why/alert-events.js';
import { AlertWhyService } from './why/alert-why.service.js';
import { RuleDistanceService } from './why/rule-distance.service.js';
import { StoredEvents } from './why/stored-events.js';
import { WhyController } from './why/why.controller.js';
import { Penalties } from './penalties.js';
import { RangeFigures } from './rollups/range-figures.js';
import { RollupReader } from './rollups/rollup-reader.js';
import { StatsController } from './stats.controller.js';
import { StatsService } from './stats.service.js';

/** What people ask of entries and alerts together: evidence, dossiers, figures. Only reads. */
@Module({
  imports: [LogsModule, AlertsModule, AllowlistModule, AnalysisModule, SessionsModule],
  controllers: [
    LogCountController,
    LogTypesController,
    AlertDetailController,
    DossiersController,
    IncidentTriageController,
    IncidentsController,
    MatrixController,
    TimelinesController,
    StatsController,
    WhyController,
  ],
  providers: [
    AlertEvents,
    AlertWhyService,
    Bans,
    EntryScan,
    DossierFacts,
    DossiersService,
    IncidentAlerts,
    IncidentsService,
    LogCounts,
    LogTypes,
    LongLooks,
    MatrixService,
    Penalties,
    RangeFigures,
    RollupReader,
    RuleDistanceService,
    StatsService,
    StoredEvents,
    TimelinesService,
    VerdictService,
  ],
  exports: [IncidentsService, StatsService],
})
export class InsightModule {}
