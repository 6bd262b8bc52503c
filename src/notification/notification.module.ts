import { Module } from '@nestjs/common';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import { CHANNELS } from './channels/configured-channels.js';
import { configuredChannels } from './channels/make-channels.js';
import { NotificationService } from './notification.service.js';

/** Tells people of alerts; hears of them by event only. */
@Module({
  providers: [NotificationService, { provide: CHANNELS, inject: [SETTINGS_TOKEN], useFactory: configuredChannels }],
})
export class NotificationModule {}
