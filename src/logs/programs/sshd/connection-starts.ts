import { CONNECTION_ENDED } from './connection-ends.js';
import { readIdEndingAt } from './connection-id.js';
import { IP_OPTIONS } from './protocol.js';
import { NAME_BYTES, PREAMBLE_NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm } from '../../parsing/message-form.js';
import {
  ParsedMessage,
  fromSourceEndingAt,
  portAt,
  sourceEndingAt,
  sourceStartingAt,
} from '../../parsing/parsed-message.js';
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
  writtenBy: 'canohost.c, packet.c, every version; also `Address <ip> maps to <name>, but …`, `Nasty PTR record …`',
});

export const SESSION_REFUSED = eventForm('session_refused', {
  logType: 'ssh_session_refused',
  whenNothingNew: 'store',
  example: 'error: Connection from user alice 198.51.100.7 port 50100: refusing non-sftp session',
  writtenBy: 'session.c do_child(), since 7.9: a login that may only copy files asked for something else',
});

export const FORWARDING_REFUSED = eventForm('forwarding_refused', {
  logType: 'ssh_forwarding_refused',
  whenNothingNew: 'store',
  example:
    'Received request from 198.51.100.7 port 50100 to connect to host db.example.net port 5432, but the request was denied.',
  writtenBy:
    'channels.c, since 7.0: a login that may not forward; also `to remote forward …`; serverloop.c, since 6.2: `refused local port forward: …`, `refused streamlocal port forward: …`',
});

export const CHROOT_REFUSED = eventForm('chroot_refused', {
  logType: 'ssh_session_refused',
  needsProgram: true,
  whenNothingNew: 'store',
  example: 'fatal: bad ownership or modes for chroot directory "/srv/alice"',
  writtenBy: 'session.c safely_chroot(), since 4.9, without address: a login that gets no session',
});

export const SIA_REFUSED = eventForm('sia_refused', {
  logType: 'ssh_failed_login',
  evidence: 'failure',
  needsProgram: true,
  whenNothingNew: 'store',
  example: "error: Couldn't authenticate alice from 192.0.2.10",
  writtenBy: 'auth-sia.c, on Tru64; also `Couldn’t establish session for`, `Couldn’t launch session for`',
});

export const SFTP_SESSION = eventForm('sftp_session', {
  logType: 'ssh_sftp_session',
  needsProgram: true,
  example: 'session opened for local user alice from [198.51.100.7]',
  writtenBy: 'sftp-server.c, since 5.4, where it runs within sshd (internal-sftp); also `session closed`',
});

export const connectionStartReaders: readonly MessageReader[] = [
  { start: 'Connection from ', read: readConnectionFrom },
  { start: 'SSH: Server;Ltype: ', read: readHpn },
  { start: 'reverse mapping checking ', read: readReverseMapping },
  { start: 'Address ', read: readAddressMaps },
  { start: 'Nasty PTR record "', read: readNastyName },
  { start: 'Received request from ', read: readForwarding },
  // The originator is what the client says of itself.
  ...['refused local port forward: ', 'refused streamlocal port forward: '].map((start) => ({
    start,
    read: () => new ParsedMessage(FORWARDING_REFUSED),
  })),
  { start: 'session opened for local user ', read: (text) => readSftp(text, 30) },
  { start: 'session closed for local user ', read: (text) => readSftp(text, 30) },
  { start: 'bad message from ', read: readBadMessage },
  ...[
    'bad ownership or modes for chroot directory',
    'chroot path ',
    'chroot("',
    'Unable to chdir to chroot path',
    'server lacks privileges to chroot',
  ].map((start) => ({ start, read: () => new ParsedMessage(CHROOT_REFUSED) })),
  { start: "Couldn't ", read: readSia },
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

/** The name is what the client's DNS says: the last words are sshd's. */
function readNastyName(text: string): ParsedMessage | null {
  const at = 18;
  const end = text.lastIndexOf(', ignoring');
  const start = text.lastIndexOf('" is set up for ', end);
  if (start < at) return null;
  return new ParsedMessage(NAME_MISMATCH)
    .from({ start, end, address: text.slice(start + 16, end), port: null })
    .behindClientText(at, REVERSE_NAME_BYTES, end);
}

/** The client comes first; what it asked for behind it is its own choice. */
function readForwarding(text: string): ParsedMessage | null {
  const source = sourceStartingAt(text, 22);
  if (source?.port == null || !text.startsWith(' to ', source.end)) return null;
  return new ParsedMessage(FORWARDING_REFUSED).from(source);
}

/** `<address> local user <user>`. */
function readBadMessage(text: string): ParsedMessage | null {
  const source = sourceStartingAt(text, 17);
  const at = source === null ? -1 : source.end + ' local user '.length;
  if (source === null || !text.startsWith(' local user ', source.end)) return null;
  return new ParsedMessage(SFTP_SESSION).from(source).user(text.slice(at), true);
}

/** `Couldn't <what> <user> from <address>`. */
function readSia(text: string): ParsedMessage | null {
  const start = /^Couldn't (?:authenticate|establish session for|launch session for) /.exec(text.slice(0, 40))?.[0];
  const source = start === undefined ? null : fromSourceEndingAt(text, text.length);
  if (start === undefined || source === null || source.start < start.length) return null;
  const name = text.slice(start.length, source.start);
  return new ParsedMessage(SIA_REFUSED)
    .from(source)
    .user(name, null)
    .behindClientText(start.length, NAME_BYTES, text.length);
}

/** `<user> from [<address>]`: the account exists. */
function readSftp(text: string, at: number): ParsedMessage | null {
  const start = text.lastIndexOf(' from [');
  if (start < at || !text.endsWith(']')) return null;
  const reading = new ParsedMessage(SFTP_SESSION).user(text.slice(at, start), true);
  reading.address = text.slice(start + 7, -1);
  return reading;
}

function readAddressMaps(text: string): ParsedMessage | null {
  const source = sourceStartingAt(text, 8);
  if (source === null || !text.startsWith(' maps to ', source.end)) return null;
  return new ParsedMessage(NAME_MISMATCH).from(source);
}
