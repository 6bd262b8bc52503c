import { eventForm, ignoredForm } from '../parsing/message-form.js';
import type { MessageForm } from '../parsing/message-form.js';
import { ParsedMessage, passOver } from '../parsing/parsed-message.js';
import type { MessageReader } from '../parsing/parsed-message.js';
import { PAM_SERVICE_READERS, pamServiceTag } from './pam-service.js';
import type { Program } from './program.js';

const FAILED = eventForm('login_failed', {
  logType: 'login_failed',
  evidence: 'failure',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure',
  writtenBy: "util-linux login.c; shadow login.c `FAILED LOGIN (1) on '/dev/tty1' FOR 'root', …`",
});

const TOO_MANY = eventForm('login_too_many', {
  logType: 'login_too_many_failures',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'TOO MANY LOGIN TRIES (3) FROM tty1 FOR root, Authentication failure',
  writtenBy: 'util-linux login.c, shadow login.c: behind the last failure; also `FAILED LOGIN SESSION FROM`',
});

const ACCEPTED = eventForm('login_accepted', {
  logType: 'login_accepted',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'LOGIN ON tty1 BY alice FROM 192.0.2.10',
  writtenBy:
    "util-linux login.c; also `ROOT LOGIN ON tty1`, `DIALUP AT tty1 BY alice`; shadow `ROOT LOGIN  on '/dev/tty1'`",
});

const REMARK = ignoredForm('login_remark', {
  example: 'FATAL: bad tty',
  writtenBy: 'util-linux and shadow: what goes wrong besides',
});

/** A terminal has no dot and no colon; an address or the name of a host has, or the client's is no terminal's name. */
const TERMINAL = /^(?:\/dev\/)?(?:tty|pts|console|ttyS|ttyUSB|hvc|lxc|vc)[A-Za-z0-9/]{0,20}$/;

function placeOf(reading: ParsedMessage, place: string): ParsedMessage {
  if (TERMINAL.test(place)) return reading.does({ tty: place.replace(/^\/dev\//, '') });
  if (place !== '' && !place.includes(' ')) reading.address = place;
  return reading;
}

/** `<n> FROM <tty or host> FOR <user>, <reason>`: the name is any text, and the last comma is login's. */
function readFrom(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const from = text.indexOf('FROM ', at);
  const forAt = text.indexOf(' FOR ', from);
  const comma = text.lastIndexOf(', ');
  if (from < 0 || from > at + 12 || forAt < 0 || comma < forAt + 5) return null;
  const name = text.slice(forAt + 5, comma);
  return placeOf(new ParsedMessage(form).user(name === '(unknown)' ? null : name, null), text.slice(from + 5, forAt));
}

/** `(<n>)[ on '<tty>'][ from '<host>'] FOR '<user>', <reason>`. */
function readShadow(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const fields = /^\(\d{1,9}\)(?: on '([^']{1,64})')?(?: from '([^']{1,255})')? FOR '/.exec(text.slice(at, at + 400));
  const end = text.lastIndexOf("'");
  if (fields === null || end < at + fields[0].length) return null;
  const [head, tty, host] = fields;
  const reading = new ParsedMessage(form).user(text.slice(at + head.length, end), null);
  return placeOf(reading, host ?? tty ?? '');
}

/** `<tty> BY <user>[ FROM <host>]`: users of a login that succeeded have an account. */
function readLogin(text: string, at: number): ParsedMessage | null {
  const by = text.indexOf(' BY ', at);
  if (by < 0) return null;
  const from = text.lastIndexOf(' FROM ');
  const reading = new ParsedMessage(ACCEPTED).user(text.slice(by + 4, from < by ? text.length : from), true);
  const tty = { tty: text.slice(at, by).replace(/^\/dev\//, '') };
  if (from > by) reading.address = text.slice(from + 6);
  return reading.does(tty);
}

/** `ROOT LOGIN ON <tty>[ FROM <host>]`, `ROOT LOGIN  on '<tty>'[ from '<host>']`. */
function readRootLogin(text: string, at: number): ParsedMessage | null {
  const fields = /^ ?on '?([^ ']{1,64})'?(?: from '?([^ ']{1,255})'?)?/i.exec(text.slice(at, at + 400));
  if (fields === null) return null;
  const reading = new ParsedMessage(ACCEPTED).user('root', true);
  if (fields[2] !== undefined) reading.address = fields[2];
  return reading.does({ tty: fields[1]!.replace(/^\/dev\//, '') });
}

const readers: readonly MessageReader[] = [
  ...PAM_SERVICE_READERS,
  { start: 'FAILED LOGIN SESSION ', read: (text) => readFrom(text, 21, TOO_MANY) },
  { start: 'FAILED LOGIN ', read: (text) => readFrom(text, 13, FAILED) ?? readShadow(text, 13, FAILED) },
  { start: 'TOO MANY LOGIN TRIES ', read: (text) => readFrom(text, 21, TOO_MANY) ?? readShadow(text, 21, TOO_MANY) },
  { start: 'LOGIN ON ', read: (text) => readLogin(text, 9) },
  { start: 'DIALUP AT ', read: (text) => readLogin(text, 10) },
  { start: 'ROOT LOGIN ', read: (text) => readRootLogin(text, 11) },
  passOver('FATAL: ', REMARK),
  ...[
    'chown (',
    'chmod (',
    'TIOC',
    "Couldn't initialize PAM",
    'NULL user name',
    'failed to ',
    'Invalid user name ',
    'groups init',
  ].map((start) => passOver(start, REMARK)),
];

/** Logins at the console, a serial line or by telnet. */
export const LOGIN: Program = {
  names: ['login'],
  tags: [pamServiceTag('login')],
  logSource: { category: ['authentication'], product: ['linux', 'unix'], service: ['login', 'auth'] },
  logTypes: {
    login_failed: {
      category: 'login_failed',
      meaning: 'A login at a terminal was refused.',
      example: 'FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure',
    },
    login_too_many_failures: {
      category: 'session',
      meaning: 'A terminal was closed after too many refused logins, which have lines of their own.',
      example: 'TOO MANY LOGIN TRIES (3) FROM tty1 FOR root, Authentication failure',
    },
    login_accepted: {
      category: 'login_succeeded',
      meaning: 'Somebody logged in at a terminal.',
      example: 'LOGIN ON tty1 BY alice FROM 192.0.2.10',
    },
    login_message: {
      category: 'system',
      meaning: 'Anything else that login says; stored only where a rule selects it.',
      example: 'FATAL: bad tty',
    },
  },
  remarkType: 'login_message',
  forms: [FAILED, TOO_MANY, ACCEPTED, REMARK],
  readers,
  isBesideLogins: true,
};
