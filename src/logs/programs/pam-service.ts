import { eventForm, ignoredForm } from '../parsing/message-form.js';
import type { MessageForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import type { MessageReader } from '../parsing/parsed-message.js';
import { endOfDigits } from '../parsing/prefix/scan.js';
import type { NamedProgramReader, Program } from './program.js';

// What PAM's modules say for services other than sshd, whose lines are read in pam.ts, since they belong to connections.

const LOGIN_FAILED = eventForm('pam_service_failure', {
  logType: 'pam_failed_login',
  evidence: 'failure',
  isOfConnection: false,
  whenNothingNew: 'store',
  example:
    'pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.10  user=bob',
  writtenBy:
    'Linux-PAM pam_unix, pam_sss, … for any service that people log in to; also `2 more authentication failures`',
});

const LOGIN_REFUSED = eventForm('pam_service_refused', {
  logType: 'pam_login_refused',
  isOfConnection: false,
  whenNothingNew: 'store',
  example: "pam_access(vsftpd:account): access denied for user 'bob' from '192.0.2.10'",
  writtenBy: 'Linux-PAM pam_access; also pam_listfile, pam_unix `account <user> has expired`, pam_faillock',
});

const PRIVILEGE_FAILED = eventForm('pam_privilege_failure', {
  logType: 'pam_privilege_failure',
  isOfConnection: false,
  whenNothingNew: 'store',
  example:
    'pam_unix(sudo:auth): authentication failure; logname=alice uid=1000 euid=0 tty=/dev/pts/0 ruser=alice rhost=  user=alice',
  writtenBy: 'Linux-PAM pam_unix, pam_sss, … for sudo, su, polkit and others that ask who is logged in already',
});

const FAILURE_ELSEWHERE = eventForm('pam_failure_repeated', {
  logType: 'pam_failed_login',
  isOfConnection: false,
  example:
    'pam_unix(login:auth): authentication failure; logname=LOGIN uid=0 euid=0 tty=/dev/tty1 ruser= rhost=  user=root',
  writtenBy: 'Linux-PAM for login, whose own line counts the attempt',
});

const SESSION_OPENED = eventForm('pam_session_opened', {
  logType: 'pam_session_opened',
  isOfConnection: false,
  whenNothingNew: 'store',
  example: 'pam_unix(vsftpd:session): session opened for user bob(uid=1001) by (uid=0)',
  writtenBy: 'Linux-PAM pam_unix, for a service that people log in to',
});

const SESSION_CLOSED = eventForm('pam_session_closed', {
  logType: 'pam_session_closed',
  isOfConnection: false,
  example: 'pam_unix(vsftpd:session): session closed for user bob',
  writtenBy: 'Linux-PAM pam_unix',
});

const SESSION_BEHIND = eventForm('pam_session_behind', {
  logType: 'pam_session_opened',
  isOfConnection: false,
  example: 'pam_unix(sudo:session): session opened for user root(uid=0) by alice(uid=1000)',
  writtenBy: 'Linux-PAM pam_unix for sudo, su, cron and others: what the line of the program itself says better',
});

const PASSWORD_CHANGED = eventForm('pam_password_changed', {
  logType: 'account_password_changed',
  isOfConnection: false,
  whenNothingNew: 'store',
  example: 'pam_unix(passwd:chauthtok): password changed for alice',
  writtenBy: 'Linux-PAM pam_unix, for passwd, chpasswd and newusers',
});

const REMARK = ignoredForm('pam_service_message', {
  example: 'pam_unix(cron:session): session closed for user root',
  writtenBy: 'Linux-PAM: what its modules say besides, and the sessions of cron and systemd',
});

const remark = new ParsedMessage(REMARK);

/** Services of people who are logged in already: a wrong password is no failed login. */
const PRIVILEGE_SERVICES = new Set([
  'sudo',
  'sudo-i',
  'su',
  'su-l',
  'runuser',
  'runuser-l',
  'doas',
  'polkit-1',
  'pkexec',
  'passwd',
  'chsh',
  'chfn',
  'chpasswd',
  'newusers',
  'chage',
  'useradd',
  'userdel',
  'usermod',
  'groupadd',
  'groupmod',
  'groupdel',
]);
/** Services that nobody logs in to. */
const SYSTEM_SERVICES = new Set([
  'cron',
  'crond',
  'crontab',
  'atd',
  'systemd-user',
  'runuser',
  'runuser-l',
  'other',
  'systemd',
  'lxc',
  'cups',
]);
/** Services whose programs have a line of their own for an attempt. */
const OWN_LINES = new Set(['login', 'remote']);

const MODULE = /^pam_[a-z0-9_]{1,40}\(([A-Za-z0-9_.@-]{1,40})(?::[a-z_-]{1,20})?\):? /;
const LONGEST_MODULE = 120;
/** Services whose PAM lines belong to connections. */
const OF_SSH = /^(?:sshd|ssh|dropbear)$/;

/** What stands in front of most of these lines. */
const EVERY_MINUTE = 'pam_unix(cron:session): ';

/** `pam_<module>(<service>:<stage>): <text>`, of any service but sshd. */
function readModule(text: string): ParsedMessage | null {
  if (text.startsWith(EVERY_MINUTE)) return remark;
  const tag = MODULE.exec(text.slice(0, LONGEST_MODULE));
  if (tag === null || OF_SSH.test(tag[1]!)) return null;
  return readServiceText(text, tag[0].length, tag[1]!);
}

function readServiceText(text: string, at: number, service: string): ParsedMessage {
  return (
    readFailure(text, at, service) ??
    readSession(text, at, service) ??
    readChange(text, at, service) ??
    readRefusal(text, at, service) ??
    remark
  );
}

const FAILURE = 'authentication failure; ';
const MORE = ' more authentication failure';
const RHOST = ' rhost=';

function readFailure(text: string, at: number, service: string): ParsedMessage | null {
  const digitsEnd = endOfDigits(text, at);
  const isMore = digitsEnd > at && digitsEnd - at <= 6 && text.startsWith(MORE, digitsEnd);
  if (!isMore && !text.startsWith(FAILURE, at)) return null;
  const isPrivilege = PRIVILEGE_SERVICES.has(service);
  const form = isPrivilege ? PRIVILEGE_FAILED : OWN_LINES.has(service) ? FAILURE_ELSEWHERE : LOGIN_FAILED;
  const reading = new ParsedMessage(form);
  const times = isMore ? Number(text.slice(at, digitsEnd)) : 1;
  if (!isPrivilege) reading.occurrences = times;
  return readFields(reading, text, at, isPrivilege, service, times);
}

/**
 * `logname=<u> uid=<n> euid=<n> tty=<tty> ruser=<u> rhost=<host>[  user=<u>]`. The client of a service writes the names in front of
 * the host, and the one behind it: with a second ` rhost=` in the line either may be theirs, and none is taken.
 */
function readFields(
  reading: ParsedMessage,
  text: string,
  at: number,
  isPrivilege: boolean,
  service: string,
  times: number,
): ParsedMessage {
  const hostAt = text.indexOf(RHOST, at);
  const isTwofold = hostAt >= 0 && text.includes(RHOST, hostAt + RHOST.length);
  const tty = fieldBefore(text, at, hostAt, ' tty=');
  const action = { service, ...(tty === null ? {} : { tty: tty.replace(/^\/dev\//, '') }) };
  const details = isPrivilege ? { failures: times } : null;
  if (hostAt < 0 || isTwofold) return reading.does(action, details);
  const valueAt = hostAt + RHOST.length;
  const blank = text.indexOf(' ', valueAt);
  const hostEnd = blank < 0 ? text.length : blank;
  // Who is logged in already comes from nowhere.
  if (hostEnd > valueAt && !isPrivilege) reading.address = text.slice(valueAt, hostEnd);
  const asked = userBehind(text, hostEnd);
  const remote = fieldBefore(text, at, hostAt, ' ruser=');
  if (!isPrivilege) return reading.user(asked ?? remote, null).does(action, details);
  const caller = remote ?? fieldBefore(text, at, hostAt, 'logname=') ?? asked;
  const isOther = asked !== null && asked !== caller;
  return reading.user(caller, null).does(isOther ? { ...action, targetUser: asked } : action, details);
}

/** The value of a field that ends at the next blank; null where it is empty, or not there. */
function fieldBefore(text: string, at: number, end: number, key: string): string | null {
  const head = text.slice(at, end < 0 ? text.length : end);
  const keyAt = head.indexOf(key);
  if (keyAt < 0) return null;
  const value = /^[^ ]{1,256}/.exec(head.slice(keyAt + key.length));
  return value === null ? null : value[0];
}

function userBehind(text: string, at: number): string | null {
  const userAt = text.startsWith('  user=', at) ? at + 7 : text.startsWith(' user=', at) ? at + 6 : -1;
  return userAt < 0 ? null : text.slice(userAt);
}

const OPENED = 'session opened for user ';
const CLOSED = 'session closed for user ';
/** As written since Linux-PAM 1.4 behind a name. */
const UID = /\(uid=(\d{1,10})\)$/;

/** `session opened for user <u>[(uid=<n>)] by [<u>](uid=<n>)`, `session closed for user <u>`. */
function readSession(text: string, at: number, service: string): ParsedMessage | null {
  const opens = text.startsWith(OPENED, at);
  if (!opens && !text.startsWith(CLOSED, at)) return null;
  if (SYSTEM_SERVICES.has(service)) return remark;
  const isPrivilege = PRIVILEGE_SERVICES.has(service);
  const by = opens ? text.lastIndexOf(' by ') : -1;
  const whom = text.slice(at + OPENED.length, by < at + OPENED.length ? text.length : by).replace(UID, '');
  const caller = by < 0 ? '' : text.slice(by + 4).replace(UID, '');
  const form = !opens ? SESSION_CLOSED : isPrivilege ? SESSION_BEHIND : SESSION_OPENED;
  const reading = new ParsedMessage(form);
  if (!isPrivilege) return reading.user(whom, true).does({ service });
  return reading.user(caller === '' ? null : caller, true).does({ service, targetUser: whom });
}

const CHANGED = 'password changed for ';

function readChange(text: string, at: number, service: string): ParsedMessage | null {
  if (!text.startsWith(CHANGED, at)) return null;
  const targetUser = text.slice(at + CHANGED.length);
  return new ParsedMessage(PASSWORD_CHANGED).does({ service, targetUser }, { change: 'password' });
}

/** Names stand between words of the module's own, and are read from the end. */
function readRefusal(text: string, at: number, service: string): ParsedMessage | null {
  const said = REFUSALS.find(
    ({ start, end }) => text.startsWith(start, at) && text.lastIndexOf(end) >= at + start.length,
  );
  if (said === undefined) return null;
  const name = text.slice(at + said.start.length, text.lastIndexOf(said.end)).replace(/^['`]|'$/g, '');
  const reading = new ParsedMessage(LOGIN_REFUSED).user(name, null).does({ service }, { reason: said.reason });
  const source = said.end === ' from ' ? text.slice(text.lastIndexOf(' from ') + 6).replace(/^['`]|'$/g, '') : '';
  if (source !== '' && !source.includes(' ')) {
    reading.address = source;
    return reading.behindClientText(at, LONGEST_NAME, text.length);
  }
  return reading;
}

const LONGEST_NAME = 256;

const REFUSALS = [
  { start: 'access denied for user ', end: ' from ', reason: 'access denied' },
  { start: 'account ', end: ' has expired', reason: 'account expired' },
  { start: 'Refused user ', end: ' for service ', reason: 'not listed' },
  { start: 'Consecutive login failures for user ', end: ' account temporarily locked', reason: 'too many failures' },
  { start: 'Access denied for user ', end: ': ', reason: 'access denied' },
] as const;

/** Reads what PAM says for a service, on a line of whatever program. */
export const PAM_SERVICE_READERS: readonly MessageReader[] = [{ start: 'pam_', read: readModule }];

/** Linux-PAM before 1.0 tagged its lines with the service and the module. */
export function pamServiceTag(name: string): NamedProgramReader {
  const read = (message: string): ParsedMessage => readServiceText(message, 0, name);
  return { tag: `${name}(pam_unix)`, name, read };
}

const FORMS: readonly MessageForm[] = [
  LOGIN_FAILED,
  LOGIN_REFUSED,
  PRIVILEGE_FAILED,
  FAILURE_ELSEWHERE,
  SESSION_OPENED,
  SESSION_CLOSED,
  SESSION_BEHIND,
  PASSWORD_CHANGED,
  REMARK,
];

/** Services that people log in to, as they tag their lines; what PAM says for any other is read by its words. */
export const PAM_SERVICE: Program = {
  names: [
    'vsftpd',
    'proftpd',
    'pure-ftpd',
    'ftpd',
    'in.ftpd',
    'dovecot',
    'dovecot-auth',
    'auth',
    'imapd',
    'saslauthd',
    'smbd',
    'cockpit-session',
    'cockpit-ws',
    'gdm-password',
    'gdm-password]',
    'gdm-session-worker',
    'lightdm',
    'sddm',
    'sddm-helper',
    'kdm',
    'xdm',
    'xrdp-sesman',
    'xrdp',
    'webmin',
    'rexecd',
    'rlogind',
    'rshd',
    'in.telnetd',
    'screen',
    'vlock',
    'doas',
    'xscreensaver',
    'kscreenlocker_greet',
  ],
  logSource: { category: ['authentication'], product: ['linux', 'unix'], service: ['auth'] },
  logTypes: {
    pam_failed_login: {
      category: 'login_failed',
      meaning: 'A login to another service than SSH was refused: FTP, mail, a desktop, a web console.',
      example:
        'pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.10  user=bob',
    },
    pam_login_refused: {
      category: 'login_refused',
      meaning: 'The policy of another service than SSH forbids the login, whatever the password.',
      example: "pam_access(vsftpd:account): access denied for user 'bob' from '192.0.2.10'",
    },
    pam_privilege_failure: {
      category: 'privilege',
      meaning: 'Somebody who is logged in gave a wrong password to become somebody else.',
      example:
        'pam_unix(sudo:auth): authentication failure; logname=alice uid=1000 euid=0 tty=/dev/pts/0 ruser=alice rhost=  user=alice',
    },
    pam_session_opened: {
      category: 'session',
      meaning:
        'A session of another service than SSH was opened; of sudo, su and the like, stored only where a rule selects it.',
      example: 'pam_unix(vsftpd:session): session opened for user bob(uid=1001) by (uid=0)',
    },
    pam_session_closed: {
      category: 'session',
      meaning: 'A session of another service than SSH was closed; stored only where a rule selects it.',
      example: 'pam_unix(vsftpd:session): session closed for user bob',
    },
    account_password_changed: {
      category: 'account',
      meaning: 'The password of an account was changed.',
      example: 'pam_unix(passwd:chauthtok): password changed for alice',
    },
    pam_message: {
      category: 'system',
      meaning: 'Anything else that PAM says of a service; stored only where a rule selects it.',
      example: 'pam_unix(cron:session): session closed for user root',
    },
  },
  remarkType: 'pam_message',
  forms: FORMS,
  readers: PAM_SERVICE_READERS,
  otherLines: 'foreign',
  isBesideLogins: true,
};
