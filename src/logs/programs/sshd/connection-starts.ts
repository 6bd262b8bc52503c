import { CONNECTION_ENDED } from './connection-ends.js';
import { readIdEndingAt } from './connection-id.js';
import { IP_OPTIONS } from './protocol.js';
import { PREAMBLE_NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm } from '../../parsing/message-form.js';
import { ParsedMessage, portAt, sourceEndingAt, sourceStartingAt } from '../../parsing/parsed-message.js';
import type { MessageReader } from '../../parsing/parsed-message.js';

export const CONNECTION_OPENED = eventForm('connection_opened', {
  logType: 'ssh_connection_opened',
  opensConnection: true,
  saidOnce: 'connection',
  example: 'Connection from 192.0.2.10 port 40022 on 203.0.113.5 port 22 rdomain ""',
  writtenBy: 'sshd.c, sshd-session.c, every version at LogLevel VERBOSE',
});

export const HPN_CONNECTION = eventForm('hpn_connection', {
  logType: 'ssh_connection_opened',
  opensConnection: true,
  example: 'SSH: Server;Ltype: Version;Remote: 192.0.2.10-40022;Protocol: 2.0;Client: libssh-0.1',
  writtenBy: 'the HPN patch',
});

export const NAME_MISMATCH = eventForm('name_mismatch', {
  logType: 'ssh_connection_opened',
  opensConnection: true,
  example: 'reverse mapping checking getaddrinfo for host.example.net [192.0.2.10] failed - POSSIBLE BREAK-IN ATTEMPT!',
  writtenBy: 'canohost.c, every version; also `Address <ip> maps to <name>, but …`',
});

export const SESSION_REFUSED = eventForm('session_refused', {
  logType: 'ssh_session_refused',
  whenNothingNew: 'store',
  example: 'error: Connection from user alice 198.51.100.7 port 50100: refusing non-sftp session',
  writtenBy: 'session.c do_child(), since 7.9: a login that may only copy files asked for something else',
});

export const connectionStartReaders: readonly MessageReader[] = [
  { start: 'Connection from ', read: readConnectionFrom },
  { start: 'SSH: Server;Ltype: ', read: readHpn },
  { start: 'reverse mapping checking ', read: readReverseMapping },
  { start: 'Address ', read: readAddressMaps },
];

function readConnectionFrom(text: string): ParsedMessage | null {
  if (text.endsWith(TIMED_OUT)) return readTimedOut(text);
  if (text.endsWith(NO_SFTP)) return readIdEndingAt(text, FROM_AT, text.length - NO_SFTP.length, SESSION_REFUSED);
  const source = sourceStartingAt(text, 16);
  if (source?.port != null && text.startsWith(' with IP opts:', source.end)) {
    return new ParsedMessage(IP_OPTIONS).from(source);
  }
  if (source === null || (source.end < text.length && !text.startsWith(' on ', source.end))) return null;
  // `Connection from user <name> … timed out`, of a user called `on`.
  if (source.port === null && source.end < text.length) return null;
  return new ParsedMessage(CONNECTION_OPENED).from(source);
}

const TIMED_OUT = ' timed out';
const NO_SFTP = ': refusing non-sftp session';
/** Behind `Connection from `. */
const FROM_AT = 16;

/** `Connection from [<who> user <name> ]<address> port <n> timed out`: the address stands at the end, behind any name. */
function readTimedOut(text: string): ParsedMessage | null {
  const source = sourceEndingAt(text, text.length - TIMED_OUT.length);
  if (source === null) return null;
  const reading = new ParsedMessage(CONNECTION_ENDED).from(source);
  const isNamed = text.startsWith('invalid user ', FROM_AT);
  return isNamed ? reading.behindClientText(FROM_AT + 13, PREAMBLE_NAME_BYTES, text.length) : reading;
}

/** `Remote: <address>-<port>;` stands before anything that the client says. */
function readHpn(text: string): ParsedMessage | null {
  const at = text.indexOf(';Remote: ');
  const end = text.indexOf(';', at + 9);
  if (at < 0 || at > 60 || end < 0 || end - at > 100) return null;
  const dash = text.lastIndexOf('-', end);
  const port = portAt(text, dash + 1, end);
  if (dash < at + 9 || port === null) return null;
  return new ParsedMessage(HPN_CONNECTION).from({ start: at, end, address: text.slice(at + 9, dash), port });
}

/** The name is what the client's DNS says; the address in brackets after it is sshd's. */
function readReverseMapping(text: string): ParsedMessage | null {
  const end = text.lastIndexOf('] failed');
  const start = text.lastIndexOf(' [', end);
  if (end < 0 || start < 0 || end - start > 100) return null;
  return new ParsedMessage(NAME_MISMATCH)
    .from({ start, end, address: text.slice(start + 2, end), port: null })
    .behindClientText(REVERSE_NAME_AT, REVERSE_NAME_BYTES, end);
}

/** Behind `reverse mapping checking `, and how long the name may be that the client's DNS gives (`%.700s`). */
const REVERSE_NAME_AT = 25;
const REVERSE_NAME_BYTES = 700;

function readAddressMaps(text: string): ParsedMessage | null {
  const source = sourceStartingAt(text, 8);
  if (source === null || !text.startsWith(' maps to ', source.end)) return null;
  return new ParsedMessage(NAME_MISMATCH).from(source);
}
