import { AuthLog } from './auth-log.js';
import type { GoldenCase } from './golden-cases.js';

const START = Date.UTC(2026, 10, 20, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ATTACKER = '203.0.113.7';
const ALICE = { address: ATTACKER, user: 'alice' };

type Deed = (log: AuthLog, at: number) => void;

const sudo =
  (command: string, user = 'alice'): Deed =>
  (log, at) =>
    log.write(at, 'sudo', `${user} : TTY=pts/0 ; PWD=/home/${user} ; USER=root ; COMMAND=${command}`);
const refused =
  (reason: string): Deed =>
  (log, at) =>
    log.write(at, 'sudo', `alice : ${reason} ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`);
const says =
  (tag: string, message: string): Deed =>
  (log, at) =>
    log.write(at, tag, message);
const newUser = (uid: number): Deed =>
  says('useradd[77]', `new user: name=backup2, UID=${uid}, GID=100, home=/home/backup2, shell=/bin/bash`);
/** A tool that a session runs with sudo. */
const both =
  (...deeds: Deed[]): Deed =>
  (log, at) => {
    for (const deed of deeds) deed(log, at);
  };

function lines(write: (log: AuthLog) => void): string[] {
  const log = new AuthLog();
  write(log);
  return log.lines;
}

const once = (name: string, deed: Deed): GoldenCase => ({ name, lines: lines((log) => deed(log, START)) });

/** What just fires, and what just does not, of a rule that counts: one fewer, and the last one a second late. */
function counted(rule: string, count: number, span: number, deed: Deed): GoldenCase[] {
  const times = (events: number, length: number): string[] =>
    lines((log) => {
      for (let index = 0; index < events; index++) {
        deed(log, START + Math.floor((length * index) / (events - 1) / SECOND) * SECOND);
      }
    });
  return [
    { name: `${rule}-fires`, lines: times(count, span) },
    { name: `${rule}-stays-quiet-with-one-fewer`, lines: times(count - 1, span) },
    { name: `${rule}-stays-quiet-a-second-later`, lines: times(count, span + SECOND) },
  ];
}

/** Seven wrong passwords and the right one, and what is done in the session, at most a day after the login. */
function afterLogin(rule: string, deed: Deed): GoldenCase[] {
  const broken = (wait: number, failures = 7): string[] =>
    lines((log) => {
      for (let index = 0; index < failures; index++) log.failedPasswords(START + index * MINUTE, ALICE);
      log.login(START + 10 * MINUTE, ALICE, { minutes: 48 * 60 });
      deed(log, START + 10 * MINUTE + wait);
    });
  return [
    { name: `${rule}-fires`, lines: broken(24 * HOUR) },
    { name: `${rule}-stays-quiet-a-second-later`, lines: broken(24 * HOUR + SECOND) },
    { name: `${rule}-stays-quiet-after-an-ordinary-login`, lines: broken(MINUTE, 2) },
  ];
}

/** Wrong passwords of five names and a login as a sixth, and what is done in the session. */
function afterSpraying(rule: string, deed: Deed): GoldenCase[] {
  const guessed = (wait: number, names = 5): string[] =>
    lines((log) => {
      for (let index = 0; index < names; index++)
        log.failedPasswords(START + index * MINUTE, { address: ATTACKER, user: `user${index}` });
      log.login(START + 10 * MINUTE, ALICE, { minutes: 48 * 60 });
      deed(log, START + 10 * MINUTE + wait);
    });
  return [
    { name: `${rule}-fires`, lines: guessed(24 * HOUR) },
    { name: `${rule}-stays-quiet-a-second-later`, lines: guessed(24 * HOUR + SECOND) },
    { name: `${rule}-stays-quiet-after-fewer-names`, lines: guessed(MINUTE, 4) },
  ];
}

const KEYS = '/root/.ssh/authorized_keys';

/** The logs of the rules about what happens after a login. */
export function afterLoginCases(): GoldenCase[] {
  return [
    once('account_with_uid_0-fires', newUser(0)),
    once('account_with_uid_0-fires-for-a-change', says('usermod[7]', "change user 'www' UID from '33' to '0'")),
    once('account_with_uid_0-stays-quiet-for-another', newUser(1002)),
    ...afterLogin('account_after_suspicious_login', both(sudo('/usr/sbin/useradd backup2'), newUser(1002))),
    ...afterSpraying('account_after_spraying', both(sudo('/usr/sbin/useradd backup2'), newUser(1002))),
    ...afterSpraying('cron_jobs_after_spraying', says('crontab[7]', '(alice) REPLACE (alice)')),
    ...afterSpraying('shell_as_root_after_spraying', sudo('/bin/bash')),
    once('root_password_changed-fires', says('passwd[7]', 'pam_unix(passwd:chauthtok): password changed for root')),
    once('root_password_changed-stays-quiet-for-others', says('passwd[7]', "password for 'bob' changed by 'bob'")),
    once('password_of_another_changed-fires', says('passwd[7]', "password for 'bob' changed by 'root'")),
    once(
      'password_of_another_changed-stays-quiet-for-ones-own',
      says('passwd[7]', "password for 'bob' changed by 'bob'"),
    ),
    once('key_file_written-fires', says('internal-sftp[7]', `open "${KEYS}" flags WRITE,CREATE,TRUNCATE mode 0600`)),
    once('key_file_written-fires-for-a-rename', says('internal-sftp[7]', `rename old "/tmp/k" new "${KEYS}"`)),
    once('key_file_written-stays-quiet-for-a-look', says('internal-sftp[7]', `open "${KEYS}" flags READ mode 0600`)),
    ...afterLogin('cron_jobs_after_suspicious_login', says('crontab[7]', '(alice) REPLACE (alice)')),
    ...counted('sudo_password_guessing', 3, 15 * MINUTE, refused('3 incorrect password attempts')),
    once('sudo_not_allowed-fires', refused('user NOT in sudoers')),
    once('sudo_not_allowed-stays-quiet-for-a-password', refused('1 incorrect password attempt')),
    ...afterLogin('shell_as_root_after_suspicious_login', sudo('/bin/bash')),
    ...counted('su_password_guessing', 6, 15 * MINUTE, says('su[7]', 'FAILED SU (to root) alice on pts/0')),
    once(
      'pkexec_exploit-fires',
      says(
        'pkexec[7]',
        'alice: The value for the SHELL variable was not found the /etc/shells file [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=GCONV_PATH=./x]',
      ),
    ),
    once(
      'pkexec_exploit-stays-quiet-for-a-command',
      says('pkexec[7]', 'alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=/usr/bin/id]'),
    ),
    once('log_tampering-fires', sudo('/usr/bin/rm -f /var/log/auth.log')),
    once('log_tampering-fires-for-a-service', sudo('/usr/bin/systemctl stop rsyslog')),
    once('log_tampering-stays-quiet-for-a-look', sudo('/usr/bin/tail -n 100 /var/log/auth.log')),
    ...counted('service_brute_force', 10, 5 * MINUTE, (log, at) =>
      log.write(
        at,
        'vsftpd[7]',
        `pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=${ATTACKER}  user=bob`,
      ),
    ),
    ...counted(
      'terminal_brute_force',
      6,
      10 * MINUTE,
      says('login[7]', 'FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure'),
    ),
    ...counted(
      'remote_terminal_brute_force',
      10,
      5 * MINUTE,
      says('login[7]', 'FAILED LOGIN 1 FROM 203.0.113.7 FOR root, Authentication failure'),
    ),
  ];
}
