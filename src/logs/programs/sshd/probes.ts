import { eventForm } from '../../parsing/message-form.js';
import { Reading, fromSourceEndingAt, sourceEndingAt, sourceStartingAt } from '../../parsing/reading.js';
import type { MessageReader } from '../../parsing/reading.js';

export const NO_IDENTIFICATION = eventForm('no_identification', {
  logType: 'ssh_probe',
  whenNothingNew: 'store',
  example: 'Did not receive identification string from 192.0.2.10 port 40022',
  writtenBy:
    "sshd.c, up to 7.9; with the port since 7.3; also `scanned from <ip> with SSH-1.0-SSH_Version_Mapper.  Don't panic.`",
});

export const KEX_IDENTIFICATION = eventForm('kex_identification', {
  logType: 'ssh_probe',
  whenNothingNew: 'store',
  example: 'error: kex_exchange_identification: Connection closed by remote host',
  writtenBy: 'kex.c, since 8.0, without address; at LogLevel VERBOSE only since 9.5',
});

export const BAD_PROTOCOL = eventForm('bad_protocol', {
  logType: 'ssh_bad_protocol',
  whenNothingNew: 'store',
  example: "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022",
  writtenBy: 'sshd.c, up to 7.9; with the port since 7.3',
});

export const BANNER_EXCHANGE = eventForm('banner_exchange', {
  logType: 'ssh_bad_protocol',
  whenNothingNew: 'store',
  example: 'banner exchange: Connection from 192.0.2.10 port 40022: invalid format',
  writtenBy: 'packet.c sshpkt_vfatal(), since 8.0',
});

export const OBFUSCATED_HANDSHAKE = eventForm('obfuscated_handshake', {
  logType: 'ssh_bad_protocol',
  whenNothingNew: 'store',
  example: 'Magic value check failed (0) on obfuscated handshake from 192.0.2.10 port 40022',
  writtenBy: 'the obfuscated-openssh patch',
});

export const probeReaders: readonly MessageReader[] = [
  { start: 'Did not receive identification string from ', read: (text) => readWhole(text, 43) },
  { start: 'scanned from ', read: readScanned },
  { start: 'kex_exchange_identification: ', read: () => new Reading(KEX_IDENTIFICATION) },
  { start: 'Bad protocol version identification ', read: readBadProtocol },
  { start: 'Protocol major versions differ', read: readVersionsDiffer },
  { start: 'banner exchange: Connection from ', read: readBannerExchange },
  { start: 'Magic value check failed (', read: readObfuscated },
];

function readWhole(text: string, at: number): Reading | null {
  const source = sourceStartingAt(text, at);
  return source === null || source.end !== text.length ? null : new Reading(NO_IDENTIFICATION).from(source);
}

function readScanned(text: string): Reading | null {
  const source = sourceStartingAt(text, 13);
  return source === null || !text.startsWith(' with ', source.end) ? null : new Reading(NO_IDENTIFICATION).from(source);
}

/** What the client said stands in quotes and may hold quotes and addresses: the last ` from ` is sshd's. */
function readBadProtocol(text: string): Reading | null {
  const source = fromSourceEndingAt(text, text.length);
  if (source === null) return null;
  return new Reading(BAD_PROTOCOL).from(source).behindClientText(BANNER_AT, BANNER_BYTES, text.length);
}

/** Behind `Bad protocol version identification '`, and how much of a banner sshd writes (`%.200s`). */
const BANNER_AT = 37;
const BANNER_BYTES = 200;

/** `Protocol major versions differ for <ip> port <n>: <ours> vs. <client's>`. */
function readVersionsDiffer(text: string): Reading | null {
  const source = text.startsWith(' for ', 30) ? sourceStartingAt(text, 35) : null;
  return new Reading(BAD_PROTOCOL).from(source !== null && text[source.end] === ':' ? source : null);
}

function readBannerExchange(text: string): Reading | null {
  const source = sourceStartingAt(text, 33);
  return source?.port == null || text[source.end] !== ':' ? null : new Reading(BANNER_EXCHANGE).from(source);
}

function readObfuscated(text: string): Reading | null {
  const source = sourceEndingAt(text, text.length);
  return source === null ? null : new Reading(OBFUSCATED_HANDSHAKE).from(source);
}
