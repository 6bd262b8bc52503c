import { Module } from '@nestjs/common';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { RetentionService } from './retention.service.js';

/** What is older than people want to keep is removed. */
@Module({ imports: [AnalysisModule], providers: [RetentionService], exports: [RetentionService] })
export class RetentionModule {}
