import { readFileSync } from 'node:fs';
import type { MailerService } from '@nestjs-modules/mailer';
import Handlebars from 'handlebars';
import type { AlertText } from '../alert-text.js';
import { TEMPLATES } from './mailer-options.js';
import type { DeliveryOutcome, NotificationChannel } from './notification-channel.js';

/** Plain text needs no HTML escaping; control characters are escaped where the text is made. */
const plainText = Handlebars.compile(readFileSync(`${TEMPLATES}/alert-text.hbs`, 'utf8'), { noEscape: true });

/** Mails an alert in HTML and in plain text. */
export class EmailChannel implements NotificationChannel {
  readonly name = 'email';

  constructor(
    private readonly mailer: MailerService,
    private readonly sender: string,
    private readonly receivers: readonly string[],
  ) {}

  async deliver(text: AlertText): Promise<DeliveryOutcome> {
    try {
      await this.mailer.sendMail({
        from: this.sender,
        to: [...this.receivers],
        subject: text.subject,
        template: 'alert',
        context: { ...text },
        text: plainText(text),
      });
      return { kind: 'delivered' };
    } catch (error) {
      return outcomeOf(error);
    }
  }
}

/** A 5xx reply is the server's last word (RFC 5321, section 4.2.1); everything else may pass. */
function outcomeOf(error: unknown): DeliveryOutcome {
  const { responseCode, message } = error as Error & { responseCode?: number };
  const permanent = responseCode !== undefined && responseCode >= 500;
  return { kind: permanent ? 'give-up' : 'retry', reason: message };
}
