import type { Markup, MessageText } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

/** Limits of a header block and of a text object (docs.slack.dev/reference/block-kit). */
const MAX_HEADER = 150;
const MAX_TEXT = 3000;

/** The three characters that begin mentions, links and entities (docs.slack.dev/messaging/formatting-message-text). */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const MRKDWN: Markup = {
  text: escaped,
  value: (value) => `\`${escaped(value).replaceAll('`', 'ˋ')}\``,
  strong: (words) => `*${escaped(words)}*`,
  link: (url) => `<${escaped(url).replaceAll('|', '%7C')}>`,
};

/** Incoming webhooks of Slack. */
export const SLACK: ChatFormat = {
  endpoint: ({ url }) => url,
  headers: () => ({}),
  body: (text) => ({
    // What notifications show, and programs that know no blocks.
    text: escaped(text.subject),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: shortened(text.subject, MAX_HEADER), emoji: false } },
      ...section(text),
    ],
  }),
};

/** `verbatim`: nothing in it becomes a link or a mention by itself. */
function section(text: MessageText): object[] {
  const mrkdwn = fittedText(text, MRKDWN, MAX_TEXT);
  return mrkdwn === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: mrkdwn, verbatim: true } }];
}
