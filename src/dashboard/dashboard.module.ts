import { Module } from '@nestjs/common';
import { DashboardController } from './dashboard.controller.js';
import { DashboardFiles, PAGE_FOLDER } from './dashboard-files.js';

/** The page for people: static files that `web/` is built into. */
@Module({
  controllers: [DashboardController],
  providers: [{ provide: DashboardFiles, useFactory: () => new DashboardFiles(PAGE_FOLDER) }],
})
export class DashboardModule {}
