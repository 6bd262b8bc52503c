import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import {
  ParsedMessage,
  fromSourceEndingAt,
  passOver,
  sourceEndingAt,
  sourceStartingAt,
} from '../../parsing/parsed-message.js';
import type { MessageReader } from '../../parsing/parsed-message.js';
import { namedUserAt, readIdBeforeError, readIdEndingAt, readSourceToEnd } from './connection-id.js';

export const NO_IDENTIFICATION = eventForm('no_identification', {
  logType: 'ssh_probe',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'Did not receive identification string from 192.0.2.10 port 40022',
  writtenBy:
    "sshd.c, up to 7.9; with the port since 7.3; also `scanned from <ip> with SSH-1.0-SSH_Version_Mapper.  Don't panic.`",
});

export const KEX_IDENTIFICATION = eventForm('kex_identification', {
  logType: 'ssh_probe',
  awaitsAddress: true,
  whenNothingNew: 'store',
  isProbe: true,
  example: 'error: kex_exchange_identification: Connection closed by remote host',
  writtenBy: 'kex.c, since 8.0, without address; at LogLevel VERBOSE only since 9.5',
});

export const BAD_PROTOCOL = eventForm('bad_protocol', {
  logType: 'ssh_bad_protocol',
  whenNothingNew: 'store',
  isProbe: true,
  example: "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022",
  writtenBy: 'sshd.c, up to 7.9; with the port since 7.3',
});

export const BANNER_EXCHANGE = eventForm('banner_exchange', {
  logType: 'ssh_bad_protocol',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'banner exchange: Connection from 192.0.2.10 port 40022: invalid format',
  writtenBy: 'packet.c sshpkt_vfatal(), since 8.0',
});

export const OBFUSCATED_HANDSHAKE = eventForm('obfuscated_handshake', {
  logType: 'ssh_bad_protocol',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'Magic value check failed (0) on obfuscated handshake from 192.0.2.10 port 40022',
  writtenBy: 'the obfuscated-openssh patch',
});

export const probeReaders: readonly MessageReader[] = [
  {
    start: 'Did not receive identification string from ',
    read: (text) => readSourceToEnd(text, 43, NO_IDENTIFICATION),
  },
  { start: 'scanned from ', read: (text) => readScanned(text, 13) },
  { start: 'probed from ', read: (text) => readScanned(text, 12) },
  { start: 'kex_exchange_identification: ', read: () => new ParsedMessage(KEX_IDENTIFICATION) },
  { start: 'Bad protocol version identification ', read: readBadProtocol },
  { start: 'Protocol major versions differ', read: readVersionsDiffer },
  { start: 'banner exchange: Connection from ', read: readBannerExchange },
  { start: 'Magic value check failed (', read: readObfuscated },
];

function readScanned(text: string, at: number): ParsedMessage | null {
  const source = sourceStartingAt(text, at);
  return source === null || !text.startsWith(' with ', source.end)
    ? null
    : new ParsedMessage(NO_IDENTIFICATION).from(source);
}

/** What the client said stands in quotes and may hold quotes and addresses: the last ` from ` is sshd's. */
function readBadProtocol(text: string): ParsedMessage | null {
  const source = fromSourceEndingAt(text, text.length);
  if (source === null) return null;
  return new ParsedMessage(BAD_PROTOCOL).from(source).behindClientText(BANNER_AT, BANNER_BYTES, text.length);
}

/** Behind `Bad protocol version identification '`, and how much of a banner sshd writes (`%.200s`). */
const BANNER_AT = 37;
const BANNER_BYTES = 200;

/** `Protocol major versions differ for <ip> port <n>: <ours> vs. <client's>`. */
function readVersionsDiffer(text: string): ParsedMessage | null {
  const source = text.startsWith(' for ', 30) ? sourceStartingAt(text, 35) : null;
  return new ParsedMessage(BAD_PROTOCOL).from(source !== null && text[source.end] === ':' ? source : null);
}

function readBannerExchange(text: string): ParsedMessage | null {
  const source = sourceStartingAt(text, 33);
  return source?.port == null || text[source.end] !== ':' ? null : new ParsedMessage(BANNER_EXCHANGE).from(source);
}

function readObfuscated(text: string): ParsedMessage | null {
  const source = sourceEndingAt(text, text.length);
  return source === null ? null : new ParsedMessage(OBFUSCATED_HANDSHAKE).from(source);
}

export const NO_MATCHING_ALGORITHM = eventForm('no_matching_algorithm', {
  logType: 'ssh_key_exchange_failure',
  whenNothingNew: 'store',
  isProbe: true,
  example:
    'Unable to negotiate with 192.0.2.10 port 40022: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]',
  writtenBy: 'packet.c sshpkt_vfatal(), since 6.9; with the port since 7.3',
});

export const NEGOTIATION_FAILED = eventForm('negotiation_failed', {
  logType: 'ssh_key_exchange_failure',
  whenNothingNew: 'store',
  isProbe: true,
  example: 'fatal: no matching mac found: client hmac-md5 server hmac-sha2-512 [preauth]',
  writtenBy: 'kex.c, up to 6.8, without address; also `Unable to negotiate a key exchange method`',
});

export const STREAM_CORRUPT = eventForm('stream_corrupt', {
  logType: 'ssh_protocol_error',
  whenNothingNew: 'store',
  isProbe: true,
  example:
    'ssh_dispatch_run_fatal: Connection from 192.0.2.10 port 40022: message authentication code incorrect [preauth]',
  writtenBy: 'dispatch.c through packet.c sshpkt_vfatal(), since 7.0',
});

export const BAD_PACKET = ignoredForm('bad_packet', {
  example: 'Bad packet length 1349676916. [preauth]',
  writtenBy: 'packet.c, every version, without address; also `Corrupted MAC on input.`, `padding error`',
});

export const CONNECTION_BROKE = ignoredForm('connection_broke', {
  example: 'fatal: Read from socket failed: Connection reset by peer [preauth]',
  writtenBy:
    'packet.c, up to 7.4, without address; also `Write failed:`, `Read error from remote host`, `buffer_get_…`',
});

export const keyExchangeReaders: readonly MessageReader[] = [
  { start: 'Unable to negotiate with ', read: readNoMatch },
  { start: 'Unable to negotiate a ', read: () => new ParsedMessage(NEGOTIATION_FAILED) },
  { start: 'no matching ', read: () => new ParsedMessage(NEGOTIATION_FAILED) },
  { start: 'no hostkey alg', read: () => new ParsedMessage(NEGOTIATION_FAILED) },
  { start: 'ssh_dispatch_run_fatal: Connection from ', read: (text) => readIdBeforeError(text, 40, STREAM_CORRUPT) },
  passOver('Corrupted MAC on input', BAD_PACKET),
  passOver('Bad packet length ', BAD_PACKET),
  passOver('padding error: ', BAD_PACKET),
  passOver('Corrupted padlen ', BAD_PACKET),
  passOver('bad client public DH value', BAD_PACKET),
  passOver('Read from socket failed: ', CONNECTION_BROKE),
  passOver('Write failed: ', CONNECTION_BROKE),
  passOver('buffer_get_', CONNECTION_BROKE),
  passOver('Write error to remote host', CONNECTION_BROKE),
];

/**
 * The client's offer ends the line, so only its front is read. After a login the name of an account stands before the
 * address; what a client calls itself before leaves the place of the address open, and none is taken.
 */
function readNoMatch(text: string): ParsedMessage | null {
  const user = namedUserAt(text, 25);
  if (user !== null) {
    const end = user.loggedIn ? text.indexOf(NO_MATCH, user.nameAt) : -1;
    return end < 0 ? new ParsedMessage(NO_MATCHING_ALGORITHM) : readIdEndingAt(text, 25, end, NO_MATCHING_ALGORITHM);
  }
  const source = sourceStartingAt(text, 25);
  if (source === null) return null;
  const address = source.port === null && source.address.endsWith(':') ? source.address.slice(0, -1) : source.address;
  if (source.port !== null && text[source.end] !== ':') return null;
  return new ParsedMessage(NO_MATCHING_ALGORITHM).from({ ...source, address });
}

/** What `ssherr.c` says in front of an algorithm. */
const NO_MATCH = ': no matching ';
