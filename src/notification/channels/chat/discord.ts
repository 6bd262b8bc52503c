import type { Severity } from '../../../alerts/lifecycle/alert-terms.js';
import type { Markup } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

/** Half of the limit of an embed's title: every character may be escaped. */
const MAX_TITLE = 128;
/** Limit of an embed's description (Discord's documentation, Message Resource, embed limits). */
const MAX_DESCRIPTION = 4096;

const COLORS: Readonly<Record<Severity, number>> = {
  critical: 0xb3261e,
  high: 0xb45309,
  medium: 0x1d4ed8,
  low: 0x52606d,
  informational: 0x52606d,
};

/** Everything that Markdown, mentions or links could begin with. */
function escaped(text: string): string {
  return text.replace(/[\\*_~`|>#+\-[\]()<:@!/]/g, '\\$&');
}

const MARKDOWN: Markup = {
  text: escaped,
  value: (value) => `\`\`${value.replaceAll('`', 'ˋ')}\`\``,
  strong: (words) => `**${escaped(words)}**`,
  link: (url) => `<${url}>`,
};

/** Webhooks of Discord. Nobody is mentioned, whatever a text holds. */
export const DISCORD: ChatFormat = {
  endpoint: ({ url }) => url,
  headers: () => ({}),
  body: (text) => ({
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: escaped(shortened(text.subject, MAX_TITLE)),
        description: fittedText(text, MARKDOWN, MAX_DESCRIPTION),
        ...(text.severity === null ? {} : { color: COLORS[text.severity] }),
      },
    ],
  }),
};
