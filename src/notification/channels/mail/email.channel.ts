import type { MailSettings } from '../../../config/channels/channel-settings.js';
import type { NotificationMessage } from '../../alert-text.js';
import { interrupted } from '../notification-channel.js';
import type { DeliveryOutcome, NotificationChannel } from '../notification-channel.js';
import type { MailSender } from './mail-sender.js';
import { mailFailure } from './mail-transport.js';

/** Mails messages in HTML and plain text, each receiver its own. */
export class EmailChannel implements NotificationChannel {
  readonly type = 'email';
  readonly receivers: readonly string[];
  readonly obstacle = null;
  private sender: Promise<MailSender> | null = null;
  private readonly secrets: readonly string[];

  constructor(
    readonly name: string,
    private readonly settings: MailSettings,
    private readonly publicUrl: string,
    private readonly timeoutMs: number,
  ) {
    this.receivers = settings.receivers;
    this.secrets = secretsOf(settings);
  }

  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    if (signal.aborted) return interrupted(signal);
    try {
      const sender = await this.mailSender();
      await sender.send(message, signal);
      return { kind: 'delivered' };
    } catch (error) {
      return signal.aborted ? interrupted(signal) : mailFailure(error, this.secrets);
    }
  }

  close(): void {
    void this.sender?.then((sender) => sender.close());
  }

  /** Made with the first mail: what mails are made with takes longer to load than the rest of a start. */
  private mailSender(): Promise<MailSender> {
    this.sender ??= import('./mail-sender.js').then(
      (module) => new module.MailSender(this.settings, this.publicUrl, this.timeoutMs),
    );
    return this.sender;
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
