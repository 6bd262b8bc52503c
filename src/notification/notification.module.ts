import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import { CHANNELS } from './channels/configured-channels.js';
import { configuredChannels } from './channels/make-channels.js';
import { ChannelsController } from './channels.controller.js';
import { Dispatcher } from './delivery/dispatcher.js';
import { NotificationService } from './notification.service.js';
import { NotificationsController } from './notifications.controller.js';
import { OutboxService } from './outbox.service.js';
import { Notification } from './outbox/notification.entity.js';
import { NotifiedAlert } from './outbox/notified-alert.entity.js';
import { Planner } from './planning/planner.js';

/** Tells people of alerts: decides what is said and when, keeps it in an outbox, and delivers it. */
@Module({
  imports: [TypeOrmModule.forFeature([Notification, NotifiedAlert])],
  controllers: [NotificationsController, ChannelsController],
  providers: [
    NotificationService,
    OutboxService,
    Planner,
    Dispatcher,
    { provide: CHANNELS, inject: [SETTINGS_TOKEN], useFactory: configuredChannels },
  ],
})
export class NotificationModule {}
