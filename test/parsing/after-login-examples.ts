import type { ExpectedFields, FormExample } from './form-examples.js';

/** A line of a program that is no SSH server. */
type Example = FormExample & { readonly program: string };

const SUDO_FIELDS = 'TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/sh';
const SUDO = { tty: 'pts/0', targetUser: 'root', command: '/bin/sh', workingDirectory: '/home/alice' } as const;

const of =
  (program: string) =>
  (form: string, message: string, event: ExpectedFields | null): Example => ({
    form,
    message,
    event,
    program,
  });

const sudo = of('sudo');
const su = of('su');
const pkexec = of('pkexec');
const polkitd = of('polkitd');
const login = of('login');
const useradd = of('useradd');
const usermod = of('usermod');
const userdel = of('userdel');
const gpasswd = of('gpasswd');
const passwd = of('passwd');
const logind = of('systemd-logind');
const cron = of('CRON');
const crontab = of('crontab');
const sftp = of('internal-sftp');
const vsftpd = of('vsftpd');

const stored = (logType: string, more: ExpectedFields): ExpectedFields => ({ logType, stored: true, ...more });
const pamFields = (service: string, tty: string, names: string, rest: string): string =>
  `pam_unix(${service}:auth): authentication failure; logname= uid=0 euid=0 tty=${tty} ruser=${names} rhost=${rest}`;

/**
 * What programs write beside the lines of an SSH server: who became whom, what they changed, what they ran and copied. Formats as
 * in the sources of the programs, in August 2026.
 */
export const AFTER_LOGIN_EXAMPLES: readonly Example[] = [
  sudo('sudo_command', `   alice : ${SUDO_FIELDS}`, stored('sudo_command', { username: 'alice', ...SUDO })),
  sudo(
    'sudo_command',
    '   alice : TTY=pts/0 ; PWD=/home/alice ; USER=postgres ; GROUP=postgres ; ENV=PGPORT=5433 ; COMMAND=/usr/bin/psql -c select 1',
    stored('sudo_command', {
      username: 'alice',
      ...SUDO,
      targetUser: 'postgres',
      command: '/usr/bin/psql -c select 1',
    }),
  ),
  sudo(
    'sudo_command',
    '   alice : PWD=/ ; USER=root ; COMMAND=list',
    stored('sudo_command', { username: 'alice', targetUser: 'root', command: 'list', workingDirectory: '/' }),
  ),
  sudo(
    'sudo_command',
    '   alice : HOST=web1 ; TTY=unknown ; PWD=/tmp/a b ; USER=root ; TSID=00001A ; COMMAND=/usr/sbin/useradd -o -u 0 backup2',
    stored('sudo_command', {
      username: 'alice',
      targetUser: 'root',
      command: '/usr/sbin/useradd -o -u 0 backup2',
      workingDirectory: '/tmp/a b',
    }),
  ),
  sudo(
    'sudo_command',
    '   alice : TTY=pts/0 ; PWD=/tmp/x ; USER=nobody ; COMMAND=/bin/true ; USER=root ; COMMAND=/bin/sh',
    stored('sudo_command', {
      username: 'alice',
      tty: 'pts/0',
      command: '/bin/true ; USER=root ; COMMAND=/bin/sh',
      details: { ambiguous: true },
    }),
  ),
  sudo(
    'sudo_refused',
    `   alice : 3 incorrect password attempts ; ${SUDO_FIELDS}`,
    stored('sudo_refused', {
      username: 'alice',
      ...SUDO,
      details: { reason: '3 incorrect password attempts', failures: 3 },
    }),
  ),
  ...['user NOT in sudoers', 'command not allowed', 'a password is required', 'user NOT authorized on host'].map(
    (reason) =>
      sudo(
        'sudo_refused',
        `     bob : ${reason} ; ${SUDO_FIELDS}`,
        stored('sudo_refused', { username: 'bob', ...SUDO, details: { reason } }),
      ),
  ),
  sudo('sudo_continued', '   alice : (command continued) --and the rest of it', null),
  sudo(
    'sudo_remark',
    '   alice : unable to resolve host web1: Name or service not known ; TTY=pts/0 ; PWD=/ ; USER=root ; ',
    null,
  ),
  sudo(
    'pam_privilege_failure',
    'pam_unix(sudo:auth): authentication failure; logname=alice uid=1000 euid=0 tty=/dev/pts/0 ruser=alice rhost=  user=alice',
    stored('pam_privilege_failure', { username: 'alice', service: 'sudo', tty: 'pts/0', details: { failures: 1 } }),
  ),
  sudo('pam_session_behind', 'pam_unix(sudo:session): session opened for user root(uid=0) by alice(uid=1000)', {
    logType: 'pam_session_opened',
    username: 'alice',
    validUser: true,
    service: 'sudo',
    targetUser: 'root',
  }),
  sudo('pam_session_behind', 'pam_unix(sudo:session): session opened for user root by (uid=0)', {
    logType: 'pam_session_opened',
    validUser: true,
    service: 'sudo',
    targetUser: 'root',
  }),
  sudo('pam_session_closed', 'pam_unix(sudo:session): session closed for user root', {
    logType: 'pam_session_closed',
    validUser: true,
    service: 'sudo',
    targetUser: 'root',
  }),
  su(
    'su_switched',
    '(to root) alice on pts/0',
    stored('su_switched', { username: 'alice', targetUser: 'root', tty: 'pts/0' }),
  ),
  su('su_switched', '(to postgres) root on none', stored('su_switched', { username: 'root', targetUser: 'postgres' })),
  su(
    'su_switched',
    '+ /dev/pts/0 alice:root',
    stored('su_switched', { username: 'alice', targetUser: 'root', tty: 'pts/0' }),
  ),
  su(
    'su_switched',
    'alice to root on /dev/pts/0',
    stored('su_switched', { username: 'alice', targetUser: 'root', tty: 'pts/0' }),
  ),
  su(
    'su_failed',
    'FAILED SU (to root) alice on pts/0',
    stored('su_failed', { username: 'alice', targetUser: 'root', tty: 'pts/0' }),
  ),
  su(
    'su_failed',
    'FAILED SU (to a) root on pts/9) alice on pts/0',
    stored('su_failed', { username: 'alice', targetUser: 'a) root on pts/9', tty: 'pts/0' }),
  ),
  su('su_failed', '- pts/0 alice:root', stored('su_failed', { username: 'alice', targetUser: 'root', tty: 'pts/0' })),
  su(
    'su_failed',
    'BAD SU alice to root on /dev/pts/0',
    stored('su_failed', { username: 'alice', targetUser: 'root', tty: 'pts/0' }),
  ),
  su('su_said_before', 'Successful su for root by alice', {
    logType: 'su_message',
    username: 'alice',
    targetUser: 'root',
  }),
  su('su_failure_said_before', 'FAILED su for root by alice', {
    logType: 'su_message',
    username: 'alice',
    targetUser: 'root',
  }),
  su('su_remark', 'pam_authenticate: Authentication failure', null),
  su(
    'pam_privilege_failure',
    'pam_unix(su:auth): authentication failure; logname=alice uid=1000 euid=0 tty=pts/0 ruser=alice rhost=  user=root',
    stored('pam_privilege_failure', {
      username: 'alice',
      service: 'su',
      targetUser: 'root',
      tty: 'pts/0',
      details: { failures: 1 },
    }),
  ),
  pkexec(
    'pkexec_command',
    'alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/usr/bin/id]',
    stored('pkexec_command', { username: 'alice', ...SUDO, command: '/usr/bin/id' }),
  ),
  pkexec(
    'pkexec_command',
    'alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=/bin/true] [COMMAND=/bin/sh]',
    stored('pkexec_command', {
      username: 'alice',
      targetUser: 'root',
      tty: 'pts/0',
      command: '/bin/true] [COMMAND=/bin/sh',
      details: { ambiguous: true },
    }),
  ),
  pkexec(
    'pkexec_refused',
    'alice: Error executing command as another user: Not authorized [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/bin/sh]',
    stored('pkexec_refused', {
      username: 'alice',
      ...SUDO,
      details: { reason: 'Error executing command as another user: Not authorized' },
    }),
  ),
  pkexec(
    'pkexec_suspicious_environment',
    'alice: The value for the SHELL variable was not found the /etc/shells file [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=GCONV_PATH=./x PATH=GCONV_PATH=.]',
    stored('pkexec_suspicious_environment', {
      username: 'alice',
      targetUser: 'root',
      tty: 'pts/0',
      command: 'GCONV_PATH=./x PATH=GCONV_PATH=.',
      workingDirectory: '/tmp',
      details: { reason: 'The value for the SHELL variable was not found the /etc/shells file' },
    }),
  ),
  polkitd(
    'polkit_authorized',
    'Operator of unix-session:2 successfully authenticated as unix-user:root to gain TEMPORARY authorization for action org.freedesktop.systemd1.manage-units for system-bus-name::1.42 [systemctl restart ssh] (owned by unix-user:alice)',
    stored('polkit_authorized', {
      username: 'alice',
      targetUser: 'root',
      details: { action: 'org.freedesktop.systemd1.manage-units' },
    }),
  ),
  polkitd(
    'polkit_refused',
    'Operator of unix-process:4242:99 FAILED to authenticate to gain authorization for action org.freedesktop.policykit.exec for unix-process:4242:99 [pkexec sh] (owned by unix-user:alice)',
    stored('polkit_refused', { username: 'alice', details: { action: 'org.freedesktop.policykit.exec' } }),
  ),
  polkitd('polkit_remark', 'Registered Authentication Agent for unix-process:4242:99 (system bus name :1.42)', null),
  login(
    'login_failed',
    'FAILED LOGIN 1 FROM tty1 FOR root, Authentication failure',
    stored('login_failed', { username: 'root', tty: 'tty1', attempts: 1 }),
  ),
  login(
    'login_failed',
    'FAILED LOGIN 2 FROM 192.0.2.10 FOR (unknown), User not known to the underlying authentication module',
    stored('login_failed', { ipAddress: '192.0.2.10', attempts: 1 }),
  ),
  login(
    'login_failed',
    "FAILED LOGIN (1) on '/dev/tty1' FOR 'alice', Authentication failure",
    stored('login_failed', { username: 'alice', tty: 'tty1', attempts: 1 }),
  ),
  login(
    'login_too_many',
    'TOO MANY LOGIN TRIES (3) FROM tty1 FOR root, Authentication failure',
    stored('login_too_many_failures', { username: 'root', tty: 'tty1' }),
  ),
  login(
    'login_accepted',
    'LOGIN ON tty1 BY alice',
    stored('login_accepted', { username: 'alice', validUser: true, tty: 'tty1' }),
  ),
  login(
    'login_accepted',
    'LOGIN ON pts/3 BY alice FROM 192.0.2.10',
    stored('login_accepted', { username: 'alice', validUser: true, tty: 'pts/3', ipAddress: '192.0.2.10' }),
  ),
  login(
    'login_accepted',
    'ROOT LOGIN ON tty1',
    stored('login_accepted', { username: 'root', validUser: true, tty: 'tty1' }),
  ),
  login(
    'login_accepted',
    "ROOT LOGIN  on '/dev/tty1'",
    stored('login_accepted', { username: 'root', validUser: true, tty: 'tty1' }),
  ),
  login('login_remark', 'FATAL: bad tty', null),
  login('pam_failure_repeated', pamFields('login', '/dev/tty1', '', '  user=root'), {
    logType: 'pam_failed_login',
    username: 'root',
    service: 'login',
    tty: 'tty1',
  }),
  vsftpd(
    'pam_service_failure',
    pamFields('vsftpd', 'ftp', 'bob', '192.0.2.10  user=bob'),
    stored('pam_failed_login', {
      ipAddress: '192.0.2.10',
      username: 'bob',
      service: 'vsftpd',
      tty: 'ftp',
      attempts: 1,
    }),
  ),
  vsftpd(
    'pam_service_failure',
    `pam_unix(vsftpd:auth): 2 more authentication failures; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.10  user=bob`,
    stored('pam_failed_login', {
      ipAddress: '192.0.2.10',
      username: 'bob',
      service: 'vsftpd',
      tty: 'ftp',
      attempts: 2,
      occurrences: 2,
    }),
  ),
  vsftpd(
    'pam_service_failure',
    pamFields('vsftpd', 'ftp', 'x rhost=198.51.100.9', '192.0.2.10'),
    stored('pam_failed_login', { service: 'vsftpd', tty: 'ftp', attempts: 1 }),
  ),
  vsftpd(
    'pam_service_refused',
    "pam_access(vsftpd:account): access denied for user 'bob' from '192.0.2.10'",
    stored('pam_login_refused', {
      ipAddress: '192.0.2.10',
      username: 'bob',
      service: 'vsftpd',
      details: { reason: 'access denied' },
    }),
  ),
  vsftpd(
    'pam_session_opened',
    'pam_unix(vsftpd:session): session opened for user bob(uid=1001) by (uid=0)',
    stored('pam_session_opened', { username: 'bob', validUser: true, service: 'vsftpd' }),
  ),
  vsftpd('pam_session_closed', 'pam_unix(vsftpd:session): session closed for user bob', {
    logType: 'pam_session_closed',
    username: 'bob',
    validUser: true,
    service: 'vsftpd',
  }),
  of('an-app')(
    'pam_service_failure',
    pamFields('an-app', 'web', '', '192.0.2.10  user=carol'),
    stored('pam_failed_login', {
      ipAddress: '192.0.2.10',
      username: 'carol',
      service: 'an-app',
      tty: 'web',
      attempts: 1,
    }),
  ),
  useradd(
    'account_created',
    'new user: name=backup2, UID=0, GID=0, home=/home/backup2, shell=/bin/bash, from=/dev/pts/0',
    stored('account_created', {
      targetUser: 'backup2',
      tty: 'pts/0',
      details: { uid: 0, gid: 0, home: '/home/backup2', shell: '/bin/bash' },
    }),
  ),
  useradd(
    'account_created',
    'new user: name=www, UID=33, GID=33, home=/var/www, shell=/usr/sbin/nologin',
    stored('account_created', {
      targetUser: 'www',
      details: { uid: 33, gid: 33, home: '/var/www', shell: '/usr/sbin/nologin' },
    }),
  ),
  useradd(
    'group_created',
    'new group: name=backup2, GID=1002',
    stored('account_group_created', { details: { group: 'backup2', gid: 1002 } }),
  ),
  useradd(
    'group_member_added',
    "add 'backup2' to group 'sudo'",
    stored('account_group_member_added', { targetUser: 'backup2', details: { group: 'sudo' } }),
  ),
  useradd('account_repeated', "add 'backup2' to shadow group 'sudo'", {
    logType: 'account_group_member_added',
    targetUser: 'backup2',
    details: { group: 'sudo' },
  }),
  useradd(
    'account_failed',
    "failed adding user 'backup2', exit code: 9",
    stored('account_change_failed', { targetUser: 'backup2' }),
  ),
  useradd('account_remark', 'group added to /etc/gshadow: name=backup2', null),
  usermod(
    'account_changed',
    "change user 'backup2' UID from '1002' to '0'",
    stored('account_changed', {
      targetUser: 'backup2',
      details: { change: 'uid', before: '1002', after: '0', uid: 0 },
    }),
  ),
  usermod(
    'account_changed',
    "change user 'www' shell from '/usr/sbin/nologin' to '/bin/bash'",
    stored('account_changed', {
      targetUser: 'www',
      details: { change: 'shell', before: '/usr/sbin/nologin', after: '/bin/bash' },
    }),
  ),
  usermod(
    'account_changed',
    "change user name 'bob' to 'bobby'",
    stored('account_changed', { targetUser: 'bobby', details: { change: 'name', before: 'bob' } }),
  ),
  usermod(
    'account_changed',
    "unlock user 'www' password",
    stored('account_changed', { targetUser: 'www', details: { change: 'unlock' } }),
  ),
  of('chage')(
    'account_changed',
    'changed password expiry for bob',
    stored('account_changed', { targetUser: 'bob', details: { change: 'expiry' } }),
  ),
  of('chsh')(
    'account_changed',
    "changed user 'www' shell to '/bin/bash'",
    stored('account_changed', { targetUser: 'www', details: { change: 'shell', after: '/bin/bash' } }),
  ),
  of('chfn')(
    'account_changed',
    "changed user 'bob' information",
    stored('account_changed', { targetUser: 'bob', details: { change: 'information' } }),
  ),
  userdel('account_deleted', "delete user 'backup2'", stored('account_deleted', { targetUser: 'backup2' })),
  userdel(
    'group_deleted',
    "removed group 'backup2' owned by 'backup2'",
    stored('account_group_deleted', { details: { group: 'backup2' } }),
  ),
  userdel(
    'group_member_removed',
    "delete 'backup2' from group 'sudo'",
    stored('account_group_member_removed', { targetUser: 'backup2', details: { group: 'sudo' } }),
  ),
  of('groupdel')(
    'group_deleted',
    "group 'backup2' removed",
    stored('account_group_deleted', { details: { group: 'backup2' } }),
  ),
  gpasswd(
    'group_member_added',
    'user backup2 added by root to group sudo',
    stored('account_group_member_added', {
      username: 'root',
      validUser: true,
      targetUser: 'backup2',
      details: { group: 'sudo' },
    }),
  ),
  gpasswd(
    'group_changed',
    'members of group sudo set by root to alice,backup2',
    stored('account_group_changed', {
      username: 'root',
      validUser: true,
      details: { change: 'members', group: 'sudo', after: 'alice,backup2' },
    }),
  ),
  passwd(
    'account_password_changed',
    "password for 'root' changed by 'root'",
    stored('account_password_changed', {
      username: 'root',
      validUser: true,
      targetUser: 'root',
      details: { change: 'password' },
    }),
  ),
  passwd(
    'pam_password_changed',
    'pam_unix(passwd:chauthtok): password changed for alice',
    stored('account_password_changed', { service: 'passwd', targetUser: 'alice', details: { change: 'password' } }),
  ),
  of('chpasswd')(
    'pam_password_changed',
    'pam_unix(chpasswd:chauthtok): password changed for root',
    stored('account_password_changed', { service: 'chpasswd', targetUser: 'root', details: { change: 'password' } }),
  ),
  logind('logind_session_opened', 'New session 12 of user alice.', {
    logType: 'logind_session_opened',
    username: 'alice',
    validUser: true,
  }),
  logind('logind_session_opened', "New session '12' of user 'alice' with class 'user' and type 'tty'.", {
    logType: 'logind_session_opened',
    username: 'alice',
    validUser: true,
  }),
  logind('logind_session_closed', 'Session 12 logged out. Waiting for processes to exit.', {
    logType: 'logind_session_closed',
  }),
  logind('logind_session_closed', 'Removed session 12.', { logType: 'logind_session_closed' }),
  logind('logind_shutdown', 'System is rebooting.', stored('logind_shutdown', {})),
  logind('logind_remark', 'New seat seat0.', null),
  cron('cron_command', '(root) CMD (   cd / && run-parts --report /etc/cron.hourly)', {
    logType: 'cron_command',
    username: 'root',
    validUser: true,
    command: 'cd / && run-parts --report /etc/cron.hourly',
  }),
  cron('pam_service_message', 'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)', null),
  cron('cron_remark', '(CRON) INFO (Running @reboot jobs)', null),
  crontab(
    'crontab_changed',
    '(alice) REPLACE (alice)',
    stored('cron_jobs_changed', {
      username: 'alice',
      validUser: true,
      targetUser: 'alice',
      details: { change: 'replace' },
    }),
  ),
  crontab('crontab_opened', '(alice) BEGIN EDIT (alice)', {
    logType: 'cron_jobs_opened',
    username: 'alice',
    validUser: true,
    targetUser: 'alice',
    details: { change: 'begin edit' },
  }),
  crontab(
    'crontab_refused',
    '(bob) AUTH (crontab command not allowed)',
    stored('cron_refused', { username: 'bob', validUser: true, details: { reason: 'crontab command not allowed' } }),
  ),
  sftp(
    'sftp_opened',
    'session opened for local user alice from [192.0.2.10]',
    stored('sftp_session_opened', { ipAddress: '192.0.2.10', username: 'alice', validUser: true }),
  ),
  sftp('sftp_closed', 'session closed for local user alice from [192.0.2.10]', {
    logType: 'sftp_session_closed',
    ipAddress: '192.0.2.10',
    username: 'alice',
    validUser: true,
  }),
  sftp(
    'sftp_file_written',
    'open "/root/.ssh/authorized_keys" flags WRITE,CREATE,TRUNCATE mode 0600',
    stored('sftp_file_written', { details: { path: '/root/.ssh/authorized_keys', flags: 'WRITE,CREATE,TRUNCATE' } }),
  ),
  sftp(
    'sftp_file_written',
    'open "/tmp/a" flags READ mode 0666" flags WRITE mode 0600',
    stored('sftp_file_written', { details: { path: '/tmp/a" flags READ mode 0666', flags: 'WRITE' } }),
  ),
  sftp(
    'sftp_file_read',
    'close "/etc/shadow" bytes read 1204 written 0',
    stored('sftp_file_read', { details: { path: '/etc/shadow', bytesRead: 1204, bytesWritten: 0 } }),
  ),
  sftp('sftp_file_opened', 'open "/etc/shadow" flags READ mode 0666', {
    logType: 'sftp_file_opened',
    details: { path: '/etc/shadow', flags: 'READ' },
  }),
  sftp('sftp_file_opened', 'close "/tmp/a" bytes read 0 written 12', {
    logType: 'sftp_file_opened',
    details: { path: '/tmp/a', bytesRead: 0, bytesWritten: 12 },
  }),
  sftp('sftp_file_opened', 'opendir "/home/alice/"', {
    logType: 'sftp_file_opened',
    details: { path: '/home/alice/' },
  }),
  sftp(
    'sftp_file_changed',
    'remove name "/tmp/a"',
    stored('sftp_file_changed', { details: { change: 'remove', path: '/tmp/a' } }),
  ),
  sftp(
    'sftp_file_changed',
    'mkdir name "/tmp/d" mode 0755',
    stored('sftp_file_changed', { details: { change: 'mkdir', path: '/tmp/d' } }),
  ),
  sftp(
    'sftp_file_changed',
    'rename old "/tmp/k" new "/root/.ssh/authorized_keys"',
    stored('sftp_file_changed', {
      details: { change: 'rename', path: '/tmp/k', newPath: '/root/.ssh/authorized_keys' },
    }),
  ),
  sftp(
    'sftp_file_changed',
    'symlink old "/a" new "/b" new "/c"',
    stored('sftp_file_changed', { details: { change: 'symlink', path: '/a" new "/b" new "/c', ambiguous: true } }),
  ),
  sftp(
    'sftp_file_changed',
    'set "/tmp/a" mode 04755',
    stored('sftp_file_changed', { details: { change: 'mode', path: '/tmp/a' } }),
  ),
  sftp('sftp_remark', 'sent status No such file', null),
];
