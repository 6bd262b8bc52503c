import type { WebhookSettings } from '../../../config/channels/channel-settings.js';
import type { NotificationMessage } from '../../notification-message.js';
import { httpTarget } from '../http/http-target.js';
import type { HttpTarget } from '../http/http-target.js';
import { post } from '../http/post.js';
import type { DeliveryOutcome, NotificationChannel } from '../notification-channel.js';
import { webhookBody } from './webhook-body.js';
import { webhookHeaders } from './webhook-signature.js';

/** Posts messages as JSON, signed by every secret that is configured; unsigned where none is. */
export class WebhookChannel implements NotificationChannel {
  readonly type = 'webhook';
  readonly receivers: readonly string[];
  private readonly target: HttpTarget;
  private readonly secrets: readonly string[];

  constructor(
    readonly name: string,
    { url, secret, allow_private }: WebhookSettings,
    private readonly publicUrl: string,
  ) {
    this.secrets = secret;
    this.target = httpTarget(url, allow_private, [...secret, ...secret.map((each) => each.replace(/^whsec_/, ''))]);
    this.receivers = [this.target.host];
  }

  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    const body = webhookBody(message, this.publicUrl);
    const headers = webhookHeaders(this.secrets, message.id, message.sentAt, body);
    return post(this.target, { headers, body }, signal, message.sentAt);
  }

  close(): void {
    // No connection outlives its message.
  }
}
