import { readSourceAddress } from '../../../net/ip-address.js';
import { PREAMBLE_NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import { endOfDigits, isDigit, matchesAt } from '../../parsing/prefix/scan.js';
import { ParsedMessage, passOver, sourceEndingAt, sourceStartingAt } from '../../parsing/parsed-message.js';
import type { MessageReader, WrittenSource } from '../../parsing/parsed-message.js';
import { LONGEST_SEARCHED } from './login-source.js';

export const CLIENT_GAVE_UP = eventForm('client_gave_up', {
  logType: 'ssh_authentication_abandoned',
  evidence: 'other',
  decides: 'end',
  example:
    'error: Received disconnect from 192.0.2.10 port 40022:14: No supported authentication methods available [preauth]',
  writtenBy: 'packet.c, every version: codes 3 and 14 before a login',
});

export const CLIENT_DISCONNECTED = eventForm('client_disconnected', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  example: 'Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]',
  writtenBy: 'packet.c, every version; with the port since 7.0',
});

const START = 'Received disconnect from ';
const KEY_EXCHANGE_FAILED = 3;
const NO_MORE_METHODS = 14;

export const clientDisconnectReaders: readonly MessageReader[] = [{ start: START, read: readDisconnect }];

/** The address comes first and the client's own words last, so only the front of the line is read. */
function readDisconnect(text: string, preauth: boolean): ParsedMessage | null {
  const word = sourceStartingAt(text, START.length);
  if (word === null) return null;
  const found = word.port === null ? splitCode(text, word) : codeAt(text, word, word.end);
  if (found === null) return null;
  const gaveUp = preauth && (found.code === KEY_EXCHANGE_FAILED || found.code === NO_MORE_METHODS);
  return new ParsedMessage(gaveUp ? CLIENT_GAVE_UP : CLIENT_DISCONNECTED).from(found.source);
}

interface SourceAndCode {
  readonly source: WrittenSource;
  readonly code: number;
}

/** `:<code>:`, or `: <code>:` as up to 6.9, at `at`. */
function codeAt(text: string, source: WrittenSource, at: number): SourceAndCode | null {
  const start = text.charCodeAt(at + 1) === 32 ? at + 2 : at + 1;
  const end = endOfDigits(text, start);
  if (text[at] !== ':' || end === start || end - start > 10 || text[end] !== ':') return null;
  return { source, code: Number(text.slice(start, end)) };
}

/** Without a port, the word is `192.0.2.10:` and the code follows, or it is `192.0.2.10:11:`. */
function splitCode(text: string, word: WrittenSource): SourceAndCode | null {
  if (!word.address.endsWith(':')) return null;
  const address = word.address.slice(0, -1);
  const withBlank = codeAt(text, { ...word, address }, word.end - 1);
  if (withBlank !== null) return withBlank;
  const colon = address.lastIndexOf(':');
  if (colon < 1) return null;
  return codeAt(text, { ...word, address: address.slice(0, colon) }, word.start + colon);
}

export const USER_CONNECTION_ENDED = eventForm('user_connection_ended', {
  logType: 'ssh_authentication_abandoned',
  evidence: 'other',
  decides: 'end',
  example: 'Connection closed by authenticating user root 192.0.2.10 port 40022 [preauth]',
  writtenBy: 'packet.c sshpkt_vfatal(), with the user since 7.5; also `Connection reset by`, `Disconnected from`',
});

export const CONNECTION_ENDED_PREAUTH = eventForm('connection_ended_preauth', {
  logType: 'ssh_authentication_abandoned',
  evidence: 'end_after_refused_key',
  decides: 'end',
  example: 'Connection closed by 192.0.2.10 port 40022 [preauth]',
  writtenBy: 'packet.c sshpkt_vfatal(), every version; also `Connection reset by`, `Disconnected from`',
});

export const CONNECTION_ENDED = eventForm('connection_ended', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  example: 'Disconnected from user alice 198.51.100.7 port 50100',
  writtenBy: 'packet.c, every version: after a login; also `Connection from … timed out`',
});

export const TOO_MANY_FAILURES = eventForm('too_many_failures', {
  logType: 'ssh_maximum_attempts',
  evidence: 'other',
  decides: 'end',
  example: 'Disconnecting invalid user oracle 192.0.2.10 port 40022: Too many authentication failures [preauth]',
  writtenBy: 'auth.c auth_maxtries_exceeded(); `Disconnecting: … for <user>` up to 6.7, without address up to 7.4',
});

export const SERVER_DISCONNECTED = eventForm('server_disconnected', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  example:
    'Disconnecting authenticating user root 192.0.2.10 port 40022: Change of username or service not allowed: (root,ssh-connection) -> (admin,ssh-connection) [preauth]',
  writtenBy: 'packet.c ssh_packet_disconnect(), every version; with the user since 7.5',
});

export const DISCONNECTING = ignoredForm('disconnecting', {
  example: 'Disconnecting: bad client public DH value [preauth]',
  writtenBy: 'packet.c, up to 7.4',
});

export const connectionEndReaders: readonly MessageReader[] = [
  { start: 'Connection closed by ', read: (text, preauth) => readEnd(text, 21, preauth) },
  { start: 'Connection reset by ', read: (text, preauth) => readEnd(text, 20, preauth) },
  { start: 'Disconnected from ', read: (text, preauth) => readEnd(text, 18, preauth) },
  { start: 'Disconnecting', read: readDisconnecting },
  passOver('Disconnecting: ', DISCONNECTING),
];

const LOWER_A = 97;
const LOWER_I = 105;
const LOWER_U = 117;

interface NamedUser {
  readonly nameAt: number;
  readonly valid: boolean;
  readonly loggedIn: boolean;
}

/** `authenticating user `, `invalid user ` or (after the login) `user ` in front of a name. */
function namedUserAt(text: string, at: number): NamedUser | null {
  switch (text.charCodeAt(at)) {
    case LOWER_A:
      return matchesAt(text, 'authenticating user ', at) ? { nameAt: at + 20, valid: true, loggedIn: false } : null;
    case LOWER_I:
      return text.startsWith('invalid user ', at) ? { nameAt: at + 13, valid: false, loggedIn: false } : null;
    case LOWER_U:
      return text.startsWith('user ', at) ? { nameAt: at + 5, valid: true, loggedIn: true } : null;
    default:
      return null;
  }
}

/** `[<who> user <name> ]<address> port <n>`: the name is the client's choice, the address ends the line. */
function readEnd(text: string, at: number, preauth: boolean): ParsedMessage | null {
  const user = namedUserAt(text, at);
  if (user === null) return readNamelessEnd(text, at, preauth);
  const source = sourceEndingAt(text, text.length);
  if (source === null || source.start - 1 < user.nameAt) return null;
  const form = user.loggedIn ? CONNECTION_ENDED : USER_CONNECTION_ENDED;
  const reading = new ParsedMessage(form).from(source).user(text.slice(user.nameAt, source.start - 1), user.valid);
  // A name that ends in ` port` makes one of the first digits of the address behind it.
  const addressEnd = source.start + source.address.length;
  return user.valid ? reading : reading.behindClientText(user.nameAt, PREAMBLE_NAME_BYTES, addressEnd);
}

function readNamelessEnd(text: string, at: number, preauth: boolean): ParsedMessage | null {
  const source = sourceStartingAt(text, at);
  if (source === null || source.end !== text.length) return null;
  return new ParsedMessage(preauth ? CONNECTION_ENDED_PREAUTH : CONNECTION_ENDED).from(source);
}

const TOO_MANY = 'Too many authentication failures';
const CHANGE_OF_USER = 'Change of username or service not allowed: (';

function readDisconnecting(text: string): ParsedMessage | null {
  const at = 14;
  if (text.startsWith(`: ${TOO_MANY}`, at - 1)) return readOldTooMany(text, at + 1 + TOO_MANY.length);
  if (text.charCodeAt(at - 1) !== 32) return null;
  const user = namedUserAt(text, at);
  const source = user === null ? sourceStartingAt(text, at) : sourceBeforeReason(text, user.nameAt);
  if (source === null) return null;
  if (source === 'undecidable') return new ParsedMessage(SERVER_DISCONNECTED);
  if (!text.startsWith(': ', source.end)) return null;
  const tooMany = text.startsWith(TOO_MANY, source.end + 2);
  const reading = new ParsedMessage(tooMany ? TOO_MANY_FAILURES : SERVER_DISCONNECTED).from(source);
  if (user === null) return reading;
  reading.user(text.slice(user.nameAt, source.start - 1), user.valid);
  return user.valid ? reading : reading.behindClientText(user.nameAt, PREAMBLE_NAME_BYTES, source.end);
}

/** `Disconnecting: Too many authentication failures[ for <user>]`. */
function readOldTooMany(text: string, at: number): ParsedMessage {
  const username = text.startsWith(' for ', at) ? text.slice(at + 5) : null;
  return new ParsedMessage(TOO_MANY_FAILURES).user(username, null);
}

/** sshd writes `UNKNOWN` where the socket is gone. */
function mayStandForAddress(word: string): boolean {
  return word === 'UNKNOWN' || readSourceAddress(word).ip !== null;
}

/**
 * ` <address> port <n>: ` between a name and a reason. The name is the client's choice, and so is the end of the one
 * reason that quotes it: where that leaves two places, none is taken; else the last one is sshd's.
 */
function sourceBeforeReason(text: string, nameAt: number): WrittenSource | 'undecidable' | null {
  if (text.length > LONGEST_SEARCHED) return 'undecidable';
  let found: WrittenSource | null = null;
  let count = 0;
  for (let at = text.indexOf(' port ', nameAt); at >= 0; at = text.indexOf(' port ', at + 6)) {
    let end = at + 6;
    while (isDigit(text.charCodeAt(end))) end++;
    const source = text.startsWith(': ', end) ? sourceEndingAt(text, end) : null;
    if (source === null || source.start - 1 < nameAt || !mayStandForAddress(source.address)) continue;
    found = source;
    count++;
  }
  return count > 1 && text.includes(CHANGE_OF_USER, nameAt) ? 'undecidable' : found;
}
