import type { Severity } from '../../../alerts/lifecycle/alert-terms.js';
import { PLAIN_TEXT } from '../../message-text.js';
import type { Markup, MessageText } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

const MAX_TITLE = 250;
/** Apprise cuts to what each service takes; longer texts serve nobody. Bytes. */
const MAX_BODY = 8192;

/** Types of Apprise: what the colour or the picture of a message is. */
const TYPES: Readonly<Record<Severity, string>> = {
  critical: 'failure',
  high: 'failure',
  medium: 'warning',
  low: 'info',
  informational: 'info',
};

/**
 * Nobody knows which services Apprise passes it on to, and plain text is not escaped for all of them: what begins mentions
 * and tags in most is replaced by what looks like it.
 */
function neutral(text: string): string {
  return text.replaceAll('@', '＠').replaceAll('<', '‹').replaceAll('>', '›');
}

const NEUTRAL: Markup = {
  text: neutral,
  value: (value) => neutral(PLAIN_TEXT.value(value)),
  strong: neutral,
  link: (url) => url,
};

/** Keys of the Apprise API (caronc/apprise-api, `POST /notify/{KEY}`), which passes messages on to any service. */
export const APPRISE: ChatFormat = {
  endpoint: ({ url }) => url,
  headers: () => ({}),
  body: (text, { to }) => ({
    title: shortened(neutral(text.subject), MAX_TITLE),
    body: fittedText(text, NEUTRAL, MAX_BODY) || neutral(text.subject),
    type: typeOf(text),
    format: 'text',
    ...(to === '' ? {} : { tag: to }),
  }),
  answers: {
    meaning: (status) => {
      if (status === 204) return { kind: 'give-up', words: 'nothing is configured under this key, or for these tags' };
      // One of the services that it passed the message on to has failed.
      return status === 424 ? { kind: 'retry' } : undefined;
    },
  },
};

function typeOf({ reason, severity }: MessageText): string {
  if (reason === 'ended') return 'success';
  return severity === null ? 'info' : TYPES[severity];
}
