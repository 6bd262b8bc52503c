import type { ChatSettings } from '../../../config/channels/channel-settings.js';
import type { MessageText } from '../../message-text.js';

/** How a chat service takes messages. */
export interface ChatFormat {
  /** Where it takes them; the URL that is configured may say more than that. */
  endpoint(settings: ChatSettings): string;
  /** What it wants to know besides, such as who posts. */
  headers(settings: ChatSettings): Readonly<Record<string, string>>;
  /** The body, within the limits of the service. */
  body(text: MessageText, settings: ChatSettings): object;
}
