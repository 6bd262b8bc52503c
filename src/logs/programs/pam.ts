import { endOfDigits, matchesAt } from '../parsing/prefix/scan.js';
import { NAME_BYTES } from '../parsing/altered-lines.js';
import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage, fromSourceEndingAt, passOver, wordEndingAt } from '../parsing/parsed-message.js';
import type { MessageReader } from '../parsing/parsed-message.js';

export const PAM_FAILURE = eventForm('pam_failure', {
  logType: 'ssh_pam_failure',
  evidence: 'pam',
  example:
    'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root',
  writtenBy: 'Linux-PAM pam_unix, pam_sss, pam_ldap, pam_krb5, …',
});

export const PAM_DENIED = eventForm('pam_denied', {
  logType: 'ssh_pam_failure',
  evidence: 'pam',
  example: "pam_winbind(sshd:auth): user 'AD\\alice' denied access (incorrect password or invalid membership)",
  writtenBy: "Samba's pam_winbind",
});

export const PAM_MORE_FAILURES = eventForm('pam_more_failures', {
  logType: 'ssh_pam_failure',
  evidence: 'pam_more',
  decides: 'refused',
  example: 'PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root',
  writtenBy: 'Linux-PAM pam_unix, when the connection ends',
});

export const PAM_SUCCESS = eventForm('pam_success', {
  logType: 'ssh_pam_success',
  decides: 'allowed',
  example:
    'pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10 user=alice',
  writtenBy: "sssd's pam_sss; also `user '<name>' granted access` by Samba's pam_winbind",
});

export const PAM_ERROR = eventForm('pam_error', {
  logType: 'ssh_pam_failure',
  evidence: 'pam_error',
  decides: 'refused',
  example: 'error: PAM: Authentication failure for illegal user oracle from 192.0.2.10',
  writtenBy:
    'auth-pam.c sshpam_query(), every version: one for each refused answer; `via <address>` by FreeBSD and macOS',
});

export const PAM_LOCKOUT = eventForm('pam_lockout', {
  logType: 'ssh_account_lockout',
  example: 'pam_faillock(sshd:auth): Consecutive login failures for user root account temporarily locked',
  writtenBy: 'Linux-PAM pam_faillock, pam_tally2 (`user <user> (<uid>) tally <n>, deny <n>`)',
});

export const PAM_ACCESS_DENIED = eventForm('pam_access_denied', {
  logType: 'ssh_login_refused',
  evidence: 'other',
  whenNothingNew: 'store',
  example: "pam_access(sshd:account): access denied for user 'alice' from '192.0.2.10'",
  writtenBy:
    'Linux-PAM pam_access; also pam_sss `Access denied for user <user>: 6`, pam_unix `account <user> has expired`, pam_listfile `Refused user <user> for service sshd`, pam_lastlog `user <user> inactive for <n> days - denied`',
});

export const SECOND_FACTOR_SKIPPED = eventForm('second_factor_skipped', {
  logType: 'ssh_second_factor_skipped',
  whenNothingNew: 'store',
  example: "Failsafe Duo login for 'alice' from 192.0.2.10: Couldn't connect to api-1234.duosecurity.com",
  writtenBy: "Duo's pam_duo and login_duo, where the service cannot be reached and `failmode` is `safe`",
});

export const PAM_SESSION_OPENED = eventForm('ssh_pam_session_opened', {
  logType: 'ssh_session_opened',
  isOfConnection: false,
  example: 'pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)',
  writtenBy: 'Linux-PAM pam_unix; before 1.4 `session opened for user alice by (uid=0)`',
});

export const PAM_SESSION_CLOSED = eventForm('ssh_pam_session_closed', {
  logType: 'ssh_session_closed',
  isOfConnection: false,
  example: 'pam_unix(sshd:session): session closed for user alice',
  writtenBy: 'Linux-PAM pam_unix',
});

export const PAM_REMARK = ignoredForm('pam_remark', {
  example: 'pam_unix(sshd:auth): check pass; user unknown',
  writtenBy: 'Linux-PAM: what its modules say besides failures',
});

export const PAM_SERVICE_REMARK = ignoredForm('pam_service_remark', {
  example: 'PAM service(sshd) ignoring max retries; 5 > 3',
  writtenBy: 'Linux-PAM and auth-pam.c',
});

export const pamReaders: readonly MessageReader[] = [
  { start: 'pam_', read: readModule },
  { start: 'PAM: ', read: readPamError },
  { start: 'PAM ', read: readService },
  passOver('PAM(sshd', PAM_SERVICE_REMARK),
  { start: "Failsafe Duo login for '", read: readFailsafe },
  // The number stands first where the tag of the module is missing.
  ...[...'123456789'].map((start) => ({ start, read: (text: string) => readMoreFailures(text, 0) })),
];

/** `PAM password auth succeeded for …` is dropbear's, and `PAM user mismatch` sshd's. */
function readService(text: string): ParsedMessage | null {
  return readMoreFailures(text, 4) ?? (NOT_OF_PAM.test(text.slice(0, 18)) ? null : serviceRemark);
}

const NOT_OF_PAM = /^PAM (?:password auth |user mismatch)/;
const serviceRemark = new ParsedMessage(PAM_SERVICE_REMARK);
const moduleRemark = new ParsedMessage(PAM_REMARK);
const USUAL_TAG = 'pam_unix(sshd:auth): ';
/** The fields in front of the host are the same for nearly every failure. */
const USUAL_FAILURE = `${USUAL_TAG}authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=`;
const FAILURE = 'authentication failure; ';
const SUCCESS = 'authentication success; ';
const MODULE = /^pam_[a-z0-9_]{1,40}\((?:sshd|dropbear|ssh)(?::[a-z-]{1,20})?\):? /;
const LONGEST_MODULE = 80;

/** `pam_<module>(sshd:<stage>): <text>`; a module that reports for another service (sudo, su) is not ours. */
function readModule(text: string): ParsedMessage | null {
  if (matchesAt(text, USUAL_FAILURE, 0)) return readUsualFailure(text);
  if (matchesAt(text, USUAL_TAG, 0)) return readModuleText(text, USUAL_TAG.length, 'pam_unix');
  const tag = MODULE.exec(text.slice(0, LONGEST_MODULE))?.[0];
  return tag === undefined ? null : readModuleText(text, tag.length, tag.slice(0, tag.indexOf('(')));
}

/** The text that a PAM module wrote, from `at`; always of some form. */
export function readModuleText(text: string, at: number, module: string): ParsedMessage {
  const reading =
    readResult(text, at) ??
    readUserAccess(text, at) ??
    readMoreFailures(text, at) ??
    readLockout(text, at) ??
    readSession(text, at) ??
    readRefusal(text, at);
  if (reading === null) return moduleRemark;
  reading.pamModule = module;
  return reading;
}

function readResult(text: string, at: number): ParsedMessage | null {
  if (matchesAt(text, FAILURE, at)) return readFields(new ParsedMessage(PAM_FAILURE), text, at);
  return matchesAt(text, SUCCESS, at) ? readFields(new ParsedMessage(PAM_SUCCESS), text, at) : null;
}

const GRANTED = "' granted access";
const DENIED = "' denied access";

/** `user '<name>' granted access`, `user '<name>' denied access (<reason>)`: the name is the client's choice. */
function readUserAccess(text: string, at: number): ParsedMessage | null {
  if (!text.startsWith("user '", at)) return null;
  const nameAt = at + 6;
  if (text.endsWith(GRANTED) && text.length - GRANTED.length >= nameAt) {
    return new ParsedMessage(PAM_SUCCESS).user(text.slice(nameAt, text.length - GRANTED.length), null);
  }
  // The reason is the module's own; the last mark is in front of it, whatever the name holds.
  const end = text.lastIndexOf(DENIED);
  return end < nameAt ? null : new ParsedMessage(PAM_DENIED).user(text.slice(nameAt, end), null);
}

/** The fields as pam_unix writes them for sshd: none of them holds anything of the client's. */
const OWN_FIELDS = /^logname= uid=\d{0,10} euid=\d{0,10} tty=[a-z0-9/]{0,20} ruser= rhost=/;
const LONGEST_OWN_FIELDS = 100;
const RHOST = ' rhost=';

/**
 * `logname= uid=0 euid=0 tty=ssh ruser= rhost=<host>[  user=<user>]`, the user's name raw and to the end of the line.
 * Where the fields before the host are empty or numbers, the first ` rhost=` is PAM's, whatever the name holds. Other
 * modules (pam_krb5) write the client's name into `logname=` or `ruser=`: with a second ` rhost=` in the line either
 * may be the client's, and none is taken.
 */
function readFields(reading: ParsedMessage, text: string, at: number): ParsedMessage | null {
  const first = text.indexOf(RHOST, at);
  if (first < 0) return null;
  const fieldsAt = text.indexOf('logname=', at);
  const isOwn = fieldsAt >= 0 && OWN_FIELDS.test(text.slice(fieldsAt, fieldsAt + LONGEST_OWN_FIELDS));
  if (!isOwn && text.includes(RHOST, first + RHOST.length)) return reading;
  return readHostAndUser(reading, text, first + RHOST.length);
}

function readUsualFailure(text: string): ParsedMessage {
  const reading = new ParsedMessage(PAM_FAILURE);
  reading.pamModule = 'pam_unix';
  return readHostAndUser(reading, text, USUAL_FAILURE.length);
}

function readHostAndUser(reading: ParsedMessage, text: string, hostAt: number): ParsedMessage {
  const blank = text.indexOf(' ', hostAt);
  const hostEnd = blank < 0 ? text.length : blank;
  if (hostEnd > hostAt) reading.address = text.slice(hostAt, hostEnd);
  const userAt = text.startsWith('  user=', hostEnd)
    ? hostEnd + 7
    : text.startsWith(' user=', hostEnd)
      ? hostEnd + 6
      : -1;
  if (userAt > 0) reading.user(text.slice(userAt), null);
  return reading;
}

function readMoreFailures(text: string, at: number): ParsedMessage | null {
  const digitsEnd = endOfDigits(text, at);
  if (digitsEnd === at || digitsEnd - at > 9 || !text.startsWith(' more authentication failure', digitsEnd))
    return null;
  const reading = readFields(new ParsedMessage(PAM_MORE_FAILURES), text, digitsEnd);
  if (reading !== null) reading.occurrences = Number(text.slice(at, digitsEnd));
  return reading;
}

const LOCKOUT_START = 'Consecutive login failures for user ';
const LOCKOUT_END = ' account temporarily locked';

function readLockout(text: string, at: number): ParsedMessage | null {
  if (!text.startsWith(LOCKOUT_START, at)) return null;
  const end = text.lastIndexOf(LOCKOUT_END);
  const username = end < at + LOCKOUT_START.length ? null : text.slice(at + LOCKOUT_START.length, end);
  return new ParsedMessage(PAM_LOCKOUT).user(username, true);
}

const OPENED = 'session opened for user ';
const CLOSED = 'session closed for user ';

/** The account exists: it is logged in. */
function readSession(text: string, at: number): ParsedMessage | null {
  if (text.startsWith(CLOSED, at))
    return new ParsedMessage(PAM_SESSION_CLOSED).user(text.slice(at + CLOSED.length), true);
  const by = text.startsWith(OPENED, at) ? text.lastIndexOf(' by ') : -1;
  if (by < at + OPENED.length) return null;
  const name = text.slice(at + OPENED.length, by).replace(/\(uid=\d{1,10}\)$/, '');
  return new ParsedMessage(PAM_SESSION_OPENED).user(name, true);
}

const TALLY = / \(\d{1,10}\) tally \d{1,10}, deny \d{1,10}$/;
const LONGEST_TALLY = 60;

/** What modules refuse besides passwords. Names stand between words of the module's own, and are read from the end. */
function readRefusal(text: string, at: number): ParsedMessage | null {
  if (text.startsWith('access denied for user ', at)) return readAccessDenied(text, at + 23);
  if (text.startsWith('Access denied for user ', at)) return refusalOf(text, at + 23, text.lastIndexOf(': '));
  if (text.startsWith('account ', at)) return refusalOf(text, at + 8, text.lastIndexOf(' has expired'));
  if (text.startsWith('Refused user ', at)) return refusalOf(text, at + 13, text.lastIndexOf(' for service '));
  if (!text.startsWith('user ', at)) return null;
  if (text.endsWith(' days - denied')) return refusalOf(text, at + 5, text.lastIndexOf(' inactive for '));
  const tally = TALLY.exec(text.slice(-LONGEST_TALLY));
  const end = tally === null ? -1 : text.length - tally[0].length;
  return end < at + 5 ? null : new ParsedMessage(PAM_LOCKOUT).user(text.slice(at + 5, end), null);
}

function refusalOf(text: string, nameAt: number, end: number): ParsedMessage | null {
  return end < nameAt ? null : new ParsedMessage(PAM_ACCESS_DENIED).user(text.slice(nameAt, end), null);
}

/** `user <name> from <host>`, both in single quotes or in backquotes; the last ` from ` is the module's. */
function readAccessDenied(text: string, at: number): ParsedMessage | null {
  const word = wordEndingAt(text, text.length);
  if (word === null || !text.startsWith(' from ', word.start - 6) || word.start - 6 < at + 2) return null;
  const reading = new ParsedMessage(PAM_ACCESS_DENIED).user(text.slice(at + 1, word.start - 7), null);
  reading.address = word.address.replace(/^[`']|'$/g, '');
  return reading.behindClientText(at, NAME_BYTES, text.length);
}

/**
 * `Failsafe Duo login for '<user>'[ from <host>][: <reason>]`. The name is the client's choice, so that no address is taken from
 * what may be part of it: that of the connection is known.
 */
function readFailsafe(text: string): ParsedMessage {
  const nameAt = 24;
  const ends = ["' from ", "': "].map((mark) => text.lastIndexOf(mark)).filter((end) => end >= nameAt);
  const end = ends.length > 0 ? Math.max(...ends) : text.length - 1;
  return new ParsedMessage(SECOND_FACTOR_SKIPPED).user(text.slice(nameAt, end), true);
}

/** `PAM: <error> for [illegal user ]<user> from <host>[ via <our address>]`: the last ` from ` is sshd's. */
function readPamError(text: string): ParsedMessage | null {
  const errorEnd = text.indexOf(' for ');
  if (errorEnd < 0) return new ParsedMessage(PAM_SERVICE_REMARK);
  const source = fromSourceEndingAt(text, endBeforeVia(text));
  const userAt = errorEnd + 5;
  const illegal = text.startsWith('illegal user ', userAt) || text.startsWith('invalid user ', userAt);
  const nameAt = illegal ? userAt + 13 : userAt;
  if (source === null || source.start < nameAt) return null;
  const reading = new ParsedMessage(PAM_ERROR).from(source).user(text.slice(nameAt, source.start), !illegal);
  reading.method = PAM_METHOD;
  return illegal ? reading.behindClientText(nameAt, NAME_BYTES, text.length) : reading;
}

/** sshd asks PAM so, and says so of refused answers, for this method alone. */
const PAM_METHOD = 'keyboard-interactive/pam';

function endBeforeVia(text: string): number {
  const last = wordEndingAt(text, text.length);
  const isVia = last !== null && text.startsWith(' via ', last.start - 5);
  return isVia ? last.start - 5 : text.length;
}
