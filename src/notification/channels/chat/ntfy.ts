import type { Severity } from '../../../alerts/lifecycle/alert-terms.js';
import { PLAIN_TEXT } from '../../message-text.js';
import type { MessageText } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

const MAX_TITLE = 250;
/** Longer messages become attachments (docs.ntfy.sh/publish, limitations); bytes. */
const MAX_MESSAGE = 4096;

/** 1 (min) to 5 (max). */
const PRIORITIES: Readonly<Record<Severity, number>> = { critical: 5, high: 4, medium: 3, low: 2, informational: 1 };
const DEFAULT_PRIORITY = 3;

/** Topics of ntfy. The JSON form takes any character in the title; it is posted to the server, not to the topic. */
export const NTFY: ChatFormat = {
  endpoint: ({ url }) => new URL('.', withoutSlash(url)).href,
  headers: ({ token }) => (token === '' ? {} : { authorization: `Bearer ${token}` }),
  body: (text, { url }) => ({
    topic: decodeURIComponent(new URL(withoutSlash(url)).pathname.split('/').at(-1)!),
    title: shortened(text.subject, MAX_TITLE),
    message: fittedText(text, PLAIN_TEXT, MAX_MESSAGE),
    priority: text.severity === null ? DEFAULT_PRIORITY : PRIORITIES[text.severity],
    ...clickable(text),
  }),
};

function clickable({ isDigest, alerts, link }: MessageText): { click?: string } {
  const click = isDigest ? link : (alerts[0]?.link ?? link);
  return click === null ? {} : { click };
}

function withoutSlash(href: string): string {
  const url = new URL(href);
  url.pathname = url.pathname.replace(/\/$/, '');
  return url.href;
}
