import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogsModule } from '../../logs/logs.module.js';
import { Session, SessionEvent } from './session.entity.js';
import { LoginsController, SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

/** Who was in, from where, and what they did. */
@Module({
  imports: [TypeOrmModule.forFeature([Session, SessionEvent]), LogsModule],
  controllers: [SessionsController, LoginsController],
  providers: [SessionsService],
  exports: [SessionsService],
})
export class SessionsModule {}
