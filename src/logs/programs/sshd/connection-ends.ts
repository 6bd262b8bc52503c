import { PREAMBLE_NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import type { MessageForm } from '../../parsing/message-form.js';
import { endOfDigits } from '../../parsing/prefix/scan.js';
import { ParsedMessage, passOver, sourceStartingAt } from '../../parsing/parsed-message.js';
import type { MessageReader, WrittenSource } from '../../parsing/parsed-message.js';
import { namedUserAt, readIdBeforeError, readIdEndingAt, sourceBeforeReason } from './connection-id.js';

export const CLIENT_GAVE_UP = eventForm('client_gave_up', {
  logType: 'ssh_authentication_abandoned',
  evidence: 'other',
  decides: 'end',
  example:
    'error: Received disconnect from 192.0.2.10 port 40022:14: No supported authentication methods available [preauth]',
  writtenBy: 'packet.c, every version: codes 3 and 14 before a login',
});

export const CLIENT_LEFT = eventForm('client_left', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  whenAlone: 'ssh_probe',
  example: 'Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]',
  writtenBy: 'packet.c, every version: before a login; with the port since 7.0',
});

export const CLIENT_DISCONNECTED = eventForm('client_disconnected', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  example: 'Received disconnect from 198.51.100.7 port 50100:11: disconnected by user',
  writtenBy: 'packet.c, every version: after a login; with the port since 7.0',
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
  const gaveUp = found.code === KEY_EXCHANGE_FAILED || found.code === NO_MORE_METHODS;
  const form = preauth ? (gaveUp ? CLIENT_GAVE_UP : CLIENT_LEFT) : CLIENT_DISCONNECTED;
  return new ParsedMessage(form).from(found.source);
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
  whenAlone: 'ssh_probe',
  example: 'Connection closed by 192.0.2.10 port 40022 [preauth]',
  writtenBy: 'packet.c sshpkt_vfatal(), every version; also `Connection reset by`, `Disconnected from`',
});

export const CONNECTION_LEFT = eventForm('connection_left', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  whenAlone: 'ssh_probe',
  example: 'Connection reset by 192.0.2.10 port 40022',
  writtenBy: 'packet.c sshpkt_vfatal(), since 8.0 also before any key was exchanged; serverloop.c after a login',
});

export const CONNECTION_ENDED = eventForm('connection_ended', {
  logType: 'ssh_connection_ended',
  decides: 'end',
  example: 'Disconnected from user alice 198.51.100.7 port 50100',
  writtenBy:
    'packet.c, every version: after a login; also `Connection from … timed out`, and in serverloop.c `Timeout, client not responding from`, `terminating inactive connection from`, `Read error from remote host`',
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

export const PROTOCOL_ATTACK = eventForm('protocol_attack', {
  logType: 'ssh_protocol_attack',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'Disconnecting 192.0.2.10 port 40022: strict KEX violation: unexpected packet type 30 (seqnr 1) [preauth]',
  writtenBy:
    'kex.c, since 9.6; serverloop.c `Possible attack: attempt to open a session after additional sessions disabled`',
});

export const DISCONNECTING = ignoredForm('disconnecting', {
  example: 'Disconnecting: bad client public DH value [preauth]',
  writtenBy: 'packet.c, up to 7.4',
});

export const connectionEndReaders: readonly MessageReader[] = [
  { start: 'Connection closed by ', read: (text, preauth) => readEnd(text, 21, preauth, CONNECTION_LEFT) },
  { start: 'Connection reset by ', read: (text, preauth) => readEnd(text, 20, preauth, CONNECTION_LEFT) },
  { start: 'Disconnected from ', read: (text, preauth) => readEnd(text, 18, preauth, CONNECTION_ENDED) },
  {
    start: 'Timeout, client not responding from ',
    read: (text) => readIdEndingAt(text, 36, text.length, CONNECTION_ENDED),
  },
  {
    start: 'terminating inactive connection from ',
    read: (text) => readIdEndingAt(text, 37, text.length, CONNECTION_ENDED),
  },
  { start: 'Read error from remote host ', read: readReadError },
  { start: 'Disconnecting', read: readDisconnecting },
  passOver('Disconnecting: ', DISCONNECTING),
];

/** `[<who> user <name> ]<address> port <n>`: the name is the client's choice, the address ends the line. */
function readEnd(text: string, at: number, preauth: boolean, postauth: MessageForm): ParsedMessage | null {
  const user = namedUserAt(text, at);
  if (user === null) return readNamelessEnd(text, at, preauth ? CONNECTION_ENDED_PREAUTH : postauth);
  return readIdEndingAt(text, at, text.length, user.loggedIn ? CONNECTION_ENDED : USER_CONNECTION_ENDED);
}

/** `<address>[ port <n>]: <error>`; without the port up to 7.2. */
function readReadError(text: string): ParsedMessage | null {
  const at = 28;
  const source = sourceStartingAt(text, at);
  if (source?.port != null || source === null) return readIdBeforeError(text, at, CONNECTION_ENDED);
  const address = source.address.endsWith(':') ? source.address.slice(0, -1) : source.address;
  return new ParsedMessage(CONNECTION_ENDED).from({ ...source, address });
}

function readNamelessEnd(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const source = sourceStartingAt(text, at);
  if (source === null || source.end !== text.length) return null;
  return new ParsedMessage(form).from(source);
}

const TOO_MANY = 'Too many authentication failures';

function readDisconnecting(text: string): ParsedMessage | null {
  const at = 14;
  if (text.startsWith(`: ${TOO_MANY}`, at - 1)) return readOldTooMany(text, at + 1 + TOO_MANY.length);
  if (text.charCodeAt(at - 1) !== 32) return null;
  const user = namedUserAt(text, at);
  const source = user === null ? sourceStartingAt(text, at) : sourceBeforeReason(text, user.nameAt);
  if (source === null) return null;
  if (source === 'undecidable') return new ParsedMessage(SERVER_DISCONNECTED);
  if (!text.startsWith(': ', source.end)) return null;
  const reading = new ParsedMessage(formOfReason(text, source.end + 2)).from(source);
  if (user === null) return reading;
  reading.user(text.slice(user.nameAt, source.start - 1), user.valid);
  return user.valid ? reading : reading.behindClientText(user.nameAt, PREAMBLE_NAME_BYTES, source.end);
}

const ATTACKS = ['strict KEX violation: ', 'Possible attack: '];

function formOfReason(text: string, at: number): MessageForm {
  if (text.startsWith(TOO_MANY, at)) return TOO_MANY_FAILURES;
  return ATTACKS.some((each) => text.startsWith(each, at)) ? PROTOCOL_ATTACK : SERVER_DISCONNECTED;
}

/** `Disconnecting: Too many authentication failures[ for <user>]`. */
function readOldTooMany(text: string, at: number): ParsedMessage {
  const username = text.startsWith(' for ', at) ? text.slice(at + 5) : null;
  return new ParsedMessage(TOO_MANY_FAILURES).user(username, null);
}
