import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AllowlistController } from './allowlist.controller.js';
import { AllowlistEntry } from './allowlist-entry.entity.js';
import { AllowlistService } from './allowlist.service.js';

/** Addresses and ranges that raise no alert: how they are kept, and how people change them. */
@Module({
  imports: [TypeOrmModule.forFeature([AllowlistEntry])],
  controllers: [AllowlistController],
  providers: [AllowlistService],
  exports: [AllowlistService],
})
export class AllowlistModule {}
