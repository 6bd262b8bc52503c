import { isIP } from 'node:net';
import { quotedText } from '../common/visible-text.js';
import { alertLines, digestLines, furtherLines, noteLines } from './message-lines.js';
import type { Markup } from './message-lines.js';
import type { MessageText } from './message-text.js';

/** Text that nobody interprets: values are only told from the words around them. */
export const PLAIN_TEXT: Markup = {
  text: (words) => words,
  value: (value) => (isIP(value) === 0 ? quotedText(value, value.length) : value),
  strong: (words) => words,
  link: (url) => url,
};

/** The whole message as plain text, such as the text part of a mail. */
export function plainText(text: MessageText): string {
  const blocks = [
    [text.isDigest ? text.subject : (text.alerts[0]?.headline ?? text.subject)],
    noteLines(text, PLAIN_TEXT),
    ...text.alerts.map((alert) => (text.isDigest ? digestLines : alertLines)(alert, PLAIN_TEXT)),
    furtherLines(text.further, text, PLAIN_TEXT),
  ];
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [`${lines.join('\n')}\n`])).join('\n');
}
