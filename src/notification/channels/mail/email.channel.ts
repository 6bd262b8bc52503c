import { MailerService } from '@nestjs-modules/mailer';
import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../config/channels/channel-settings.js';
import type { NotificationMessage } from '../../alert-text.js';
import { interrupted } from '../notification-channel.js';
import type { DeliveryOutcome, NotificationChannel } from '../notification-channel.js';
import { mailFailure, mailerOptions } from './mail-transport.js';
import { mailMessage } from './mail-message.js';

/**
 * Mails messages in HTML and plain text, each receiver its own. Has a mailer to itself, whose connections it keeps for
 * some minutes: several mail servers can be configured, and none ends before the last message has gone.
 */
export class EmailChannel implements NotificationChannel {
  readonly type = 'email';
  readonly receivers: readonly string[];
  private readonly mailer: MailerService;
  private readonly secrets: readonly string[];

  constructor(
    readonly name: string,
    private readonly settings: MailSettings,
    private readonly publicUrl: string,
    timeoutMs: number,
  ) {
    this.receivers = settings.receivers;
    this.mailer = new MailerService(mailerOptions(settings, timeoutMs), {
      createTransport: (options) => createTransport(options),
    });
    this.secrets = secretsOf(settings);
  }

  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    if (signal.aborted) return interrupted(signal);
    try {
      const mail = mailMessage(message, this.settings.sender, this.publicUrl);
      // nodemailer closes the connection of a mail whose signal is aborted, so that it does not arrive later.
      await this.mailer.sendMail({ ...mail, signal } as typeof mail);
      return { kind: 'delivered' };
    } catch (error) {
      return signal.aborted ? interrupted(signal) : mailFailure(error, this.secrets);
    }
  }

  close(): void {
    void this.mailer.onModuleDestroy();
  }
}

/** The password, also as it goes to the server, which may repeat what it was sent (RFC 4616, RFC 4954). */
function secretsOf({ password, user, sender }: MailSettings): string[] {
  if (password === '') return [];
  return [password, base64(password), base64(`\0${user || sender}\0${password}`)];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
