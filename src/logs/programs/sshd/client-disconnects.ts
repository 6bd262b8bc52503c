import { endOfDigits } from '../../parsing/prefix/scan.js';
import { eventForm } from '../../parsing/message-form.js';
import { Reading, sourceStartingAt } from '../../parsing/reading.js';
import type { MessageReader, WrittenSource } from '../../parsing/reading.js';

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
function readDisconnect(text: string, preauth: boolean): Reading | null {
  const word = sourceStartingAt(text, START.length);
  if (word === null) return null;
  const found = word.port === null ? splitCode(text, word) : codeAt(text, word, word.end);
  if (found === null) return null;
  const gaveUp = preauth && (found.code === KEY_EXCHANGE_FAILED || found.code === NO_MORE_METHODS);
  return new Reading(gaveUp ? CLIENT_GAVE_UP : CLIENT_DISCONNECTED).from(found.source);
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
