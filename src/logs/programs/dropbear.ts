import { NAME_BYTES } from '../parsing/altered-lines.js';
import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { readAudit } from './auditd.js';
import { pamReaders } from './pam.js';
import type { Program } from './program.js';
import { SSH_LOGIN } from './sshd/log-types.js';
import { SSHD } from './sshd/program.js';
import { ParsedMessage, passOver, portAt, wordEndingAt } from '../parsing/parsed-message.js';
import type { MessageReader, WrittenSource } from '../parsing/parsed-message.js';

const DROPBEAR_BAD_PASSWORD = eventForm('dropbear_bad_password', {
  logType: 'ssh_failed_login',
  evidence: 'failure',
  decides: 'refused',
  whenNothingNew: 'store',
  example: "Bad password attempt for 'root' from 192.0.2.10:40022",
  writtenBy: 'dropbear svr-authpasswd.c, svr-authpam.c (`Bad PAM password attempt`); lower case up to 0.50',
});

const DROPBEAR_INVALID_USER = eventForm('dropbear_invalid_user', {
  logType: 'ssh_invalid_user',
  evidence: 'failure',
  whenNothingNew: 'store',
  example: 'Login attempt for nonexistent user from 192.0.2.10:40022',
  writtenBy: 'dropbear svr-auth.c',
});

const DROPBEAR_NAME_REFUSED = eventForm('dropbear_name_refused', {
  logType: 'ssh_login_refused',
  evidence: 'failure',
  whenNothingNew: 'store',
  needsProgram: true,
  example: "User 'ftp' has invalid shell, rejected",
  writtenBy:
    'dropbear svr-auth.c, svr-authpasswd.c, without an address; also `has blank password, rejected`, `User account … is locked`, `root login rejected`, `Logins are restricted to the group …`',
});

const DROPBEAR_REFUSED = eventForm('dropbear_refused', {
  logType: 'ssh_failed_login',
  evidence: 'failure',
  decides: 'refused',
  whenNothingNew: 'store',
  example: "Pubkey auth bad signature for 'alice' with key SHA256:abc from 192.0.2.10:40022",
  writtenBy: 'dropbear svr-authpubkey.c; also `Too-long password attempt for` in svr-authpasswd.c',
});

const DROPBEAR_WRONG_USER = eventForm('dropbear_wrong_user', {
  logType: 'ssh_login_refused',
  evidence: 'failure',
  whenNothingNew: 'store',
  example: 'Login attempt with wrong user root from 192.0.2.10:40022',
  writtenBy: 'dropbear svr-auth.c, where it does not run as root',
});

const DROPBEAR_OTHER_NAME = eventForm('dropbear_other_name', {
  logType: 'ssh_login_refused',
  example: 'Client trying multiple usernames from 192.0.2.10:40022',
  writtenBy: 'dropbear svr-auth.c: the line of the name that follows counts',
});

const DROPBEAR_ACCEPTED = eventForm('dropbear_accepted', {
  logType: SSH_LOGIN,
  decides: 'login',
  whenNothingNew: 'store',
  example: "Password auth succeeded for 'alice' from 198.51.100.7:50100",
  writtenBy:
    'dropbear svr-authpasswd.c, svr-authpubkey.c, svr-authpam.c; also `Auth succeeded with blank password for` in svr-auth.c',
});

const DROPBEAR_PARTIAL = eventForm('dropbear_partial', {
  logType: 'ssh_login_continued',
  needsProgram: true,
  example: "Password auth succeeded for 'alice' from 198.51.100.7:50100, extra auth required",
  writtenBy: 'dropbear, since 2022.83: one factor of several',
});

const DROPBEAR_COMMAND = eventForm('dropbear_command', {
  logType: 'ssh_command',
  whenNothingNew: 'store',
  needsProgram: true,
  example: "User alice executing 'uname -a'",
  writtenBy: 'dropbear svr-chansession.c, where it was built to log commands; also `executing login shell`',
});

const DROPBEAR_USER_LEFT = eventForm('dropbear_user_left', {
  logType: 'ssh_authentication_abandoned',
  evidence: 'other',
  decides: 'end',
  example: "Exit before auth from <192.0.2.10:40022>: (user 'root', 0 fails): Disconnect received",
  writtenBy: 'dropbear svr-session.c; the address at the end up to 2018.76',
});

const DROPBEAR_FAILS = eventForm('dropbear_fails', {
  logType: 'ssh_authentication_abandoned',
  evidence: 'failures_in_all',
  decides: 'end',
  example: "Exit before auth from <192.0.2.10:40022>: (user 'root', 10 fails): Max auth tries reached - user 'root'",
  writtenBy: 'dropbear svr-session.c: how many names and passwords were refused; the address at the end up to 2018.76',
});

const DROPBEAR_LEFT = eventForm('dropbear_left', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  whenAlone: 'ssh_probe',
  example: 'Exit before auth from <192.0.2.10:40022>: Exited normally',
  writtenBy: 'dropbear svr-session.c; also `Early exit from <…>`',
});

const DROPBEAR_SESSION_ENDED = eventForm('dropbear_session_ended', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  needsProgram: true,
  example: 'Exit (alice) from <198.51.100.7:50100>: Disconnect received',
  writtenBy: 'dropbear svr-session.c; without the address up to 2018.76',
});

const DROPBEAR_CONNECTION = eventForm('dropbear_connection', {
  logType: 'ssh_connection_opened',
  opensConnection: true,
  example: 'Child connection from 192.0.2.10:40022',
  writtenBy: 'dropbear svr-main.c',
});

const DROPBEAR_REMARK = ignoredForm('dropbear_remark', {
  needsProgram: true,
  example: 'Not backgrounding',
  writtenBy: 'dropbear: what it says of itself',
});

const readers: readonly MessageReader[] = [
  ...[
    'Bad password attempt for ',
    'bad password attempt for ',
    'Bad PAM password attempt for ',
    'bad PAM password attempt for ',
  ].map((start) => ({ start, read: (text: string) => readBadPassword(text, start.length) })),
  { start: 'Login attempt for nonexistent user', read: readInvalidUser },
  { start: 'login attempt for nonexistent user', read: readInvalidUser },
  ...['Password auth succeeded for ', 'PAM password auth succeeded for ', 'Pubkey auth succeeded for '].map(
    (start) => ({
      start,
      read: (text: string) => readAccepted(text, start.length),
    }),
  ),
  { start: 'password auth succeeded for ', read: (text) => readAccepted(text, 28) },
  { start: 'pubkey auth succeeded for ', read: (text) => readAccepted(text, 26) },
  { start: 'Client trying multiple usernames from ', read: readOtherName },
  { start: 'Auth succeeded with blank password for ', read: (text) => readAccepted(text, 39) },
  { start: 'Pubkey auth bad signature for ', read: (text) => readRefusedKey(text, 30) },
  { start: 'Too-long password attempt for ', read: (text) => readBadPassword(text, 30, DROPBEAR_REFUSED) },
  { start: 'Login attempt with wrong user ', read: readWrongUser },
  { start: "User '", read: readNameRefused },
  { start: 'User ', read: readCommand },
  { start: "User account '", read: readLockedAccount },
  { start: 'root login rejected', read: () => new ParsedMessage(DROPBEAR_NAME_REFUSED).user('root', false) },
  { start: 'Logins are restricted to the group ', read: readNotInGroup },
  { start: 'Exit (', read: (text) => readSessionEnd(text, 6) },
  { start: 'exit after auth (', read: (text) => readSessionEnd(text, 17) },
  { start: 'Early exit from <', read: readEarlyExit },
  { start: 'Exit before auth', read: readExitBeforeAuth },
  { start: 'exit before auth', read: readExitBeforeAuth },
  { start: 'Child connection from ', read: readChildConnection },
  ...[
    'Not backgrounding',
    'Running in background',
    'Early exit: ',
    'Error forking: ',
    'Failed listening on ',
    'Generated hostkey ',
    'Port forwarding disabled.',
    'Agent forwarding disabled.',
    'X11 forwarding disabled.',
    'Pty allocation disabled.',
    'Restrict option set',
    'Forced command set to ',
    'Command forced to ',
    'PAM unknown prompt ',
    'pam_authenticate() failed, ',
    'pam_acct_mgmt() failed, ',
    'pamConvFunc() called ',
    'Failed loading ',
    'pam_start() failed, ',
    'pam_set_item() failed, ',
    'utmp_',
    'utmpx_',
    'wtmp_',
    'wtmpx_',
    'lastlog_',
    'syslogin_',
    'pty_allocate',
    'Bad public key options ',
    'Badly formatted ',
    'Bad xauth request',
    'Failed to bind x11 socket',
    'Streamlocal forward failed: ',
    'Too many groups for user ',
    'fexecve failed',
  ].map((start) => passOver(start, DROPBEAR_REMARK)),
];

/** `192.0.2.10:40022`, also with an IPv6 address in front of the last colon, with or without brackets. */
function splitPort(word: WrittenSource): WrittenSource {
  const colon = word.address.lastIndexOf(':');
  const port = portAt(word.address, colon + 1, word.address.length);
  if (colon < 1 || port === null) return word;
  const address = word.address.slice(0, colon);
  const bracketed = address.startsWith('[') && address.endsWith(']');
  return { ...word, address: bracketed ? address.slice(1, -1) : address, port };
}

/** The last ` from <address>:<port>`, which ends the line: names stand in front of it. */
function sourceAtEnd(text: string): WrittenSource | null {
  const word = wordEndingAt(text, text.length);
  if (word === null || !text.startsWith(' from ', word.start - 6)) return null;
  return { ...splitPort(word), start: word.start - 6 };
}

function readBadPassword(text: string, at: number, form = DROPBEAR_BAD_PASSWORD): ParsedMessage | null {
  const source = sourceAtEnd(text);
  if (source === null || text[at] !== "'" || text[source.start - 1] !== "'" || source.start - 1 <= at) return null;
  const reading = new ParsedMessage(form).from(source).user(text.slice(at + 1, source.start - 1), true);
  reading.method = 'password';
  return reading;
}

/** Old versions name the user in quotes. */
function readInvalidUser(text: string): ParsedMessage | null {
  const source = sourceAtEnd(text);
  if (source === null) return text.length === 34 ? new ParsedMessage(DROPBEAR_INVALID_USER).user(null, false) : null;
  const named = text.startsWith(" '", 34) && text[source.start - 1] === "'" && source.start > 37;
  const reading = new ParsedMessage(DROPBEAR_INVALID_USER).from(source);
  reading.user(named ? text.slice(36, source.start - 1) : null, false);
  return named ? reading.behindClientText(36, NAME_BYTES, text.length) : reading;
}

/** `'<user>' [with [<type> ]key <fingerprint> ]from <address>:<port>[, extra auth required]`. */
function readAccepted(said: string, at: number): ParsedMessage | null {
  const isPartial = said.endsWith(EXTRA);
  const text = isPartial ? said.slice(0, -EXTRA.length) : said;
  const source = sourceAtEnd(text);
  if (source === null || text[at] !== "'") return null;
  const withAt = text.lastIndexOf("' with ", source.start);
  const nameEnd = withAt > at ? withAt : source.start - 1;
  if (nameEnd <= at || text[nameEnd] !== "'") return null;
  const form = isPartial ? DROPBEAR_PARTIAL : DROPBEAR_ACCEPTED;
  const reading = new ParsedMessage(form).from(source).user(text.slice(at + 1, nameEnd), true);
  reading.method = /^pubkey/i.test(text) ? 'publickey' : 'password';
  if (withAt > at) reading.keyFingerprint = text.slice(text.lastIndexOf(' ', source.start - 1) + 1, source.start);
  return reading;
}

const EXTRA = ', extra auth required';

/** `User <user> executing …`: names of accounts have no blanks, commands are anything. */
function readCommand(text: string): ParsedMessage | null {
  const end = text.indexOf(' ', USER_AT);
  const isCommand = end > USER_AT && / executing (?:'|login shell$)/.test(text.slice(end, end + 24));
  return isCommand ? new ParsedMessage(DROPBEAR_COMMAND).user(text.slice(USER_AT, end), true) : null;
}

const USER_AT = 5;

/** `'<user>' with key <fingerprint> from <address>:<port>`: the account exists. */
function readRefusedKey(text: string, at: number): ParsedMessage | null {
  const source = sourceAtEnd(text);
  const withAt = source === null ? -1 : text.lastIndexOf("' with key ", source.start);
  if (source === null || text[at] !== "'" || withAt <= at) return null;
  const reading = new ParsedMessage(DROPBEAR_REFUSED).from(source).user(text.slice(at + 1, withAt), true);
  reading.method = 'publickey';
  reading.keyFingerprint = text.slice(text.lastIndexOf(' ', source.start - 1) + 1, source.start);
  return reading;
}

function readWrongUser(text: string): ParsedMessage | null {
  const source = sourceAtEnd(text);
  if (source === null || source.start <= 30) return null;
  return new ParsedMessage(DROPBEAR_WRONG_USER).from(source).user(text.slice(30, source.start), true);
}

const LOCKED = "' is locked";

function readLockedAccount(text: string): ParsedMessage | null {
  const end = text.length - LOCKED.length;
  if (!text.endsWith(LOCKED) || end < 14) return null;
  return new ParsedMessage(DROPBEAR_NAME_REFUSED).user(text.slice(14, end), false);
}

const NOT_A_MEMBER = "' is not a member";

/** `<group> but user '<name>' is not a member`. */
function readNotInGroup(text: string): ParsedMessage | null {
  const at = text.indexOf(" but user '", 35);
  const end = text.length - NOT_A_MEMBER.length;
  if (at < 0 || !text.endsWith(NOT_A_MEMBER) || end < at + 11) return null;
  return new ParsedMessage(DROPBEAR_NAME_REFUSED).user(text.slice(at + 11, end), false);
}

/** `<user>)[ from <<address>:<port>>]: <reason>`: the account exists, so its name holds no blanks of a client's. */
function readSessionEnd(text: string, at: number): ParsedMessage | null {
  const close = text.indexOf(')', at);
  if (close < 0) return null;
  const reading = new ParsedMessage(DROPBEAR_SESSION_ENDED).user(text.slice(at, close), true);
  const end = text.indexOf('>: ', close);
  if (!text.startsWith(' from <', close + 1) || end < 0) return reading;
  return reading.from(sourceBetween(text, close + 8, end));
}

function sourceBetween(text: string, start: number, end: number): WrittenSource {
  return splitPort({ start, end, address: text.slice(start, end), port: null });
}

function readEarlyExit(text: string): ParsedMessage | null {
  const at = 17;
  const end = text.indexOf('>: ', at);
  if (end < 0 || end - at > 100) return null;
  return new ParsedMessage(DROPBEAR_LEFT).from(sourceBetween(text, at, end));
}

function readOtherName(text: string): ParsedMessage | null {
  const source = sourceAtEnd(text);
  return source === null ? null : new ParsedMessage(DROPBEAR_OTHER_NAME).from(source);
}

const REJECTIONS = ["' has invalid shell, rejected", "' has blank password, rejected"];

/** `User '<name>' has …, rejected`: the end is dropbear's, whatever the name holds. */
function readNameRefused(text: string): ParsedMessage | null {
  const rejection = REJECTIONS.find((each) => text.endsWith(each));
  if (rejection === undefined || text.length - rejection.length < NAME_AT) return null;
  return new ParsedMessage(DROPBEAR_NAME_REFUSED).user(text.slice(NAME_AT, text.length - rejection.length), false);
}

/** Behind `User '`. */
const NAME_AT = 6;

/** `from <<address>:<port>>: …` at the front since 2018.76; before, ` from <address>:<port>` at the end. */
function readExitBeforeAuth(text: string): ParsedMessage | null {
  const end = text.indexOf('>: ', 16);
  const isFront = text.startsWith(' from <', 16) && end > 0 && end < 120;
  const source = isFront ? splitPort({ start: 16, end, address: text.slice(23, end), port: null }) : sourceAtEnd(text);
  const userAt = text.indexOf("(user '", 16);
  const hasUser = userAt > 0 && userAt <= (isFront ? end + 3 : 17);
  const isBehindName = hasUser && !isFront;
  const fails = hasUser ? failsAfter(text, userAt) : 0;
  const form = fails > 0 ? DROPBEAR_FAILS : hasUser ? DROPBEAR_USER_LEFT : DROPBEAR_LEFT;
  const reading = new ParsedMessage(form).from(source);
  if (fails > 0) reading.occurrences = fails;
  return isBehindName ? reading.behindClientText(userAt, Number.POSITIVE_INFINITY, text.length) : reading;
}

const FAILS = /^', (\d{1,6}) fails\)/;

/**
 * `(user '<name>', <n> fails): `: the name may hold the same words, and the reason behind them repeats it. Of several
 * numbers the smallest is believed, so that a name cannot make the attempts more than they were.
 */
function failsAfter(text: string, userAt: number): number {
  let fewest: number | null = null;
  const end = Math.min(text.length, userAt + LONGEST_USER_PART);
  for (let at = text.indexOf("', ", userAt); at >= 0 && at < end; at = text.indexOf("', ", at + 3)) {
    const found = FAILS.exec(text.slice(at, at + 20));
    if (found !== null) fewest = Math.min(fewest ?? Number.POSITIVE_INFINITY, Number(found[1]));
  }
  return fewest ?? 0;
}

/** dropbear's names have a hundred bytes at most; the number stands right behind. */
const LONGEST_USER_PART = 512;

function readChildConnection(text: string): ParsedMessage | null {
  const source = sourceAtEnd(text);
  return source === null ? null : new ParsedMessage(DROPBEAR_CONNECTION).from(source);
}

/** The SSH server of OpenWrt and of small systems. */
export const DROPBEAR: Program = {
  names: ['dropbear'],
  typicalWords: ['dropbear'],
  logSource: SSHD.logSource,
  logTypes: SSHD.logTypes,
  remarkType: SSHD.remarkType,
  forms: [
    DROPBEAR_BAD_PASSWORD,
    DROPBEAR_INVALID_USER,
    DROPBEAR_NAME_REFUSED,
    DROPBEAR_REFUSED,
    DROPBEAR_WRONG_USER,
    DROPBEAR_OTHER_NAME,
    DROPBEAR_ACCEPTED,
    DROPBEAR_PARTIAL,
    DROPBEAR_COMMAND,
    DROPBEAR_USER_LEFT,
    DROPBEAR_FAILS,
    DROPBEAR_LEFT,
    DROPBEAR_SESSION_ENDED,
    DROPBEAR_CONNECTION,
    DROPBEAR_REMARK,
  ],
  readers: [...readers, ...pamReaders],
  marks: SSHD.marks,
  isKnownBare: true,
  stampsMessages: true,
  readAudit,
};
