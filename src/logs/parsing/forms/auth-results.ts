import { readKeyDetails } from './key-details.js';
import { UNDECIDABLE, findLoginSource } from './login-source.js';
import { eventForm, ignoredForm, type MessageForm } from './message-form.js';
import { Reading, type MessageReader } from './reading.js';
import type { WrittenSource } from './source.js';

const AUTH_LOG =
  'auth.c auth_log(), every version; below VERBOSE the first failed keys of a valid user are not written';

export const FAILED_LOGIN = eventForm('failed_login', {
  logType: 'ssh_failed_login',
  evidence: 'failure',
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

export const ACCEPTED_LOGIN = eventForm('accepted_login', {
  logType: 'ssh_accepted_login',
  whenNothingNew: 'store',
  example: 'Accepted password for alice from 198.51.100.7 port 50100 ssh2',
  writtenBy: 'auth.c auth_log(), every version',
});

export const POSTPONED_LOGIN = ignoredForm('postponed_login', {
  example: 'Postponed keyboard-interactive for alice from 198.51.100.7 port 50100 ssh2 [preauth]',
  writtenBy: 'auth.c auth_log(), every version',
});

export const PARTIAL_LOGIN = ignoredForm('partial_login', {
  example:
    'Partial publickey for alice from 198.51.100.7 port 50100 ssh2: RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E',
  writtenBy: 'auth.c auth_log(), since 6.2: one factor of several',
});

export const authResultReaders: readonly MessageReader[] = [
  { start: 'Failed ', read: (text) => readResult(text, 7, failedForm) },
  { start: 'Accepted ', read: (text) => readResult(text, 9, () => ACCEPTED_LOGIN) },
  { start: 'Postponed ', read: (text) => readResult(text, 10, () => POSTPONED_LOGIN) },
  { start: 'Partial ', read: (text) => readResult(text, 8, () => PARTIAL_LOGIN) },
];

function failedForm(method: string, validUser: boolean): MessageForm {
  return validUser && method.startsWith('publickey') ? REFUSED_KEY : FAILED_LOGIN;
}

function readResult(
  text: string,
  methodAt: number,
  formOf: (method: string, validUser: boolean) => MessageForm,
): Reading | null {
  const methodEnd = text.indexOf(' ', methodAt);
  if (methodEnd < 0 || methodEnd - methodAt > 64 || !text.startsWith(' for ', methodEnd)) return null;
  const method = text.slice(methodAt, methodEnd);
  const source = findLoginSource(text, method);
  if (source === null) return null;
  const userAt = methodEnd + 5;
  const invalid = text.startsWith('invalid user ', userAt) || text.startsWith('illegal user ', userAt);
  const reading = new Reading(formOf(method, !invalid && !isHiddenName(text, userAt)));
  reading.method = method;
  reading.validUser = !invalid;
  return source === UNDECIDABLE ? reading : fill(reading, text, invalid ? userAt + 13 : userAt, source);
}

function fill(reading: Reading, text: string, userAt: number, source: WrittenSource): Reading | null {
  if (source.start < userAt) return null;
  reading.from(source).user(text.slice(userAt, source.start), reading.validUser);
  // Solaris and macOS hide the name of an account that does not exist.
  if (isHiddenName(text, userAt)) reading.user(null, false);
  if (text.startsWith(' ssh2: ', source.end)) readKeyDetails(reading, text, source.end + 7);
  return reading;
}

function isHiddenName(text: string, userAt: number): boolean {
  return text.startsWith('<invalid username> from ', userAt);
}
