import { readFileSync } from 'node:fs';
import type { ISendMailOptions } from '@nestjs-modules/mailer';
import Handlebars from 'handlebars';
import { shippedPath } from '../../../common/project-folder.js';
import type { NotificationMessage } from '../../alert-text.js';
import { messageText, plainText } from '../../message-text.js';
import type { MessageText } from '../../message-text.js';

/** Handlebars escapes every value for HTML, in text as in attributes between quotes. */
const handlebars = Handlebars.create();
handlebars.registerPartial('alert', read('alert.hbs'));
handlebars.registerPartial('digest-alert', read('digest-alert.hbs'));
handlebars.registerPartial('weekly-summary', read('weekly-summary.hbs'));
const render = handlebars.compile<MessageText & { heading: string; preview: string }>(read('message.hbs'), {
  strict: true,
});

/** The message as an HTML mail: light or dark as the reader likes it, on a phone as on a screen, without any image. */
export function htmlMail(text: MessageText): string {
  const [first] = text.alerts;
  const alone = text.isDigest || first === undefined ? text.subject.replace(/^\[\w+\] /, '') : first.headline;
  const heading = text.summary?.heading ?? alone;
  return render({ ...text, heading, preview: text.summary?.verdict ?? first?.story ?? text.notes.join(' ') });
}

function read(name: string): string {
  return readFileSync(shippedPath('templates', 'mail', name), 'utf8');
}

/**
 * The mail of a message. The same message makes the same Message-ID however often it is sent. Mails about one incident answer
 * the first of them (RFC 5322, section 3.6.4), and all, the first too, refer to an id that is made of the incident's: so mail
 * programs show one thread, even where the first mail never came, or is no longer known here.
 */
export function mailMessage(message: NotificationMessage, sender: string, publicUrl: string): ISendMailOptions {
  const text = messageText(message, publicUrl);
  const domain = sender.slice(sender.lastIndexOf('@') + 1).replace(/[^A-Za-z0-9.-]/g, '');
  const earlier = message.earlier.map((id) => `<${id}@${domain}>`);
  const thread = message.incidentId === null ? [] : [`<incident.${message.incidentId}@${domain}>`];
  const references = [...thread, ...earlier];
  return {
    from: { name: '', address: sender },
    to: { name: '', address: message.receiver },
    subject: text.subject,
    // Rendered here: the mailer would fill in `{{…}}` in a subject, where an attacker may have written it.
    html: htmlMail(text),
    text: plainText(text),
    date: new Date(message.sentAt),
    messageId: `<${message.id}@${domain}>`,
    ...(references.length > 0 ? { references } : {}),
    ...(earlier[0] === undefined ? {} : { inReplyTo: earlier[0] }),
    headers: {
      // RFC 2919; RFC 3834 and its counterpart of Microsoft: nobody's absence notice is to answer.
      'List-Id': `<ssh-alerts.${domain}>`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  };
}
