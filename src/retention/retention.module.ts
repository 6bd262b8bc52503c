import { Module } from '@nestjs/common';
import { AnalysisModule } from '../analysis/analysis.module.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { openDatabase } from '../database/data-source.js';
import { ENTRY_REMOVER, InProcessRemover, ThreadRemover } from './entry-remover.js';
import type { EntryRemover } from './entry-remover.js';
import { RetentionService } from './retention.service.js';

/** PostgreSQL works in a process of its own: waiting for it costs no thread. */
function entryRemover({ DATABASE_URL: database }: Settings): EntryRemover {
  if (database.kind === 'sqlite') return new ThreadRemover(database);
  return new InProcessRemover(() => openDatabase({ ...database, pool: 1 }));
}

/** What is older than people want to keep is removed. */
@Module({
  imports: [AnalysisModule],
  providers: [RetentionService, { provide: ENTRY_REMOVER, inject: [SETTINGS_TOKEN], useFactory: entryRemover }],
  exports: [RetentionService],
})
export class RetentionModule {}
