import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import type { Program } from './program.js';

const COMMAND = eventForm('sudo_command', {
  logType: 'sudo_command',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: '   alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update',
  writtenBy: 'sudo, lib/eventlog/eventlog.c: a command that was run',
});

const REMARK = ignoredForm('sudo_remark', {
  example: 'pam_unix(sudo:session): session opened for user root(uid=0) by alice(uid=1000)',
  writtenBy: 'sudo and PAM for it: what they say besides commands',
});

/** The fields stand behind the name of the caller, who chose it, and in front of a command of any text. */
const CALLER_END = ' : ';
const COMMAND_START = ' ; COMMAND=';
const TERMINAL_START = 'TTY=';
const LONGEST_NAME = 256;

const remark = new ParsedMessage(REMARK);

/** `<caller> : TTY=… ; PWD=… ; USER=… ; COMMAND=…`; a refusal has its reason in front of `TTY=`. */
function readCommand(text: string): ParsedMessage {
  const nameAt = text.length - text.trimStart().length;
  const nameEnd = text.indexOf(CALLER_END, nameAt);
  const isCommand =
    nameEnd > nameAt &&
    nameEnd - nameAt <= LONGEST_NAME &&
    text.startsWith(TERMINAL_START, nameEnd + CALLER_END.length) &&
    text.includes(COMMAND_START, nameEnd);
  return isCommand ? new ParsedMessage(COMMAND).user(text.slice(nameAt, nameEnd), null) : remark;
}

/** Commands that were run as somebody else. */
export const SUDO: Program = {
  names: ['sudo'],
  logSource: { category: [], product: ['linux', 'unix'], service: ['sudo', 'auth'] },
  logTypes: {
    sudo_command: {
      category: 'command',
      meaning: 'A user ran a command as somebody else.',
      example: 'alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update',
    },
    sudo_message: {
      category: 'system',
      meaning: 'Anything else that sudo says; stored only where a rule selects it.',
      example: 'alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/sh',
    },
  },
  remarkType: 'sudo_message',
  forms: [COMMAND, REMARK],
  // A line may begin with any name.
  readers: [{ start: '', read: readCommand }],
  takesEverything: true,
};
