import { authResultReaders } from './auth-results.js';
import { clientDisconnectReaders } from './client-disconnects.js';
import { connectionEndReaders } from './connection-ends.js';
import { connectionStartReaders } from './connection-starts.js';
import { dropbearReaders } from './dropbear.js';
import { housekeepingReaders } from './housekeeping.js';
import { invalidUserReaders } from './invalid-users.js';
import { keyExchangeReaders } from './key-exchange.js';
import { listenerReaders } from './listener.js';
import { pamReaders } from './pam.js';
import { policyReaders } from './policy-refusals.js';
import { probeReaders } from './probes.js';
import { standsAt } from '../prefix/scan.js';
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
 */
export function readMessage(message: string): Reading | null {
  const preauth = message.charCodeAt(message.length - 1) === CLOSE_BRACKET && message.endsWith(PREAUTH);
  const start = levelLength(message);
  if (start === 0 && !preauth) return readBare(message, false);
  return readBare(message.slice(start, preauth ? message.length - PREAUTH.length : message.length), preauth);
}

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
