import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlertCountries } from './alert-countries.js';
import { AlertActionRecord } from './alert-records.entity.js';
import { Alert } from './alert.entity.js';
import { AlertsController, AlertsService } from './alerts.controller.js';
import { TriageController } from './triage.controller.js';
import { TriageService } from './triage.service.js';

/** Alerts: what they are, how they are kept, and how they are shown. */
@Module({
  imports: [TypeOrmModule.forFeature([Alert, AlertActionRecord])],
  controllers: [AlertsController, TriageController],
  providers: [AlertCountries, AlertsService, TriageService],
  exports: [AlertCountries, AlertsService, TriageService],
})
export class AlertsModule {}
