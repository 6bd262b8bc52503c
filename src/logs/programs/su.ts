import { eventForm, ignoredForm } from '../parsing/message-form.js';
import type { MessageForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import type { MessageReader } from '../parsing/parsed-message.js';
import { PAM_SERVICE_READERS, pamServiceTag } from './pam-service.js';
import type { Program } from './program.js';

const SWITCHED = eventForm('su_switched', {
  logType: 'su_switched',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: '(to root) alice on pts/0',
  writtenBy:
    'util-linux su-common.c log_syslog(); shadow su.c `+ /dev/pts/0 alice:root`; FreeBSD su.c `alice to root on /dev/pts/0`',
});

const FAILED = eventForm('su_failed', {
  logType: 'su_failed',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'FAILED SU (to root) alice on pts/0',
  writtenBy:
    'util-linux su-common.c log_syslog(); shadow su.c `- /dev/pts/0 alice:root`; FreeBSD su.c `BAD SU alice to root on /dev/pts/0`',
});

const SAID_BEFORE = eventForm('su_said_before', {
  logType: 'su_message',
  isOfConnection: false,
  example: 'Successful su for root by alice',
  writtenBy: 'shadow su.c: in front of the line that begins with `+`; also `FAILED su for root by alice` (su_failed)',
});

const FAILURE_SAID_BEFORE = eventForm('su_failure_said_before', {
  logType: 'su_message',
  isOfConnection: false,
  example: 'FAILED su for root by alice',
  writtenBy: 'shadow su.c: in front of the line that begins with `-`',
});

const REMARK = ignoredForm('su_remark', {
  example: 'pam_authenticate: Authentication failure',
  writtenBy: 'util-linux and shadow: what goes wrong besides',
});

/** What a name may be taken for where it is none: `none` stands for a terminal, and nothing for an account that is gone. */
function ttyOf(text: string): { tty?: string } {
  return text === 'none' || text === '???' || text === '' ? {} : { tty: text.replace(/^\/dev\//, '') };
}

/**
 * `(to <target>) <user> on <tty>`. Of a failure the target is any text, so that the user is read from the end: he is logged
 * in, and has an account.
 */
function readUtilLinux(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const on = text.lastIndexOf(' on ');
  const close = text.lastIndexOf(') ', on);
  if (close < at || on < close + 2) return null;
  const targetUser = text.slice(at, close);
  const user = text.slice(close + 2, on);
  return new ParsedMessage(form)
    .user(user === '' ? null : user, null)
    .does({ targetUser, ...ttyOf(text.slice(on + 4)) });
}

/** `<sign> <tty> <user>:<target>`; of a failure the target is any text, and neither a terminal nor an account has a colon. */
function readShadow(text: string, form: MessageForm): ParsedMessage | null {
  const fields = /^[+-] ([^ ]{1,64}) ([^ :]{0,256}):/.exec(text.slice(0, 400));
  if (fields === null) return null;
  const [head, tty, user] = fields;
  return new ParsedMessage(form)
    .user(user === '' ? null : user!, null)
    .does({ targetUser: text.slice(head.length), ...ttyOf(tty!) });
}

/** `<user> to <target> on <tty>`. */
function readBsd(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const on = text.lastIndexOf(' on /dev/');
  const to = text.indexOf(' to ', at);
  if (to <= at || on < to + 4) return null;
  return new ParsedMessage(form)
    .user(text.slice(at, to), null)
    .does({ targetUser: text.slice(to + 4, on), ...ttyOf(text.slice(on + 4)) });
}

function readFor(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const by = text.lastIndexOf(' by ');
  return by < at
    ? null
    : new ParsedMessage(form).user(text.slice(by + 4), null).does({ targetUser: text.slice(at, by) });
}

const readers: readonly MessageReader[] = [
  ...PAM_SERVICE_READERS,
  { start: '(to ', read: (text) => readUtilLinux(text, 4, SWITCHED) },
  { start: 'FAILED SU (to ', read: (text) => readUtilLinux(text, 14, FAILED) },
  { start: 'FAILED RUNUSER (to ', read: (text) => readUtilLinux(text, 19, FAILED) },
  { start: 'Successful su for ', read: (text) => readFor(text, 18, SAID_BEFORE) },
  { start: 'FAILED su for ', read: (text) => readFor(text, 14, FAILURE_SAID_BEFORE) },
  { start: '+ ', read: (text) => readShadow(text, SWITCHED) },
  { start: '- ', read: (text) => readShadow(text, FAILED) },
  { start: 'BAD SU ', read: (text) => readBsd(text, 7, FAILED) },
  ...['pam_authenticate: ', 'pam_start: ', 'pam_open_session: ', 'No passwd entry for user '].map((start) => ({
    start,
    read: () => new ParsedMessage(REMARK),
  })),
  { start: '', read: (text) => readBsd(text, 0, SWITCHED) },
];

/** Users who became somebody else with su or runuser. */
export const SU: Program = {
  names: ['su', 'runuser'],
  tags: [pamServiceTag('su')],
  logSource: { category: [], product: ['linux', 'unix'], service: ['su', 'auth'] },
  logTypes: {
    su_switched: {
      category: 'privilege',
      meaning: 'A user became somebody else.',
      example: '(to root) alice on pts/0',
    },
    su_failed: {
      category: 'privilege',
      meaning: 'A user wanted to become somebody else, and could not.',
      example: 'FAILED SU (to root) alice on pts/0',
    },
    su_message: {
      category: 'system',
      meaning: 'Anything else that su says; stored only where a rule selects it.',
      example: 'pam_authenticate: Authentication failure',
    },
  },
  remarkType: 'su_message',
  forms: [SWITCHED, FAILED, SAID_BEFORE, FAILURE_SAID_BEFORE, REMARK],
  readers,
  isBesideLogins: true,
};
