import { MailerService } from '@nestjs-modules/mailer';
import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../config/channels/channel-settings.js';
import type { NotificationMessage } from '../../alert-text.js';
import { mailMessage } from './mail-message.js';
import { mailerOptions } from './mail-transport.js';

/**
 * A mailer of its own, whose connections it keeps for some minutes: several mail servers can be configured, and none ends
 * before the last message has gone.
 */
export class MailSender {
  private readonly mailer: MailerService;

  constructor(
    private readonly settings: MailSettings,
    private readonly publicUrl: string,
    timeoutMs: number,
  ) {
    this.mailer = new MailerService(mailerOptions(settings, timeoutMs), {
      createTransport: (options) => createTransport(options),
    });
  }

  /** @throws what nodemailer says of a mail that was not taken */
  async send(message: NotificationMessage, signal: AbortSignal): Promise<void> {
    const mail = mailMessage(message, this.settings.sender, this.publicUrl);
    // nodemailer closes the connection of a mail whose signal is aborted, so that it does not arrive later.
    await this.mailer.sendMail({ ...mail, signal } as typeof mail);
  }

  close(): void {
    void this.mailer.onModuleDestroy();
  }
}
