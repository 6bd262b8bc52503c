import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import { CHANNELS, configuredChannels } from './channels/configured-channels.js';
import { ChannelsController, NotificationsController } from './notifications.controller.js';
import { Dispatcher } from './delivery/dispatcher.js';
import { NotificationService } from './notification.service.js';
import { OutboxService } from './outbox.service.js';
import { Notification, NotifiedAlert } from './outbox/notification.entity.js';
import { Planner } from './planning/planner.js';
import { Repeater } from './repeating/repeater.js';
import { WeeklyPlanner } from './weekly/weekly-planner.js';

/** Tells people of alerts: decides what is said and when, keeps it in an outbox, and delivers it. */
@Module({
  imports: [TypeOrmModule.forFeature([Notification, NotifiedAlert])],
  controllers: [NotificationsController, ChannelsController],
  providers: [
    NotificationService,
    OutboxService,
    Planner,
    Repeater,
    WeeklyPlanner,
    Dispatcher,
    { provide: CHANNELS, inject: [SETTINGS_TOKEN], useFactory: configuredChannels },
  ],
})
export class NotificationModule {}
