import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AllowlistModule } from '../analysis/allowlist/allowlist.module.js';
import { BlocklistController } from './blocklist/blocklist.controller.js';
import { BlocklistService } from './blocklist/blocklist.service.js';
import { BouncerApiController } from './bouncers/bouncer-api.controller.js';
import { BouncerWatch } from './bouncers/bouncer-watch.js';
import { BouncersController } from './bouncers/bouncers.controller.js';
import { BouncersService } from './bouncers/bouncers.service.js';
import { Bouncer, Decision, DecisionHead } from './decision.entity.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';

/** What firewalls are told to turn away, and how they hear of it. We turn away nobody ourselves. */
@Module({
  imports: [TypeOrmModule.forFeature([Decision, DecisionHead, Bouncer]), AllowlistModule],
  controllers: [DecisionsController, BouncersController, BouncerApiController, BlocklistController],
  providers: [DecisionsService, BouncersService, BouncerWatch, BlocklistService],
  exports: [DecisionsService, BouncersService],
})
export class EnforcementModule {}
