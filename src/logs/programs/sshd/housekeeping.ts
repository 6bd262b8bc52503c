import { ignoredForm } from '../../parsing/message-form.js';
import { passOver } from '../../parsing/parsed-message.js';
import type { MessageReader } from '../../parsing/parsed-message.js';

export const SESSION_REMARK = ignoredForm('session_remark', {
  example: 'Close session: user alice from 198.51.100.7 port 50100 id 0',
  needsProgram: true,
  writtenBy: 'session.c, every version at LogLevel VERBOSE: what happens after a login',
});

export const KEY_REMARK = ignoredForm('key_remark', {
  example: 'Found matching ED25519 key: SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E',
  needsProgram: true,
  writtenBy: 'auth2-pubkey.c, every version at LogLevel VERBOSE: why a key or certificate was taken or not',
});

export const DEBUG_REMARK = ignoredForm('debug_remark', {
  example: 'debug1: userauth-request for user alice service ssh-connection method none [preauth]',
  needsProgram: true,
  writtenBy: 'every version at LogLevel DEBUG',
});

export const CONFIGURATION_REMARK = ignoredForm('configuration_remark', {
  example: 'error: Could not stat AuthorizedKeysCommand "/usr/local/bin/keys": No such file or directory',
  needsProgram: true,
  writtenBy: 'every version: what sshd finds wrong with its own configuration',
});

const startsOf = (form: Parameters<typeof passOver>[1], ...starts: string[]): MessageReader[] =>
  starts.map((start) => passOver(start, form));

export const housekeepingReaders: readonly MessageReader[] = [
  ...startsOf(
    SESSION_REMARK,
    'Close session: ',
    'User child is on pid ',
    'Closing connection to ',
    'syslogin_perform_logout: ',
    'channel_by_id: ',
    'channel_setup_fwd_listener',
    'connect_to ',
    'connect to ',
    'open failed: ',
    'lastlog_',
    'pam_setcred',
    'Changed root directory to ',
    'Attempt to write login records ',
    'Exiting, ',
    'chan_',
    'Accepted key ',
    'Environment variable ',
  ),
  ...startsOf(
    KEY_REMARK,
    'Found matching ',
    'Certificate invalid: ',
    'Certificate ',
    'Authorized to ',
    'Accepted certificate ID ',
    'matching key found: ',
    'error in libcrypto',
    'userauth_pubkey: ',
    'Refused key',
    'publickey key type ',
    'hostbased key type ',
    'Error checking authentication key ',
    'Root login accepted for forced command',
  ),
  ...startsOf(DEBUG_REMARK, 'debug1: ', 'debug2: ', 'debug3: '),
  ...startsOf(
    CONFIGURATION_REMARK,
    'Could not stat ',
    'Could not load host key',
    'Could not get shadow information',
    'Could not open ',
    'Unable to load host key',
    'Bind to port ',
    'Cannot bind any address',
    'AuthorizedKeysCommand ',
    'AuthorizedPrincipalsCommand ',
    'Unsafe AuthorizedKeysCommand',
    'Deprecated option ',
    'key_load_private: ',
    'Missing privilege separation directory',
    'could not demote the process',
    'nss_ldap: ',
    'rexec line ',
    'rekeyed ',
    'sshd: no hostkeys available',
    'warning: ',
    'getpeername failed',
    'get_socket_address: ',
    'Postponed PAM',
    'login_get_lastlog: ',
    'fork: ',
    'getgrouplist(',
    'initgroups ',
    'initgroups: ',
    'Writing login record failed for ',
    'set_id(',
    'Privilege separation user ',
    'Invalid DenyUsers pattern ',
    'Invalid AllowUsers pattern ',
    'AuthorizedKeysCommandUser ',
    'AuthorizedPrincipalsCommandUser ',
    'BSM audit: ',
    'bind [',
    'listen [',
    'listen on [',
    'accept: ',
  ),
];
