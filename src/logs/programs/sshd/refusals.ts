import { NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import {
  ParsedMessage,
  fromSourceEndingAt,
  passOver,
  sourceEndingAt,
  sourceStartingAt,
} from '../../parsing/parsed-message.js';
import type { MessageReader } from '../../parsing/parsed-message.js';

export const INVALID_USER = eventForm('invalid_user', {
  logType: 'ssh_invalid_user',
  evidence: 'other',
  saidOnce: 'invalid_user',
  whenNothingNew: 'store',
  example: 'Invalid user oracle from 192.0.2.10 port 40022',
  writtenBy: 'auth.c getpwnamallow(), every version; with the port since 7.3; `Illegal user` up to 3.9',
});

export const INVALID_USER_REQUEST = eventForm('invalid_user_request', {
  logType: 'ssh_invalid_user',
  example: 'input_userauth_request: invalid user oracle [preauth]',
  writtenBy: 'auth2.c, up to 7.4: repeats `Invalid user`',
});

export const invalidUserReaders: readonly MessageReader[] = [
  { start: 'Invalid user ', read: readInvalidUser },
  { start: 'Illegal user ', read: readInvalidUser },
  { start: 'input_userauth_request: invalid user ', read: readInvalidRequest },
  { start: 'input_userauth_request: illegal user ', read: readInvalidRequest },
];

function readInvalidRequest(text: string): ParsedMessage {
  return new ParsedMessage(INVALID_USER_REQUEST).user(text.slice(37), false);
}

/** The name is the client's choice: the last ` from ` is sshd's. */
function readInvalidUser(text: string): ParsedMessage | null {
  const userAt = 13;
  const source = fromSourceEndingAt(text, text.length);
  if (source === null || source.start < userAt) return null;
  return new ParsedMessage(INVALID_USER)
    .from(source)
    .user(text.slice(userAt, source.start), false)
    .behindClientText(userAt, NAME_BYTES, text.length);
}

export const USER_COMES_FROM = ignoredForm('user_comes_from', {
  example: 'User alice, coming from 198.51.100.7, authenticated.',
  writtenBy: 'sshd of Solaris, besides `Accepted`',
});

export const USER_NOT_ALLOWED = eventForm('user_not_allowed', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  example: 'User backup from 192.0.2.10 not allowed because not listed in AllowUsers',
  writtenBy: 'auth.c allowed_user(), every version; a host name in place of the address with `UseDNS yes`',
});

export const ACCOUNT_NOT_USABLE = eventForm('account_not_usable', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example: 'User backup not allowed because account is locked',
  writtenBy: 'auth.c allowed_user(), every version: a locked account, or a shell that does not exist or does not run',
});

export const ROOT_LOGIN_REFUSED = eventForm('root_login_refused', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  example: 'ROOT LOGIN REFUSED FROM 192.0.2.10 port 40022 [preauth]',
  writtenBy: 'auth.c auth_root_allowed(), every version; with the port since 7.0',
});

export const PAM_ACCOUNT_DENIED = eventForm('pam_account_denied', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example: 'fatal: Access denied for user alice by PAM account configuration [preauth]',
  writtenBy: 'auth2.c userauth_finish(), since 3.8, without address; with a full stop up to 7.4',
});

export const CONNECTION_PROHIBITED = eventForm('connection_prohibited', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example: 'administratively prohibited connection for alice from 192.0.2.10 port 40022',
  writtenBy: 'monitor.c mm_answer_pwnamallow(), since 9.9: RefuseConnection',
});

export const ACCOUNT_EXPIRED = eventForm('account_expired', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example: 'Account alice has expired',
  writtenBy: 'auth-shadow.c, since 3.9, without address; also `User <user> password has expired (<why>)`',
});

export const HOST_LOGIN_REFUSED = eventForm('host_login_refused', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example: 'Rhosts authentication refused for alice: bad ownership or modes for home directory.',
  writtenBy: 'auth-rhosts.c, every version, without address',
});

export const HOST_MISMATCH = eventForm('host_mismatch', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example:
    'userauth_hostbased mismatch: client sends trusted.example.net, but we resolve 192.0.2.10 to host.example.org',
  writtenBy: 'auth2-hostbased.c hostbased_key_allowed(), every version',
});

export const MAXIMUM_ATTEMPTS = eventForm('maximum_attempts', {
  logType: 'ssh_maximum_attempts',
  evidence: 'other',
  decides: 'end',
  example:
    'error: maximum authentication attempts exceeded for invalid user oracle from 192.0.2.10 port 40022 ssh2 [preauth]',
  writtenBy: 'auth.c auth_maxtries_exceeded(), since 6.8',
});

export const BAD_FILE_MODES = ignoredForm('bad_file_modes', {
  example: 'Authentication refused: bad ownership or modes for file /home/alice/.ssh/authorized_keys',
  writtenBy: 'auth.c, every version',
});

export const policyReaders: readonly MessageReader[] = [
  { start: 'User ', read: readUserNotAllowed },
  { start: 'ROOT LOGIN REFUSED FROM ', read: readRootRefused },
  { start: 'maximum authentication attempts exceeded for ', read: readMaximumAttempts },
  { start: 'Access denied for user ', read: readAccountDenied },
  { start: 'administratively prohibited connection for ', read: readProhibited },
  { start: 'Account ', read: readExpired },
  { start: 'Rhosts authentication refused for ', read: readRhostsRefused },
  { start: 'userauth_hostbased mismatch: client sends ', read: readHostMismatch },
  passOver('Authentication refused for ', BAD_FILE_MODES),
  passOver('Authentication refused: ', BAD_FILE_MODES),
];

const NOT_ALLOWED = ' not allowed because ';

function readUserNotAllowed(text: string): ParsedMessage | null {
  const userAt = 5;
  const reasonAt = text.lastIndexOf(NOT_ALLOWED);
  if (reasonAt < userAt) return readOtherUserLine(text, userAt);
  const reason = text.slice(reasonAt + NOT_ALLOWED.length);
  const isOfAccount = reason.startsWith('account is locked') || reason.startsWith('shell ');
  if (isOfAccount || (reason.startsWith('/') && reason.endsWith(' exists'))) {
    return new ParsedMessage(ACCOUNT_NOT_USABLE).user(text.slice(userAt, reasonAt), false);
  }
  const source = fromSourceEndingAt(text, reasonAt);
  if (source === null || source.start < userAt) return null;
  return new ParsedMessage(USER_NOT_ALLOWED).from(source).user(text.slice(userAt, source.start), false);
}

const PASSWORD_EXPIRED = ' password has expired (';

function readOtherUserLine(text: string, userAt: number): ParsedMessage | null {
  if (text.endsWith(', authenticated.')) return new ParsedMessage(USER_COMES_FROM);
  const end = text.lastIndexOf(PASSWORD_EXPIRED);
  if (end > userAt && text.endsWith(')')) return new ParsedMessage(ACCOUNT_EXPIRED).user(text.slice(userAt, end), true);
  return text.endsWith(' is not a regular file') ? new ParsedMessage(BAD_FILE_MODES) : null;
}

const BY_PAM = / by PAM account configuration\.?$/;

/** The account exists; the words behind its name are sshd's. */
function readAccountDenied(text: string): ParsedMessage | null {
  const userAt = 23;
  const end = BY_PAM.exec(text.slice(-32));
  if (end === null) return null;
  return new ParsedMessage(PAM_ACCOUNT_DENIED).user(text.slice(userAt, text.length - end[0].length), true);
}

function readProhibited(text: string): ParsedMessage | null {
  const userAt = 43;
  const invalid = text.startsWith('invalid user ', userAt);
  const nameAt = invalid ? userAt + 13 : userAt;
  const source = fromSourceEndingAt(text, text.length);
  if (source === null || source.start < nameAt) return null;
  const reading = new ParsedMessage(CONNECTION_PROHIBITED)
    .from(source)
    .user(text.slice(nameAt, source.start), !invalid);
  return invalid ? reading.behindClientText(nameAt, NAME_BYTES, text.length) : reading;
}

const EXPIRED = ' has expired';

function readExpired(text: string): ParsedMessage | null {
  const userAt = 8;
  if (!text.endsWith(EXPIRED) || text.length - EXPIRED.length <= userAt) return null;
  return new ParsedMessage(ACCOUNT_EXPIRED).user(text.slice(userAt, text.length - EXPIRED.length), true);
}

function readRhostsRefused(text: string): ParsedMessage | null {
  const userAt = 34;
  const end = text.indexOf(': ', userAt);
  return end < 0 ? null : new ParsedMessage(HOST_LOGIN_REFUSED).user(text.slice(userAt, end), true);
}

const BUT_WE_RESOLVE = ', but we resolve ';

/** What the client sends may hold anything; what its DNS says, behind the address, has no blanks. */
function readHostMismatch(text: string): ParsedMessage | null {
  const clientAt = 42;
  const end = text.lastIndexOf(BUT_WE_RESOLVE);
  const source = end < clientAt ? null : sourceStartingAt(text, end + BUT_WE_RESOLVE.length);
  if (source === null || !/^ to \S*$/.test(text.slice(source.end))) return null;
  const reading = new ParsedMessage(HOST_MISMATCH).from(source);
  reading.method = 'hostbased';
  return reading.behindClientText(clientAt, Number.POSITIVE_INFINITY, source.end);
}

function readRootRefused(text: string): ParsedMessage | null {
  const source = sourceStartingAt(text, 24);
  return source === null ? null : new ParsedMessage(ROOT_LOGIN_REFUSED).from(source).user('root', true);
}

function readMaximumAttempts(text: string): ParsedMessage | null {
  const userAt = 45;
  const invalid = text.startsWith('invalid user ', userAt);
  const end = text.endsWith(' ssh2') || text.endsWith(' ssh1') ? text.length - 5 : text.length;
  const source = sourceEndingAt(text, end) === null ? null : fromSourceEndingAt(text, end);
  const nameAt = invalid ? userAt + 13 : userAt;
  if (source === null || source.start < nameAt) return null;
  const reading = new ParsedMessage(MAXIMUM_ATTEMPTS).from(source).user(text.slice(nameAt, source.start), !invalid);
  return invalid ? reading.behindClientText(nameAt, NAME_BYTES, text.length) : reading;
}
