import { authResultReaders } from '../programs/sshd/auth-results.js';
import { clientDisconnectReaders } from '../programs/sshd/client-disconnects.js';
import { connectionEndReaders } from '../programs/sshd/connection-ends.js';
import { connectionStartReaders } from '../programs/sshd/connection-starts.js';
import { dropbearReaders } from '../programs/dropbear.js';
import { housekeepingReaders } from '../programs/sshd/housekeeping.js';
import { invalidUserReaders } from '../programs/sshd/invalid-users.js';
import { keyExchangeReaders } from '../programs/sshd/key-exchange.js';
import { listenerReaders } from '../programs/sshd/listener.js';
import { pamReaders } from '../programs/pam.js';
import { policyReaders } from '../programs/sshd/policy-refusals.js';
import { probeReaders } from '../programs/sshd/probes.js';
import { mayBeCut, PREAMBLE_NAME_BYTES, sentBytes, SHORTEST_CUT } from './cut-text.js';
import { standsAt } from './prefix/scan.js';
import type { MessageReader, Reading } from './reading.js';

/** Every reader; among those with the same first letter, the most frequent first. */
export const MESSAGE_READERS: readonly MessageReader[] = [
  ...authResultReaders,
  ...pamReaders,
  ...invalidUserReaders,
  ...clientDisconnectReaders,
  ...connectionEndReaders,
  ...connectionStartReaders,
  ...policyReaders,
  ...probeReaders,
  ...keyExchangeReaders,
  ...listenerReaders,
  ...dropbearReaders,
  ...housekeepingReaders,
];

const LETTERS = 128;
const readersByLetter: readonly (readonly MessageReader[])[] = Array.from({ length: LETTERS }, (_, code) =>
  MESSAGE_READERS.filter(({ start }) => start.charCodeAt(0) === code),
);
const NO_READERS: readonly MessageReader[] = [];

const PREAUTH = ' [preauth]';
const CLOSE_BRACKET = 93;
const LEVELS = ['error: ', 'fatal: '];

/**
 * Reads one message of sshd, dropbear or PAM for sshd; null where no form matches. The time it takes grows
 * with the length of the message only.
 *
 * @param headerBytes the most that can have stood in front of it when it was cut, if it was
 */
export function readMessage(message: string, headerBytes: number): Reading | null {
  const preauth = message.charCodeAt(message.length - 1) === CLOSE_BRACKET && message.endsWith(PREAUTH);
  const start = levelLength(message);
  const isWhole = start === 0 && !preauth;
  const text = isWhole ? message : message.slice(start, preauth ? message.length - PREAUTH.length : message.length);
  const reading = readBare(text, preauth);
  if (reading !== null && reading.address !== null && message.length >= SHORTEST_CUT) {
    dropUnproven(reading, message, text, headerBytes);
  }
  return reading;
}

/** Takes back an address, or a port, that a cut in the client's text may have made. */
function dropUnproven(reading: Reading, message: string, text: string, headerBytes: number): void {
  const isCut = mayBeCut(message, headerBytes);
  const { clientTextAt, clientBytes, provenAt } = reading;
  // Of a number or an address that was cut, what is left is another one.
  if (isCut && reading.port !== null && text.endsWith(` ${reading.port}`)) reading.port = null;
  const isCutAddress = isCut && text.endsWith(reading.address!);
  if (
    isCutAddress ||
    (clientTextAt >= 0 && sentBytes(text, clientTextAt, provenAt) <= clientBytes && mayHoldAddress())
  ) {
    if (!isCutAddress) reading.claim = { address: reading.address!, port: reading.port };
    reading.address = null;
    reading.port = null;
  }

  /** The ends of connections repeat an address that shorter lines of the connection prove: no length is trusted. */
  function mayHoldAddress(): boolean {
    return isCut || (clientBytes >= PREAMBLE_NAME_BYTES && message.length >= LONGEST_TRUSTED_END);
  }
}

/** Room for an ordinary name, the longest address and the longest reason. */
const LONGEST_TRUSTED_END = 160;

function readBare(text: string, preauth: boolean): Reading | null {
  for (const reader of readersByLetter[text.charCodeAt(0)] ?? NO_READERS) {
    if (!standsAt(text, reader.start, 0)) continue;
    const reading = reader.read(text, preauth);
    if (reading !== null) return reading;
  }
  return null;
}

function levelLength(message: string): number {
  const first = message.charCodeAt(0);
  if (first !== 101 && first !== 102) return 0;
  return LEVELS.find((level) => message.startsWith(level))?.length ?? 0;
}
