import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { MessageText } from '../../message-text.js';

const TEMPLATES = new URL('../../templates/', import.meta.url);

/** Handlebars escapes every value for HTML, in text as in attributes between quotes. */
const handlebars = Handlebars.create();
handlebars.registerPartial('alert', read('alert.hbs'));
handlebars.registerPartial('digest-alert', read('digest-alert.hbs'));
const render = handlebars.compile<MessageText & { heading: string; preview: string }>(read('message.hbs'), {
  strict: true,
});

/** The message as an HTML mail: light or dark as the reader likes it, on a phone as on a screen, without any image. */
export function htmlMail(text: MessageText): string {
  const [first] = text.alerts;
  const heading = text.isDigest || first === undefined ? text.subject.replace(/^\[\w+\] /, '') : first.headline;
  return render({ ...text, heading, preview: first?.story ?? text.notes.join(' ') });
}

function read(name: string): string {
  return readFileSync(new URL(name, TEMPLATES), 'utf8');
}
