import { Module } from '@nestjs/common';
import { MailerModule, MailerService } from '@nestjs-modules/mailer';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { EmailChannel } from './channels/email.channel.js';
import { mailerOptions } from './channels/mailer-options.js';
import { CHANNELS } from './channels/notification-channel.js';
import type { NotificationChannel } from './channels/notification-channel.js';
import { NotificationService } from './notification.service.js';

/** Tells people of alerts; hears of them by event only. */
@Module({
  imports: [MailerModule.forRootAsync({ imports: [], inject: [SETTINGS_TOKEN], useFactory: mailerOptions })],
  providers: [
    NotificationService,
    {
      provide: CHANNELS,
      inject: [SETTINGS_TOKEN, MailerService],
      useFactory: (settings: Settings, mailer: MailerService): NotificationChannel[] =>
        settings.EMAIL_PASSWORD === ''
          ? []
          : [new EmailChannel(mailer, settings.SENDER_EMAIL, settings.RECEIVER_EMAIL)],
    },
  ],
})
export class NotificationModule {}
