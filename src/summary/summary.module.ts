import { Global, Module } from '@nestjs/common';
import { SessionsModule } from '../analysis/sessions/sessions.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { WEEK_READER } from '../notification/weekly/weekly-summary.js';
import { WeekSummaries } from './week-summaries.js';

/** Has notification say what insight knows, without either of them knowing the other. */
@Global()
@Module({
  imports: [InsightModule, SessionsModule],
  providers: [{ provide: WEEK_READER, useClass: WeekSummaries }],
  exports: [WEEK_READER],
})
export class SummaryModule {}
