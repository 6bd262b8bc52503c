import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKey } from './api-key.entity.js';
import { CurrentKeyController, KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';
import { ScopeGuard } from './scope.guard.js';

/** Who may use the API, and for what. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  controllers: [CurrentKeyController, KeysController],
  providers: [KeysService, { provide: APP_GUARD, useClass: ScopeGuard }],
  exports: [KeysService],
})
export class SecurityModule {}
