import type { Severity } from '../../../alerts/lifecycle/alert-terms.js';
import { PLAIN_TEXT } from '../../message-text.js';
import type { Markup, MessageText } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

/** 28 kB for a message (learn.microsoft.com, limits of incoming webhooks), a little less to be sure. */
const MAX_BYTES = 27_000;
const MAX_SUBJECT = 250;

/** Stands in front of a link in a line: no text of a message holds it, for what is invisible has been made visible. */
const LINK = '\u0001';

/** Runs of text know no Markdown (adaptivecards.io/explorer/TextRun.html): nothing has to be escaped. */
const RUNS: Markup = { ...PLAIN_TEXT, link: (url) => `${LINK}${url}` };

const COLORS: Readonly<Record<Severity, string>> = {
  critical: 'Attention',
  high: 'Attention',
  medium: 'Warning',
  low: 'Default',
  informational: 'Default',
};

/** Workflows of Microsoft Teams (“When a Teams webhook request is received”), which take Adaptive Cards. */
export const TEAMS: ChatFormat = {
  endpoint: ({ url }) => url,
  headers: () => ({}),
  body: (text) => {
    // Every line has a block of its own around it: how much text fits shows when it is there.
    for (let most = MAX_BYTES; ; most = Math.floor(most * 0.7)) {
      const message = messageOf(text, most);
      if (Buffer.byteLength(JSON.stringify(message)) <= MAX_BYTES) return message;
    }
  },
};

function messageOf(text: MessageText, most: number): object {
  const subject = shortened(text.subject, MAX_SUBJECT);
  const url = text.isDigest ? text.link : (text.alerts[0]?.link ?? text.link);
  const title = { type: 'TextRun', text: withoutFunctions(subject), weight: 'Bolder', size: 'Medium' };
  const color = text.severity === null ? 'Default' : COLORS[text.severity];
  const content = {
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: withoutFunctions(subject),
    body: [{ type: 'RichTextBlock', inlines: [{ ...title, color }] }, ...blocks(fittedText(text, RUNS, most))],
    actions: url === null ? [] : [{ type: 'Action.OpenUrl', title: 'Open in the dashboard', url }],
    msteams: { width: 'Full' },
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

/** A block for each line; room above those behind an empty one. */
function blocks(text: string): object[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const spacing = index === 0 || lines[index - 1] === '' ? 'Medium' : 'None';
    return [{ type: 'RichTextBlock', spacing, inlines: runs(line) }];
  });
}

function runs(line: string): object[] {
  const [words, url] = line.split(LINK);
  const run = { type: 'TextRun', text: withoutFunctions(words!) };
  if (url === undefined) return [run];
  const link = { type: 'TextRun', text: 'Open', selectAction: { type: 'Action.OpenUrl', url } };
  return words === '' ? [link] : [run, link];
}

/** Cards put dates and times in place of `{{DATE(…)}}`. */
function withoutFunctions(text: string): string {
  return text.replaceAll('{{', '{ {');
}
