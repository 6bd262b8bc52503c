import type { ChatFormat as FormatName, ChatSettings } from '../../../config/channels/channel-settings.js';
import { messageText } from '../../message-text.js';
import type { NotificationMessage } from '../../alert-text.js';
import { httpTarget } from '../http/http-target.js';
import type { HttpTarget } from '../http/http-target.js';
import { obstacleOf, post } from '../http/post.js';
import type { DeliveryOutcome, NotificationChannel } from '../notification-channel.js';
import type { ChatFormat } from './chat-format.js';

/** Posts messages to a chat service in its own format. */
export class ChatChannel implements NotificationChannel {
  readonly receivers: readonly string[];
  readonly obstacle: string | null;
  private readonly target: HttpTarget;

  constructor(
    readonly name: string,
    readonly type: FormatName,
    private readonly format: ChatFormat,
    private readonly settings: ChatSettings,
    private readonly publicUrl: string,
  ) {
    const { url, token, allow_private } = settings;
    // The URL as it is configured may hold what the endpoint does not, such as a topic.
    const { secrets } = httpTarget(url, allow_private, [token]);
    this.target = httpTarget(format.endpoint(settings), allow_private, secrets);
    this.receivers = [this.target.host];
    this.obstacle = obstacleOf(this.target);
  }

  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    const text = messageText(message, this.publicUrl);
    const headers = this.format.headers(this.settings);
    const body = JSON.stringify(this.format.body(text, this.settings));
    return post(this.target, { headers, body, rules: this.format.answers ?? {} }, signal, message.sentAt);
  }

  close(): void {
    // No connection outlives its message.
  }
}
