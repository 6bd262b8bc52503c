import { eventForm, ignoredForm } from '../parsing/message-form.js';
import type { MessageForm } from '../parsing/message-form.js';
import { ParsedMessage, passOver } from '../parsing/parsed-message.js';
import type { MessageDetails, MessageReader } from '../parsing/parsed-message.js';
import type { Program } from './program.js';

const SESSION = sftpForm('sftp_opened', 'sftp_session_opened', true, {
  example: 'session opened for local user alice from [198.51.100.7]',
  writtenBy: 'sftp-server.c, since 5.4, at `-l INFO`',
});

const SESSION_CLOSED = sftpForm('sftp_closed', 'sftp_session_closed', false, {
  example: 'session closed for local user alice from [198.51.100.7]',
  writtenBy: 'sftp-server.c, since 5.4, at `-l INFO`',
});

const FILE_WRITTEN = sftpForm('sftp_file_written', 'sftp_file_written', true, {
  example: 'open "/root/.ssh/authorized_keys" flags WRITE,CREATE,TRUNCATE mode 0600',
  writtenBy: 'sftp-server.c process_open(): opened for writing',
});

const FILE_READ = sftpForm('sftp_file_read', 'sftp_file_read', true, {
  example: 'close "/etc/shadow" bytes read 1204 written 0',
  writtenBy: 'sftp-server.c handle_log_close(): bytes of it were fetched',
});

const FILE_OPENED = sftpForm('sftp_file_opened', 'sftp_file_opened', false, {
  example: 'open "/etc/shadow" flags READ mode 0666',
  writtenBy:
    'sftp-server.c process_open(): opened for reading; also `close "…" bytes read 0 written 12`, `opendir`, `closedir`',
});

const FILE_CHANGED = sftpForm('sftp_file_changed', 'sftp_file_changed', true, {
  example: 'rename old "/tmp/k" new "/root/.ssh/authorized_keys"',
  writtenBy:
    'sftp-server.c; also `remove name`, `mkdir name`, `rmdir name`, `set`, `symlink old`, `hardlink old`, `posix-rename old`, `copy-data`',
});

const REMARK = ignoredForm('sftp_remark', {
  example: 'sent status No such file',
  writtenBy: 'sftp-server.c: answers and versions',
});

function sftpForm(
  id: string,
  logType: string,
  isStored: boolean,
  more: { example: string; writtenBy: string },
): MessageForm {
  return eventForm(id, { logType, isOfConnection: false, ...(isStored ? { whenNothingNew: 'store' } : {}), ...more });
}

/** `<user> from [<address>]`: the account exists. */
function readSession(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const start = text.lastIndexOf(' from [');
  if (start < at || !text.endsWith(']')) return null;
  const reading = new ParsedMessage(form).user(text.slice(at, start), true);
  reading.address = text.slice(start + 7, -1);
  return reading;
}

const FLAGS = /" flags ([A-Z,]{0,64}) mode 0?[0-7]{1,6}$/;
const LONGEST_TAIL = 100;

/** The path that begins at `at`, which is any text, and the groups of what the server writes behind its last quote. */
function pathBefore(text: string, at: number, behind: RegExp): { path: string; fields: string[] } | null {
  const tail = behind.exec(text.slice(-LONGEST_TAIL));
  const end = tail === null ? -1 : text.length - tail[0].length;
  return tail === null || end < at ? null : { path: text.slice(at, end), fields: tail.slice(1) };
}

/** `open "<path>" flags <F,…> mode <m>`. */
function readOpen(text: string): ParsedMessage | null {
  const found = pathBefore(text, 6, FLAGS);
  if (found === null) return null;
  const flags = found.fields[0]!;
  const form = /WRITE|APPEND|CREATE|TRUNC/.test(flags) ? FILE_WRITTEN : FILE_OPENED;
  return new ParsedMessage(form).does({}, { path: found.path, flags });
}

const BYTES = /" bytes read (\d{1,16}) written (\d{1,16})$/;

function readClose(text: string): ParsedMessage | null {
  const found = pathBefore(text, 7, BYTES);
  if (found === null) return null;
  const [bytesRead, bytesWritten] = found.fields.map(Number) as [number, number];
  return new ParsedMessage(bytesRead > 0 ? FILE_READ : FILE_OPENED).does(
    {},
    { path: found.path, bytesRead, bytesWritten },
  );
}

/** `<what> old "<path>" new "<path>"`: both are any text; where the words between them stand twice, neither is told. */
function readTwo(text: string, at: number, change: string): ParsedMessage | null {
  const between = text.indexOf('" new "', at);
  if (between < 0 || !text.endsWith('"')) return null;
  const isTwofold = text.includes('" new "', between + 1);
  const details: MessageDetails = isTwofold
    ? { change, path: text.slice(at, -1), ambiguous: true }
    : { change, path: text.slice(at, between), newPath: text.slice(between + 7, -1) };
  return new ParsedMessage(FILE_CHANGED).does({}, details);
}

/** `<what> name "<path>"`, with a mode behind it for a folder. */
function readOne(text: string, at: number, change: string): ParsedMessage | null {
  const end = text.lastIndexOf('"');
  return end < at ? null : new ParsedMessage(FILE_CHANGED).does({}, { change, path: text.slice(at, end) });
}

const ATTRIBUTE = /" (mode|owner|size|modtime)s? [^"]{1,40}$/;

/** `set "<path>" <attribute> <value>`, `fset …`. */
function readSet(text: string, at: number): ParsedMessage | null {
  const found = pathBefore(text, at, ATTRIBUTE);
  if (found === null) return null;
  const change = found.fields[0]!;
  const form = change === 'mode' || change === 'owner' ? FILE_CHANGED : FILE_OPENED;
  return new ParsedMessage(form).does({}, { change, path: found.path });
}

const one = (start: string, change: string): MessageReader => ({
  start,
  read: (text) => readOne(text, start.length, change),
});
const two = (start: string, change: string): MessageReader => ({
  start,
  read: (text) => readTwo(text, start.length, change),
});

const readers: readonly MessageReader[] = [
  { start: 'open "', read: readOpen },
  { start: 'close "', read: readClose },
  { start: 'session opened for local user ', read: (text) => readSession(text, 30, SESSION) },
  { start: 'session closed for local user ', read: (text) => readSession(text, 30, SESSION_CLOSED) },
  one('remove name "', 'remove'),
  one('mkdir name "', 'mkdir'),
  one('rmdir name "', 'rmdir'),
  two('rename old "', 'rename'),
  two('posix-rename old "', 'rename'),
  two('symlink old "', 'symlink'),
  two('hardlink old "', 'hardlink'),
  { start: 'set "', read: (text) => readSet(text, 5) },
  { start: 'fset "', read: (text) => readSet(text, 6) },
  { start: 'lsetstat "', read: (text) => readSet(text, 10) },
  ...['opendir "', 'closedir "'].map((start) => ({
    start,
    read: (text: string) => new ParsedMessage(FILE_OPENED).does({}, { path: text.slice(start.length, -1) }),
  })),
  ...[
    'sent ',
    'received client version ',
    'forced close ',
    'realpath ',
    'lstat ',
    'stat ',
    'statvfs ',
    'readlink ',
    'sshd ',
    'request ',
    'copy-data ',
    'fsync ',
    'limits',
    'expand-path ',
    'home-directory ',
    'users-groups',
    'debug',
    'error: ',
    'Client version ',
    'unknown ',
    'unrecognized ',
    'extended ',
    'Refusing ',
    'refusing ',
  ].map((start) => passOver(start, REMARK)),
];

/** Files that users send and fetch. */
export const SFTP: Program = {
  names: ['internal-sftp', 'sftp-server'],
  logSource: { category: [], product: ['linux', 'unix', 'openssh'], service: ['sftp', 'auth'] },
  logTypes: {
    sftp_session_opened: { category: 'session', meaning: 'A session of sftp was opened.', example: SESSION.example },
    sftp_session_closed: {
      category: 'session',
      meaning: 'A session of sftp was closed; stored only where a rule selects it.',
      example: SESSION_CLOSED.example,
    },
    sftp_file_written: {
      category: 'command',
      meaning: 'A user opened a file for writing.',
      example: FILE_WRITTEN.example,
    },
    sftp_file_read: { category: 'command', meaning: 'A user fetched a file.', example: FILE_READ.example },
    sftp_file_changed: {
      category: 'command',
      meaning: 'A user removed, renamed or linked a file, made a folder, or changed who may read it.',
      example: FILE_CHANGED.example,
    },
    sftp_file_opened: {
      category: 'command',
      meaning: 'A file was opened for reading, or closed; stored only where a rule selects it.',
      example: FILE_OPENED.example,
    },
    sftp_message: {
      category: 'system',
      meaning: 'Anything else that the server of sftp says; stored only where a rule selects it.',
      example: 'sent status No such file',
    },
  },
  remarkType: 'sftp_message',
  forms: [SESSION, SESSION_CLOSED, FILE_WRITTEN, FILE_READ, FILE_OPENED, FILE_CHANGED, REMARK],
  readers,
  isBesideLogins: true,
};
