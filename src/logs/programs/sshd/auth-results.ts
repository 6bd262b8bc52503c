import { NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm } from '../../parsing/message-form.js';
import type { MessageForm } from '../../parsing/message-form.js';
import { ParsedMessage } from '../../parsing/parsed-message.js';
import type { MessageReader, WrittenSource } from '../../parsing/parsed-message.js';
import { UNDECIDABLE, endsWithKey, findSourceAtEnd, findSourceBeforeKey, writesKeyDetails } from './login-source.js';
import { SSH_LOGIN } from './log-types.js';

const FINGERPRINT = /^(?:SHA256:[A-Za-z0-9+/=]+|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2})$/;
const LONGEST_WORD = 100;

/**
 * Reads what stands behind `ssh2: ` at `start` (`auth2.c format_method_key()`): `RSA SHA256:…`, or for a certificate
 * `RSA-CERT[ SHA256:…] ID alice (serial 7) CA ED25519 SHA256:…`.
 */
export function readKeyDetails(reading: ParsedMessage, text: string, start: number): void {
  const typeEnd = text.indexOf(' ', start);
  if (typeEnd < 0 || typeEnd - start > LONGEST_WORD) return;
  let next = typeEnd + 1;
  const word = wordAt(text, next);
  reading.keyType = text.slice(start, typeEnd);
  if (FINGERPRINT.test(word)) {
    reading.keyFingerprint = word;
    next += word.length + 1;
  }
  if (!text.startsWith('ID ', next)) return;
  const idEnd = text.lastIndexOf(' (serial ');
  if (idEnd >= next + 3) reading.certificateId = text.slice(next + 3, idEnd);
}

function wordAt(text: string, start: number): string {
  const end = text.indexOf(' ', start);
  const word = text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_WORD));
  return word.endsWith(',') ? word.slice(0, -1) : word;
}

const AUTH_LOG =
  'auth.c auth_log(), every version; below VERBOSE the first failed keys of a valid user are not written';

export const FAILED_LOGIN = eventForm('failed_login', {
  logType: 'ssh_failed_login',
  evidence: 'failure',
  decides: 'refused',
  whenNothingNew: 'store',
  example: 'Failed password for invalid user oracle from 192.0.2.10 port 40022 ssh2',
  writtenBy: AUTH_LOG,
});

export const REFUSED_KEY = eventForm('refused_key', {
  logType: 'ssh_failed_login',
  evidence: 'refused_key',
  whenNothingNew: 'store',
  example:
    'Failed publickey for alice from 192.0.2.10 port 40022 ssh2: ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E',
  writtenBy: AUTH_LOG,
});

export const REFUSED_KEY_TYPE = eventForm('refused_key_type', {
  logType: 'ssh_failed_login',
  evidence: 'refused_key',
  example: 'userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]',
  writtenBy: 'auth2-pubkey.c, since 7.0, without address; also `signature algorithm … not in PubkeyAcceptedAlgorithms`',
});

export const ACCEPTED_LOGIN = eventForm('accepted_login', {
  logType: SSH_LOGIN,
  decides: 'login',
  whenNothingNew: 'store',
  example: 'Accepted password for alice from 198.51.100.7 port 50100 ssh2',
  writtenBy: 'auth.c auth_log(), every version',
});

export const POSTPONED_LOGIN = eventForm('postponed_login', {
  logType: 'ssh_login_continued',
  example: 'Postponed keyboard-interactive for alice from 198.51.100.7 port 50100 ssh2 [preauth]',
  writtenBy: 'auth.c auth_log(), every version',
});

export const PARTIAL_LOGIN = eventForm('partial_login', {
  logType: 'ssh_login_continued',
  example:
    'Partial publickey for alice from 198.51.100.7 port 50100 ssh2: RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E',
  writtenBy: 'auth.c auth_log(), since 6.2: one factor of several',
});

export const authResultReaders: readonly MessageReader[] = [
  { start: 'Failed password for ', read: (text) => readPassword(text, 20, FAILED_LOGIN) },
  { start: 'Failed ', read: (text) => readResult(text, 7, failedForm) },
  { start: 'userauth_pubkey: ', read: readKeyType },
  { start: 'refusing ', read: readRefusedKeyType },
  { start: 'publickey key type ', read: readKeyNotInList },
  { start: 'Accepted ', read: (text) => readResult(text, 9, () => ACCEPTED_LOGIN) },
  { start: 'Postponed ', read: (text) => readResult(text, 10, () => POSTPONED_LOGIN) },
  { start: 'Partial ', read: (text) => readResult(text, 8, () => PARTIAL_LOGIN) },
];

const LOWER_I = 105;
const LESS_THAN = 60;

function failedForm(method: string, validUser: boolean): MessageForm {
  return validUser && method.startsWith('publickey') ? REFUSED_KEY : FAILED_LOGIN;
}

const KEY_TYPE_REFUSED = /^(?:key type|signature algorithm|unsupported public key algorithm:) /;
const KEY_TYPE_AT = 17;

function readKeyType(text: string): ParsedMessage | null {
  if (!KEY_TYPE_REFUSED.test(text.slice(KEY_TYPE_AT, KEY_TYPE_AT + 40))) return null;
  return refusedKeyType();
}

function refusedKeyType(): ParsedMessage {
  const reading = new ParsedMessage(REFUSED_KEY_TYPE);
  reading.method = 'publickey';
  return reading;
}

/** `publickey key type <type> is not in permitted list <list>`. */
function readKeyNotInList(text: string): ParsedMessage | null {
  if (!text.includes(' is not in permitted list ')) return null;
  return refusedKeyType();
}

/** `refusing [previously-used ]<type> key[: <error>]`. */
function readRefusedKeyType(text: string): ParsedMessage | null {
  if (!/^refusing (?:previously-used )?[A-Za-z0-9@._-]{1,64} key(?:: |$)/.test(text.slice(0, 110))) return null;
  return refusedKeyType();
}

/** The most frequent method by far. */
function readPassword(text: string, userAt: number, form: MessageForm): ParsedMessage | null {
  const source = findSourceAtEnd(text);
  return source === null ? null : fill(new ParsedMessage(form), text, userAt, 'password', source);
}

function readResult(
  text: string,
  methodAt: number,
  formOf: (method: string, validUser: boolean) => MessageForm,
): ParsedMessage | null {
  const methodEnd = text.indexOf(' ', methodAt);
  if (methodEnd < 0 || methodEnd - methodAt > 64 || !text.startsWith(' for ', methodEnd)) return null;
  const method = text.slice(methodAt, methodEnd);
  const hasKey = writesKeyDetails(method);
  const source = hasKey ? findSourceBeforeKey(text) : findSourceAtEnd(text);
  if (source === null) return null;
  const userAt = methodEnd + 5;
  const reading = new ParsedMessage(formOf(method, !isInvalidAt(text, userAt) && !isHiddenName(text, userAt)));
  if (source === UNDECIDABLE) return withoutSource(reading, text, userAt, method);
  if (hasKey && text.startsWith(' ssh2: ', source.end)) readKeyDetails(reading, text, source.end + 7);
  // A client chooses its certificate's id, and what it calls itself: behind a key alone the line is sshd's.
  const provenAt = hasKey && !endsWithKey(text) ? source.end : text.length;
  return fill(reading, text, userAt, method, source, provenAt);
}

function withoutSource(reading: ParsedMessage, text: string, userAt: number, method: string): ParsedMessage {
  reading.method = method;
  reading.validUser = !isInvalidAt(text, userAt);
  return reading;
}

function fill(
  reading: ParsedMessage,
  text: string,
  userAt: number,
  method: string,
  source: WrittenSource,
  provenAt = text.length,
): ParsedMessage | null {
  const invalid = isInvalidAt(text, userAt);
  const nameAt = invalid ? userAt + 13 : userAt;
  if (source.start < nameAt) return null;
  reading.method = method;
  // Solaris and macOS hide the name of an account that does not exist.
  if (isHiddenName(text, nameAt)) reading.user(null, false);
  else reading.user(text.slice(nameAt, source.start), !invalid);
  // An account that exists has the name that the system gave it.
  if (invalid) reading.behindClientText(nameAt, NAME_BYTES, provenAt);
  return reading.from(source);
}

function isInvalidAt(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== LOWER_I) return false;
  return text.startsWith('invalid user ', at) || text.startsWith('illegal user ', at);
}

function isHiddenName(text: string, at: number): boolean {
  return text.charCodeAt(at) === LESS_THAN && text.startsWith('<invalid username> from ', at);
}
