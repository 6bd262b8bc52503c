import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlertActionRecord } from './alert-records.entity.js';
import { Alert } from './alert.entity.js';
import { AlertsController, AlertsService } from './alerts.controller.js';
import { HandlingController } from './handling.controller.js';
import { HandlingService } from './handling.service.js';

/** Alerts: what they are, how they are kept, and how they are shown. */
@Module({
  imports: [TypeOrmModule.forFeature([Alert, AlertActionRecord])],
  controllers: [AlertsController, HandlingController],
  providers: [AlertsService, HandlingService],
  exports: [AlertsService, HandlingService],
})
export class AlertsModule {}
