import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import { ParsedMessage, sourceStartingAt } from '../../parsing/parsed-message.js';
import type { MessageReader } from '../../parsing/parsed-message.js';
import { namedUserAt, readIdBeforeError, readSourceToEnd } from './connection-id.js';

export const NAME_TOO_LONG = eventForm('name_too_long', {
  logType: 'ssh_protocol_attack',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'fatal: Username too long from 192.0.2.10 port 40022',
  writtenBy: 'auth-pam.c sshpam_init(), since 7.4',
});

export const PAM_USER_CHANGED = eventForm('pam_user_changed', {
  logType: 'ssh_protocol_attack',
  awaitsAddress: true,
  whenNothingNew: 'store',
  needsProgram: true,
  example: 'error: check_pam_user: PAM user "root" does not match previous "alice"',
  writtenBy: 'auth-pam.c, since 9.8, without address; also `fatal: PAM user mismatch`',
});

export const IP_OPTIONS = eventForm('ip_options', {
  logType: 'ssh_protocol_attack',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'fatal: Connection from 192.0.2.10 port 40022 with IP opts:  83 07 04',
  writtenBy: 'sshd.c, sshd-session.c check_ip_options(), every version: source routing',
});

export const KEX_PROTOCOL_ERROR = eventForm('kex_protocol_error', {
  logType: 'ssh_key_exchange_failure',
  awaitsAddress: true,
  isProbe: true,
  example: 'error: kex_protocol_error: type 30 seq 1 [preauth]',
  writtenBy: 'kex.c, since 8.1, without address; `kex protocol error:` before: the end of the connection tells it',
});

export const IDENT_NOT_SENT = eventForm('ident_not_sent', {
  logType: 'ssh_probe',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'error: Could not write ident string to 192.0.2.10 port 40022',
  writtenBy: 'sshd.c sshd_exchange_identification(), up to 7.9; with the port since 7.3',
});

export const DISCARDED = eventForm('discarded', {
  logType: 'ssh_protocol_error',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'Finished discarding for 192.0.2.10 port 40022',
  writtenBy: 'packet.c ssh_packet_stop_discard(), since 5.2: after a packet that was corrupt',
});

export const MONITOR_BREACH = eventForm('monitor_breach', {
  logType: 'ssh_protocol_attack',
  whenNothingNew: 'store',
  needsProgram: true,
  example: 'fatal: monitor_read: unpermitted request 102',
  writtenBy:
    'monitor.c, every version: what the process without privileges may not ask for; also `server_accept_loop: unexpected message …` and `wrong user name passed to monitor`',
});

export const CHILD_CRASH = eventForm('child_crash', {
  logType: 'ssh_session_crash',
  whenNothingNew: 'store',
  needsProgram: true,
  example: 'fatal: monitor_child_preauth: preauth child 4242 terminated by signal 11',
  writtenBy: 'monitor.c, every version; monitor_wrap.c `mm_reap: child terminated by signal <n>`, since 9.8',
});

export const CONNECTION_FAILED = eventForm('connection_failed', {
  logType: 'ssh_protocol_error',
  whenNothingNew: 'store',
  isProbe: true,
  needsProgram: true,
  example: 'ssh_packet_write_wait: Connection from 192.0.2.10 port 40022: Broken pipe [preauth]',
  writtenBy: 'packet.c sshpkt_vfatal(), since 6.9: any function in front',
});

export const SESSION_FAILED = eventForm('session_failed', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  needsProgram: true,
  example: 'process_output: ssh_packet_write_poll: Connection from user alice 198.51.100.7 port 50100: Broken pipe',
  writtenBy: 'packet.c sshpkt_vfatal(), since 6.9: once a user is named, or after a login',
});

export const FUNCTION_REMARK = ignoredForm('function_remark', {
  example: 'error: session_pty_req: session 0 alloc failed',
  needsProgram: true,
  writtenBy: 'every version: what a function says of itself, without an address',
});

export const protocolReaders: readonly MessageReader[] = [
  { start: 'Username too long from ', read: (text) => readSourceToEnd(text, 23, NAME_TOO_LONG) },
  { start: 'Could not write ident string to ', read: (text) => readSourceToEnd(text, 32, IDENT_NOT_SENT) },
  { start: 'Finished discarding for ', read: (text) => readSourceToEnd(text, 24, DISCARDED) },
  { start: 'check_pam_user: PAM user "', read: readChangedUser },
  { start: 'PAM user mismatch', read: () => new ParsedMessage(PAM_USER_CHANGED) },
  { start: 'kex_protocol_error: ', read: () => new ParsedMessage(KEX_PROTOCOL_ERROR) },
  { start: 'kex protocol error: ', read: () => new ParsedMessage(KEX_PROTOCOL_ERROR) },
  { start: 'monitor_read: unpermitted request ', read: () => new ParsedMessage(MONITOR_BREACH) },
  { start: 'wrong user name passed to monitor: expected ', read: readWrongName },
  { start: 'INTERNAL ERROR: authenticated invalid user ', read: readInvalidAuthenticated },
  { start: 'monitor_child_preauth: authenticated invalid user', read: () => new ParsedMessage(MONITOR_BREACH) },
  { start: 'server_accept_loop: unexpected message ', read: readUnexpectedMessage },
  { start: 'monitor_child_preauth: preauth child ', read: readChildCrash },
  { start: 'preauth child ', read: readChildCrash },
  { start: 'mm_reap: child terminated by signal ', read: () => new ParsedMessage(CHILD_CRASH) },
];

/** Looked at behind all others: what any function of sshd may say. */
export const functionReaders: readonly MessageReader[] = [{ start: '', read: readFunction }];

/** `unexpected message 0x<n> child <n> for connection from <client> to <ours> in state <n>`. */
function readUnexpectedMessage(text: string): ParsedMessage {
  const at = text.indexOf(' for connection from ', 39);
  return new ParsedMessage(MONITOR_BREACH).from(at < 0 ? null : sourceStartingAt(text, at + 21));
}

/** `"<user>" does not match previous "<user>"`: whom PAM would let in. */
function readChangedUser(text: string): ParsedMessage {
  const end = text.lastIndexOf('" does not match previous "');
  return new ParsedMessage(PAM_USER_CHANGED).user(end < 26 ? null : text.slice(26, end), null);
}

/** `<user> != <what the client sent>`. */
function readWrongName(text: string): ParsedMessage {
  const end = text.indexOf(' != ', 44);
  return new ParsedMessage(MONITOR_BREACH).user(end < 0 ? null : text.slice(44, end), null);
}

function readInvalidAuthenticated(text: string): ParsedMessage {
  return new ParsedMessage(MONITOR_BREACH).user(text.slice(43), false);
}

function readChildCrash(text: string): ParsedMessage | null {
  return text.includes(' terminated by signal ') ? new ParsedMessage(CHILD_CRASH) : null;
}

/** What stands in front of a connection: a function, what it did (`send DEBUG`, `banner exchange`), or both. */
const IN_FRONT = /^[A-Za-z][A-Za-z0-9_@. -]{1,60}: (?:[A-Za-z0-9_@. -]{1,60}: )?/;
/** The name of a function of sshd. */
const FUNCTION = /^[a-z][a-z0-9]*_[a-z0-9_]{1,60}: /;
const LONGEST_FUNCTIONS = 130;
const CONNECTION_FROM = 'Connection from ';
/** A number that may be an address, or a port. */
const MAY_NAME_CLIENT = /\d\.\d{1,3}\.|[0-9a-f]:[0-9a-f:]*:| port \d| from /;

/** What a function says, with the connection where it tells it; other words that may name one are of a form not known. */
function readFunction(text: string, preauth: boolean): ParsedMessage | null {
  const start = text.slice(0, LONGEST_FUNCTIONS);
  const inFront = IN_FRONT.exec(start)?.[0];
  if (inFront === undefined) return null;
  const first = text.indexOf(': ') + 2;
  for (const at of [first, inFront.length]) {
    if (!text.startsWith(CONNECTION_FROM, at)) continue;
    const idAt = at + CONNECTION_FROM.length;
    const isProbe = preauth && namedUserAt(text, idAt) === null;
    return readIdBeforeError(text, idAt, isProbe ? CONNECTION_FAILED : SESSION_FAILED);
  }
  return !FUNCTION.test(start) || MAY_NAME_CLIENT.test(text.slice(first)) ? null : functionRemark;
}

const functionRemark = Object.freeze(new ParsedMessage(FUNCTION_REMARK));
