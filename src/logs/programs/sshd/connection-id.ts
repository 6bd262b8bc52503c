import { readSourceAddress } from '../../../net/ip-address.js';
import { PREAMBLE_NAME_BYTES } from '../../parsing/altered-lines.js';
import type { MessageForm } from '../../parsing/message-form.js';
import { ParsedMessage, sourceEndingAt, sourceStartingAt } from '../../parsing/parsed-message.js';
import type { WrittenSource } from '../../parsing/parsed-message.js';
import { isDigit, matchesAt } from '../../parsing/prefix/scan.js';
import { LONGEST_SEARCHED } from './login-source.js';

const CHANGE_OF_USER = 'Change of username or service not allowed: (';

// How sshd names a connection (packet.c sshpkt_fmt_connection_id()): `[<who> user <name> ]<address> port <n>`.

const LOWER_A = 97;
const LOWER_I = 105;
const LOWER_U = 117;

export interface NamedUser {
  readonly nameAt: number;
  readonly valid: boolean;
  readonly loggedIn: boolean;
}

/** `authenticating user `, `invalid user ` or (after the login) `user ` in front of a name. */
export function namedUserAt(text: string, at: number): NamedUser | null {
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

/** The address that stands from `at` on and ends the text. */
export function readSourceToEnd(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const source = sourceStartingAt(text, at);
  return source === null || source.end !== text.length ? null : new ParsedMessage(form).from(source);
}

/** The connection that is named from `at` on, up to a `: ` and an error without a colon. */
export function readIdBeforeError(text: string, at: number, form: MessageForm): ParsedMessage | null {
  const colon = text.lastIndexOf(': ');
  return colon < at ? null : readIdEndingAt(text, at, colon, form);
}

/** The connection that is named from `at` to `end`. */
export function readIdEndingAt(text: string, at: number, end: number, form: MessageForm): ParsedMessage | null {
  const user = namedUserAt(text, at);
  if (user === null) {
    const source = sourceStartingAt(text, at);
    return source?.port == null || source.end !== end ? null : new ParsedMessage(form).from(source);
  }
  const source = sourceEndingAt(text, end);
  if (source === null || source.start - 1 < user.nameAt) return null;
  const reading = new ParsedMessage(form).from(source).user(text.slice(user.nameAt, source.start - 1), user.valid);
  // A name that ends in ` port` makes one of the first digits of the address behind it.
  const addressEnd = source.start + source.address.length;
  return user.valid ? reading : reading.behindClientText(user.nameAt, PREAMBLE_NAME_BYTES, addressEnd);
}

/** sshd writes `UNKNOWN` where the socket is gone. */
function mayStandForAddress(word: string): boolean {
  return word === 'UNKNOWN' || readSourceAddress(word).ip !== null;
}

/**
 * ` <address> port <n>: ` between a name and a reason. The name is the client's choice, and so is the end of the one
 * reason that quotes it: where that leaves two places, none is taken; else the last one is sshd's.
 */
export function sourceBeforeReason(text: string, nameAt: number): WrittenSource | 'undecidable' | null {
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
