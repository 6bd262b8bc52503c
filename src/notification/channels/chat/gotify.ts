import type { Severity } from '../../../alerts/lifecycle/alert-terms.js';
import { PLAIN_TEXT } from '../../message-text.js';
import type { MessageText } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

const MAX_TITLE = 250;
/** Gotify sets no limit; a phone does. Bytes. */
const MAX_MESSAGE = 8192;

/** 0 to 10; from 4 on a phone makes a sound, from 8 on it vibrates, too (gotify/android, message priorities). */
const PRIORITIES: Readonly<Record<Severity, number>> = { critical: 10, high: 8, medium: 5, low: 2, informational: 0 };
const DEFAULT_PRIORITY = 5;

/** Applications of Gotify. */
export const GOTIFY: ChatFormat = {
  endpoint: ({ url }) => {
    const endpoint = new URL(url);
    endpoint.pathname = `${endpoint.pathname.replace(/\/(?:message\/?)?$/, '')}/message`;
    return endpoint.href;
  },
  headers: ({ token }) => ({ 'x-gotify-key': token }),
  body: (text) => ({
    title: shortened(text.subject, MAX_TITLE),
    message: fittedText(text, PLAIN_TEXT, MAX_MESSAGE) || text.subject,
    priority: text.severity === null ? DEFAULT_PRIORITY : PRIORITIES[text.severity],
    extras: { 'client::display': { contentType: 'text/plain' }, ...clickable(text) },
  }),
};

function clickable({ isDigest, alerts, link }: MessageText): object {
  const url = isDigest ? link : (alerts[0]?.link ?? link);
  return url === null ? {} : { 'client::notification': { click: { url } } };
}
