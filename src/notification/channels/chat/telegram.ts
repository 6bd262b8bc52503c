import type { Markup } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

/** UTF-16 units after entities have been read (core.telegram.org/bots/api#sendmessage); never more than bytes before. */
const MAX_TEXT = 4096;
const MAX_SUBJECT = 250;

/** The characters that begin tags and entities (core.telegram.org/bots/api#html-style). */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** What Telegram makes a link, a mention, a tag or a command of by itself, unless it is code. */
const LINKABLE = /[@#/\\]|[^.．。｡][.．。｡][^.．。｡]/u;

/** Words, each of which becomes what it is given to. */
function words(text: string, plain: (word: string) => string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (LINKABLE.test(word) ? `<code>${escaped(word)}</code>` : plain(escaped(word))))
    .join('');
}

const HTML: Markup = {
  text: (text) => words(text, (word) => word),
  value: (value) => `<code>${escaped(value)}</code>`,
  // Code and bold text do not go together.
  strong: (text) =>
    words(text, (word) => (word.trim() === '' ? word : `<b>${word}</b>`)).replaceAll(/<\/b>(\s+)<b>/g, '$1'),
  link: (url) => `<a href="${escaped(url)}">Open in the dashboard</a>`,
};

/** Bots of Telegram. The bot's token is part of the path that messages are posted to. */
export const TELEGRAM: ChatFormat = {
  endpoint: ({ url, token }) => {
    const endpoint = new URL(url);
    endpoint.pathname = `${endpoint.pathname.replace(/\/$/, '')}/bot${token}/sendMessage`;
    return endpoint.href;
  },
  headers: () => ({}),
  body: (text, { to }) => {
    const subject = HTML.strong(shortened(text.subject, MAX_SUBJECT));
    const rest = fittedText(text, HTML, MAX_TEXT - Buffer.byteLength(subject) - 2);
    return {
      chat_id: to,
      text: rest === '' ? subject : `${subject}\n\n${rest}`,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      disable_notification: text.severity === 'low' || text.severity === 'informational',
    };
  },
  // {"ok":false,"error_code":429,"description":"…","parameters":{"retry_after":35}}
  answers: { retryAfter: (body) => /"retry_after":\s{0,9}(\d{1,10})/.exec(body)?.[1] },
};
