import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage, passOver } from '../parsing/parsed-message.js';
import type { Program } from './program.js';

const OPENED = eventForm('logind_session_opened', {
  logType: 'logind_session_opened',
  isOfConnection: false,
  example: 'New session 12 of user alice.',
  writtenBy:
    "systemd logind-session.c; since 256 also `New session '12' of user 'alice' with class 'user' and type 'tty'.`",
});

const CLOSED = eventForm('logind_session_closed', {
  logType: 'logind_session_closed',
  isOfConnection: false,
  example: 'Removed session 12.',
  writtenBy: 'systemd logind-session.c; also `Session 12 logged out. Waiting for processes to exit.`',
});

const SHUTDOWN = eventForm('logind_shutdown', {
  logType: 'logind_shutdown',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'System is rebooting.',
  writtenBy: 'systemd logind-dbus.c; also `System is powering down.`, `… halting.`',
});

const REMARK = ignoredForm('logind_remark', {
  example: 'New seat seat0.',
  writtenBy: 'systemd logind: seats, buttons, and what goes wrong',
});

/** `New session <id> of user <u>.`; since 256 both in quotes. */
function readOpened(text: string): ParsedMessage | null {
  const fields = /^New session '?[A-Za-z0-9]{1,16}'? of user '?([^' ]{1,256}?)'?(?:\.| with class )/.exec(
    text.slice(0, 400),
  );
  return fields === null ? null : new ParsedMessage(OPENED).user(fields[1]!, true);
}

/** Sessions as systemd counts them, and the end of them all. */
export const LOGIND: Program = {
  names: ['systemd-logind', 'elogind', 'elogind-daemon'],
  logSource: { category: [], product: ['linux', 'unix'], service: ['auth'] },
  logTypes: {
    logind_session_opened: {
      category: 'session',
      meaning: 'systemd counts a session; stored only where a rule selects it.',
      example: 'New session 12 of user alice.',
    },
    logind_session_closed: {
      category: 'session',
      meaning: 'A session that systemd counted has ended; stored only where a rule selects it.',
      example: 'Removed session 12.',
    },
    logind_shutdown: {
      category: 'system',
      meaning: 'The host goes down: every session on it ends.',
      example: 'System is rebooting.',
    },
    logind_message: {
      category: 'system',
      meaning: 'Anything else that logind says; stored only where a rule selects it.',
      example: 'New seat seat0.',
    },
  },
  remarkType: 'logind_message',
  forms: [OPENED, CLOSED, SHUTDOWN, REMARK],
  readers: [
    { start: 'New session ', read: readOpened },
    { start: 'Removed session ', read: () => new ParsedMessage(CLOSED) },
    { start: 'Session ', read: () => new ParsedMessage(CLOSED) },
    { start: 'System is rebooting', read: () => new ParsedMessage(SHUTDOWN) },
    { start: 'System is powering down', read: () => new ParsedMessage(SHUTDOWN) },
    { start: 'System is halting', read: () => new ParsedMessage(SHUTDOWN) },
    ...[
      'New seat ',
      'Removed seat ',
      'Watching system buttons',
      'Power key pressed',
      'Lid ',
      'The system will ',
      'Creating ',
      'Failed to ',
      'User ',
      'Suspend',
      'Hibernat',
      'Operation ',
      'Delay lock ',
    ].map((start) => passOver(start, REMARK)),
  ],
  isBesideLogins: true,
};
