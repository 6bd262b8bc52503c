import { Module } from '@nestjs/common';
import { FaultsController } from './faults.controller.js';
import { FaultsService } from './faults.service.js';

/** What failed and was set aside: kept, shown, tried again, or given up. */
@Module({ controllers: [FaultsController], providers: [FaultsService], exports: [FaultsService] })
export class FaultsModule {}
