import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import type { MessageDetails, MessageReader } from '../parsing/parsed-message.js';
import type { EventAction } from '../parsing/parsed-line.js';
import { PAM_SERVICE_READERS, pamServiceTag } from './pam-service.js';
import type { Program } from './program.js';

const COMMAND = eventForm('sudo_command', {
  logType: 'sudo_command',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: '   alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update',
  writtenBy: 'sudo, lib/eventlog/eventlog.c new_logline(): a command that was run',
});

const REFUSED = eventForm('sudo_refused', {
  logType: 'sudo_refused',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: '   alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/sh',
  writtenBy: 'sudo, plugins/sudoers/logging.c: wrong passwords, and what the policy does not allow',
});

const CONTINUED = ignoredForm('sudo_continued', {
  example: '   alice : (command continued) --with-a-long-argument',
  writtenBy: 'sudo, lib/eventlog/eventlog.c: the rest of a command that one line has no room for',
});

const REMARK = ignoredForm('sudo_remark', {
  example: '   alice : unable to resolve host web-1: Name or service not known ; TTY=pts/0 ; PWD=/ ; USER=root ; ',
  writtenBy: 'sudo, plugins/sudoers/logging.c log_warning(): what goes wrong beside a command',
});

/** The fields stand behind the name of the caller, whose account it is. */
const CALLER_END = ' : ';
const CONTINUATION = '(command continued) ';
const LONGEST_NAME = 256;
/** The keys that may come first, in the order of eventlog.c. */
const FIRST_KEY = /^(?:HOST|TTY|CHROOT|CWD|PWD|USER)=/;
const KEY_BEHIND_REASON = / ; (?:HOST|TTY|CHROOT|CWD|PWD|USER)=/;
const LONGEST_REASON = 512;
const COMMAND_KEY = ' ; COMMAND=';
const USER_KEY = ' ; USER=';
const ENVIRONMENT_KEY = ' ; ENV=';
const NEXT_KEY = ' ; ';

/** What is refused. Anything else in front of the fields is said beside a command, or of no command. */
const REFUSALS =
  /^(?:\d{1,6} incorrect password attempts?|user NOT |command not allowed|a password is required|no password was provided|sorry, |authentication failure|account validation failure|account or password is expired|setid command rejected|policy |PAM account |command rejected)/;

/** `<caller> : [<reason> ; ]TTY=… ; PWD=… ; USER=… ; COMMAND=…` */
function readCommand(text: string): ParsedMessage | null {
  const nameAt = text.length - text.trimStart().length;
  const nameEnd = text.indexOf(CALLER_END, nameAt);
  if (nameEnd <= nameAt || nameEnd - nameAt > LONGEST_NAME) return null;
  const caller = text.slice(nameAt, nameEnd);
  const at = nameEnd + CALLER_END.length;
  if (text.startsWith(CONTINUATION, at)) return new ParsedMessage(CONTINUED);
  const reason = reasonAt(text, at);
  if (reason === null) return null;
  if (reason.text === '') {
    return text.includes('COMMAND=', at)
      ? new ParsedMessage(COMMAND).user(caller, null).does(...fieldsAt(text, at))
      : null;
  }
  if (!REFUSALS.test(reason.text)) return new ParsedMessage(REMARK);
  const [action, details] = fieldsAt(text, reason.end);
  const failures = /^(\d+) incorrect/.exec(reason.text)?.[1];
  const count = failures === undefined ? {} : { failures: Number(failures) };
  return new ParsedMessage(REFUSED).user(caller, null).does(action, { ...details, reason: reason.text, ...count });
}

/** What stands in front of the first field, and where that begins; null where there is no field. */
function reasonAt(text: string, at: number): { readonly text: string; readonly end: number } | null {
  const head = text.slice(at, at + LONGEST_REASON);
  if (FIRST_KEY.test(head)) return { text: '', end: at };
  const key = KEY_BEHIND_REASON.exec(head);
  return key === null ? null : { text: head.slice(0, key.index), end: at + key.index + NEXT_KEY.length };
}

/**
 * The fields that begin at `at`. The terminal is the kernel's, and stands in front of the directory. A directory, an environment
 * and a command are the caller's choice, and may hold ` ; USER=` and ` ; COMMAND=`. USER stands behind the directory, with at most
 * GROUP, TSID and an environment between it and COMMAND. Where that leaves open what is whose, only what all ways of reading
 * have in common is told, and as the command all that may be part of it.
 */
function fieldsAt(text: string, at: number): [EventAction, MessageDetails | null] {
  const action: Writable<EventAction> = {};
  const tty = FIRST_FIELDS.exec(text.slice(at, at + LONGEST_REASON))?.[1];
  if (tty !== undefined && tty !== 'unknown') action.tty = tty.startsWith('/dev/') ? tty.slice(5) : tty;
  const ways = waysToRead(text, at);
  const [first, ...others] = ways;
  if (first === undefined) {
    // A line that was cut, or of a sudo that writes no USER.
    const commandAt = text.indexOf(COMMAND_KEY, at);
    if (commandAt >= 0) action.command = text.slice(commandAt + COMMAND_KEY.length);
    return [action, null];
  }
  if (first.command !== null) action.command = first.command;
  if (others.length > 0) {
    const isAgreed = others.every(({ targetUser }) => targetUser === first.targetUser);
    if (isAgreed) action.targetUser = first.targetUser;
    return [action, { ambiguous: true }];
  }
  action.targetUser = first.targetUser;
  if (first.directory !== null) action.workingDirectory = first.directory;
  return [action, null];
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const FIRST_FIELDS = /^(?:HOST=[^ ]{1,255} ; )?TTY=([^ ]{1,64}) ; /;

/** A way to read the fields. */
interface SudoFields {
  readonly targetUser: string;
  readonly directory: string | null;
  readonly command: string | null;
}

/** More ways than these say no more. */
const MAX_WAYS = 8;
const BETWEEN = /^(?: ; GROUP=[^ ]{1,256})?(?: ; TSID=[^ ]{1,64})?(?: ; ENV=.*)?$/s;
const BESIDE_USER = new Set([' ; GROUP=', ' ; TSID=', ' ; ENV=']);

/** The first is the one with the longest command; few lines have another. */
function waysToRead(text: string, at: number): SudoFields[] {
  const ways: SudoFields[] = [];
  const first = text.indexOf(COMMAND_KEY, at);
  for (let command = first; ways.length < MAX_WAYS; command = text.indexOf(COMMAND_KEY, command + 1)) {
    if (command < 0 && first >= 0) break;
    ways.push(...waysBefore(text, at, command));
    if (command < 0) break;
  }
  return ways.slice(0, MAX_WAYS);
}

/** Those with the command at one place; an environment may hold a USER of its own, so that each may be the one. */
function waysBefore(text: string, at: number, command: number): SudoFields[] {
  const from = at - NEXT_KEY.length;
  const head = text.slice(0, command < 0 ? text.length : command);
  const ways: SudoFields[] = [];
  for (let user = head.lastIndexOf(USER_KEY), looked = 0; user >= from && user >= 0 && looked < MAX_WAYS; looked++) {
    const way = fieldsWith(text, at, head, user, command);
    if (way !== null) ways.push(way);
    if (user === 0 || head.lastIndexOf(ENVIRONMENT_KEY, user) < from) break;
    user = head.lastIndexOf(USER_KEY, user - 1);
  }
  return ways;
}

function fieldsWith(text: string, at: number, head: string, user: number, command: number): SudoFields | null {
  const valueAt = user + USER_KEY.length;
  const end = head.indexOf(NEXT_KEY, valueAt);
  const between = end < 0 ? '' : head.slice(end);
  if (between !== '' && !(BESIDE_USER.has(/^ ; [A-Z]+=/.exec(between)?.[0] ?? '') && BETWEEN.test(between)))
    return null;
  const directoryAt = text.indexOf('PWD=', at);
  return {
    targetUser: head.slice(valueAt, end < 0 ? undefined : end),
    directory: directoryAt < 0 || directoryAt > user ? null : text.slice(directoryAt + 4, user),
    command: command < 0 ? null : text.slice(command + COMMAND_KEY.length),
  };
}

const readers: readonly MessageReader[] = [
  ...PAM_SERVICE_READERS,
  // A line may begin with any name.
  { start: '', read: readCommand },
];

/** Commands that were run, or should have been, as somebody else. */
export const SUDO: Program = {
  names: ['sudo'],
  tags: [pamServiceTag('sudo')],
  logSource: { category: [], product: ['linux', 'unix'], service: ['sudo', 'auth'] },
  logTypes: {
    sudo_command: {
      category: 'command',
      meaning: 'A user ran a command as somebody else.',
      example: 'alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update',
    },
    sudo_refused: {
      category: 'privilege',
      meaning: 'A user wanted to run a command as somebody else, and sudo refused: a wrong password, or no right to.',
      example: 'alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/sh',
    },
    sudo_message: {
      category: 'system',
      meaning: 'Anything else that sudo says; stored only where a rule selects it.',
      example: 'alice : (command continued) --with-a-long-argument',
    },
  },
  remarkType: 'sudo_message',
  forms: [COMMAND, REFUSED, CONTINUED, REMARK],
  readers,
  isBesideLogins: true,
};
