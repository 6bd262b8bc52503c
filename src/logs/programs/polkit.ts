import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage, passOver } from '../parsing/parsed-message.js';
import type { EventAction } from '../parsing/parsed-line.js';
import type { MessageDetails } from '../parsing/parsed-message.js';
import { PAM_SERVICE_READERS } from './pam-service.js';
import type { Program } from './program.js';

const COMMAND = eventForm('pkexec_command', {
  logType: 'pkexec_command',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/usr/bin/id]',
  writtenBy: 'polkit, pkexec.c log_message()',
});

const REFUSED = eventForm('pkexec_refused', {
  logType: 'pkexec_refused',
  whenNothingNew: 'store',
  isOfConnection: false,
  example:
    'alice: Error executing command as another user: Not authorized [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/bin/sh]',
  writtenBy: 'polkit, pkexec.c log_message()',
});

const SUSPICIOUS = eventForm('pkexec_suspicious_environment', {
  logType: 'pkexec_suspicious_environment',
  whenNothingNew: 'store',
  isOfConnection: false,
  example:
    'alice: The value for the SHELL variable was not found the /etc/shells file [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=GCONV_PATH=./x PATH=GCONV_PATH=.]',
  writtenBy: 'polkit, pkexec.c validate_environment_variable(): what an exploit of CVE-2021-4034 leaves',
});

const AUTHORIZED = eventForm('polkit_authorized', {
  logType: 'polkit_authorized',
  whenNothingNew: 'store',
  isOfConnection: false,
  example:
    'Operator of unix-session:2 successfully authenticated as unix-user:root to gain TEMPORARY authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl restart ssh] (owned by unix-user:alice)',
  writtenBy: 'polkit, polkitbackendinteractiveauthority.c',
});

const NOT_AUTHORIZED = eventForm('polkit_refused', {
  logType: 'polkit_refused',
  whenNothingNew: 'store',
  isOfConnection: false,
  example:
    'Operator of unix-session:2 FAILED to authenticate to gain authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl restart ssh] (owned by unix-user:alice)',
  writtenBy: 'polkit, polkitbackendinteractiveauthority.c',
});

const REMARK = ignoredForm('polkit_remark', {
  example: 'Registered Authentication Agent for unix-process:4242:123456 (system bus name :1.42)',
  writtenBy: 'polkit: agents that come and go, rules that are loaded',
});

const COMMAND_KEY = ' [COMMAND=';
const USER_KEY = ' [USER=';
const TTY_KEY = '] [TTY=';
const CWD_KEY = '] [CWD=';

/** `<user>: <what> [USER=…] [TTY=…] [CWD=…] [COMMAND=…]`; directory and command are the caller's choice. */
function readPkexec(text: string): ParsedMessage | null {
  const colon = text.indexOf(': ');
  const userAt = text.indexOf(USER_KEY, colon);
  if (colon < 1 || userAt < 0 || !text.endsWith(']')) return null;
  const what = text.slice(colon + 2, userAt);
  const form = what === 'Executing command' ? COMMAND : what.startsWith('The value for ') ? SUSPICIOUS : REFUSED;
  const reason = form === COMMAND ? {} : { reason: what };
  const [action, details] = fieldsAt(text, userAt);
  const all = { ...reason, ...details };
  return new ParsedMessage(form)
    .user(text.slice(0, colon), null)
    .does(action, Object.keys(all).length === 0 ? null : all);
}

function fieldsAt(text: string, userAt: number): [EventAction, MessageDetails | null] {
  const ttyAt = text.indexOf(TTY_KEY, userAt);
  const directoryAt = text.indexOf(CWD_KEY, ttyAt);
  const commandAt = text.indexOf(COMMAND_KEY, directoryAt);
  if (ttyAt < 0 || directoryAt < 0 || commandAt < 0) return [{}, null];
  const targetUser = text.slice(userAt + USER_KEY.length, ttyAt);
  const tty = text.slice(ttyAt + TTY_KEY.length, directoryAt).replace(/^\/dev\//, '');
  const command = text.slice(commandAt + COMMAND_KEY.length, -1);
  const known = { targetUser, ...(tty === '' || tty === 'unknown' ? {} : { tty }), command };
  if (text.indexOf(COMMAND_KEY, commandAt + 1) > commandAt) return [known, { ambiguous: true }];
  return [{ ...known, workingDirectory: text.slice(directoryAt + CWD_KEY.length, commandAt - 1) }, null];
}

const OWNER = ' (owned by unix-user:';
const ACTION = ' for action ';
const AS_USER = ' authenticated as unix-user:';

/**
 * `Operator of <subject> …authenticated as <id> to gain … for action <a> for <subject> [<command>] (owned by unix-user:<u>)`. The
 * command line is the user's choice; what stands in front of it, and the owner behind it, is polkit's.
 */
function readOperator(text: string): ParsedMessage | null {
  const failed = text.indexOf(' FAILED to authenticate ');
  const succeeded = text.indexOf(' successfully authenticated as ');
  const at = Math.max(failed, succeeded);
  const actionAt = text.indexOf(ACTION, at);
  if (at < 0 || at > 200 || actionAt < 0) return null;
  const action = /^[A-Za-z0-9._-]{1,200}/.exec(
    text.slice(actionAt + ACTION.length, actionAt + ACTION.length + 200),
  )?.[0];
  const ownerAt = text.lastIndexOf(OWNER);
  const owner = ownerAt < 0 || !text.endsWith(')') ? null : text.slice(ownerAt + OWNER.length, -1);
  const details = action === undefined ? {} : { action };
  if (failed >= 0) return new ParsedMessage(NOT_AUTHORIZED).user(owner, null).does({}, details);
  const asAt = text.indexOf(AS_USER);
  const end = text.indexOf(' to gain ', asAt);
  const target = asAt < 0 || end < 0 ? {} : { targetUser: text.slice(asAt + AS_USER.length, end) };
  return new ParsedMessage(AUTHORIZED).user(owner, null).does(target, details);
}

/** Rights that polkit gives, and commands that pkexec runs with them. */
export const POLKIT: Program = {
  names: ['polkitd', 'pkexec', 'polkit-agent-helper-1'],
  logSource: { category: [], product: ['linux', 'unix'], service: ['auth', 'polkit', 'pkexec'] },
  logTypes: {
    pkexec_command: {
      category: 'command',
      meaning: 'A user ran a command as somebody else with pkexec.',
      example: 'alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/usr/bin/id]',
    },
    pkexec_refused: {
      category: 'privilege',
      meaning: 'A user wanted to run a command as somebody else with pkexec, and could not.',
      example:
        'alice: Error executing command as another user: Not authorized [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/bin/sh]',
    },
    pkexec_suspicious_environment: {
      category: 'privilege',
      meaning: 'pkexec was called with an environment that exploits of it have.',
      example:
        'alice: The value for the SHELL variable was not found the /etc/shells file [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=/bin/sh]',
    },
    polkit_authorized: {
      category: 'privilege',
      meaning: 'A user was given the right to do what polkit guards.',
      example:
        'Operator of unix-session:2 successfully authenticated as unix-user:root to gain TEMPORARY authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl] (owned by unix-user:alice)',
    },
    polkit_refused: {
      category: 'privilege',
      meaning: 'A user was not given the right to do what polkit guards.',
      example:
        'Operator of unix-session:2 FAILED to authenticate to gain authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl] (owned by unix-user:alice)',
    },
    polkit_message: {
      category: 'system',
      meaning: 'Anything else that polkit says; stored only where a rule selects it.',
      example: 'Registered Authentication Agent for unix-process:4242:123456 (system bus name :1.42)',
    },
  },
  remarkType: 'polkit_message',
  forms: [COMMAND, REFUSED, SUSPICIOUS, AUTHORIZED, NOT_AUTHORIZED, REMARK],
  readers: [
    ...PAM_SERVICE_READERS,
    { start: 'Operator of ', read: readOperator },
    ...[
      'Registered ',
      'Unregistered ',
      'Loading rules',
      'Finished loading',
      'Reloading rules',
      'Collecting garbage',
      'Started polkitd',
      'Acquired the name',
      'Lost the name',
      'Entering main',
      'Error ',
      'started daemon',
    ].map((start) => passOver(start, REMARK)),
    { start: '', read: readPkexec },
  ],
  isBesideLogins: true,
};
