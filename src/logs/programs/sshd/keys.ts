import { NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm } from '../../parsing/message-form.js';
import { ParsedMessage, fromSourceWithPortEndingAt } from '../../parsing/parsed-message.js';
import type { MessageReader } from '../../parsing/parsed-message.js';

export const KEY_FROM_ELSEWHERE = eventForm('key_from_elsewhere', {
  logType: 'ssh_key_from_elsewhere',
  evidence: 'other',
  whenNothingNew: 'store',
  needsProgram: true,
  example:
    '/home/alice/.ssh/authorized_keys:3: Authentication tried for alice with correct key but not from a permitted host (host=192.0.2.10, ip=192.0.2.10, required=10.0.0.0/8).',
  writtenBy:
    'auth2-pubkeyfile.c auth_authorise_keyopts(), every version, without the file up to 7.6; also `with valid certificate but not from a permitted source address (<ip>).`',
});

export const KEY_REVOKED = eventForm('key_revoked', {
  logType: 'ssh_revoked_key',
  awaitsAddress: true,
  whenNothingNew: 'store',
  needsProgram: true,
  example:
    'error: Authentication key ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E revoked by file /etc/ssh/revoked_keys',
  writtenBy:
    'auth.c auth_key_is_revoked(), since 6.2, without address; also `WARNING: revoked key for <host> attempted authentication`',
});

export const CERTIFICATE_REFUSED = eventForm('certificate_refused', {
  logType: 'ssh_certificate_refused',
  awaitsAddress: true,
  whenNothingNew: 'store',
  needsProgram: true,
  example:
    'error: Refusing certificate ID "alice" serial=7 signed by ED25519 CA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E: Certificate invalid: expired',
  writtenBy: 'auth2-pubkey.c, auth2-pubkeyfile.c, auth2-hostbased.c, since 8.5, without address',
});

export const SIGNATURE_REJECTED = eventForm('signature_rejected', {
  logType: 'ssh_failed_login',
  evidence: 'failure',
  decides: 'refused',
  whenNothingNew: 'store',
  example:
    'error: public key ED25519-SK SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E signature for alice from 192.0.2.10 port 40022 rejected: user presence (authenticator touch) requirement not met ',
  writtenBy: 'monitor.c, auth2-pubkey.c, since 8.2; also `user verification requirement not met`, since 8.4',
});

export const keyReaders: readonly MessageReader[] = [
  { start: 'Authentication tried for ', read: (text) => readFromElsewhere(text, 0) },
  { start: 'Authentication key ', read: readRevoked },
  { start: '/', read: readFromElsewhereInFile },
  { start: 'public key ', read: readSignatureRejected },
  { start: 'Refusing certificate ID "', read: readCertificateRefused },
  { start: 'WARNING: revoked key for ', read: readRevokedOfHost },
];

const TRIED_FOR = 'Authentication tried for ';
const CORRECT_KEY = ' with correct key but not from a permitted host (host=';
const VALID_CERTIFICATE = ' with valid certificate but not from a permitted source address (';

/** `<file>:<line>: …`: the path is that of an account's file, or of a command of the administrator. */
function readFromElsewhereInFile(text: string): ParsedMessage | null {
  const at = text.indexOf(`: ${TRIED_FOR}`);
  return at < 0 ? null : readFromElsewhere(text, at + 2);
}

/** The account exists, so its name is the system's; the name of the client's host is what its DNS says. */
function readFromElsewhere(text: string, at: number): ParsedMessage | null {
  const nameAt = at + TRIED_FOR.length;
  const keyAt = text.indexOf(CORRECT_KEY, nameAt);
  if (keyAt >= 0) {
    const end = text.lastIndexOf(', required=');
    const start = text.lastIndexOf(', ip=', end);
    return start < keyAt ? null : keyOf(text.slice(nameAt, keyAt), text.slice(start + 5, end));
  }
  const certificateAt = text.indexOf(VALID_CERTIFICATE, nameAt);
  const end = text.lastIndexOf(')');
  if (certificateAt < 0 || end < certificateAt) return null;
  return keyOf(text.slice(nameAt, certificateAt), text.slice(certificateAt + VALID_CERTIFICATE.length, end));
}

function keyOf(username: string, address: string): ParsedMessage {
  const reading = new ParsedMessage(KEY_FROM_ELSEWHERE).user(username, true);
  reading.address = address;
  reading.method = 'publickey';
  return reading;
}

/** `Authentication key <type> <fingerprint> revoked by file <path>`. */
function readRevoked(text: string): ParsedMessage | null {
  const end = text.indexOf(' revoked by file ');
  if (end < 0) return null;
  return withKey(new ParsedMessage(KEY_REVOKED), text.slice('Authentication key '.length, end));
}

/** `<host> attempted authentication`: a name, or an address. */
function readRevokedOfHost(text: string): ParsedMessage | null {
  const end = text.lastIndexOf(' attempted authentication');
  if (end < 25) return null;
  const reading = new ParsedMessage(KEY_REVOKED);
  reading.address = text.slice(25, end);
  return reading;
}

/** The id is what the certificate authority wrote; the last `" serial=` is sshd's. */
function readCertificateRefused(text: string): ParsedMessage | null {
  const at = 'Refusing certificate ID "'.length;
  const end = text.lastIndexOf('" serial=');
  if (end < at) return null;
  const reading = new ParsedMessage(CERTIFICATE_REFUSED);
  reading.certificateId = text.slice(at, end);
  reading.method = 'publickey';
  return reading;
}

const INVALID_USER = 'invalid user ';

/** `public key <type> <fingerprint> signature for [invalid user ]<user> from <address> port <n> rejected: <reason>`. */
function readSignatureRejected(text: string): ParsedMessage | null {
  const keyAt = 'public key '.length;
  const keyEnd = text.indexOf(' signature for ', keyAt);
  const end = text.lastIndexOf(' rejected: ');
  const source = end < 0 ? null : fromSourceWithPortEndingAt(text, end);
  if (keyEnd < 0 || source === null) return null;
  const userAt = keyEnd + ' signature for '.length;
  const isInvalid = text.startsWith(INVALID_USER, userAt);
  const nameAt = isInvalid ? userAt + INVALID_USER.length : userAt;
  if (source.start < nameAt) return null;
  const reading = withKey(new ParsedMessage(SIGNATURE_REJECTED), text.slice(keyAt, keyEnd))
    .from(source)
    .user(text.slice(nameAt, source.start), !isInvalid);
  return isInvalid ? reading.behindClientText(nameAt, NAME_BYTES, end) : reading;
}

/** `<type> <fingerprint>`. */
function withKey(reading: ParsedMessage, key: string): ParsedMessage {
  const blank = key.indexOf(' ');
  reading.method = 'publickey';
  reading.keyType = blank < 0 ? null : key.slice(0, blank);
  reading.keyFingerprint = blank < 0 ? key : key.slice(blank + 1);
  return reading;
}
