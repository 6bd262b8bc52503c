import type { LogEvent } from '../../src/logs/parsing/parsed-line.js';
import type { MessageDetails } from '../../src/logs/parsing/parsed-message.js';

/** What a message must be read as, stated by hand: fields that are not named are null, false, 0 (occurrences: 1). */
export type ExpectedFields = Partial<
  Omit<LogEvent, 'kind' | 'form' | 'timestamp' | 'timeBasis' | 'host' | 'pid' | 'details'>
> & { readonly details?: MessageDetails };

export interface FormExample {
  readonly form: string;
  readonly message: string;
  /** Null where the line is understood and passed over. */
  readonly event: ExpectedFields | null;
  /** Where it is not sshd. */
  readonly program?: string;
}

const IP = { ipAddress: '192.0.2.10' } as const;
const SOURCE = { ...IP, port: 40022 } as const;
const COUNTED = { attempts: 1, stored: true } as const;
const FINGERPRINT = 'SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';
const PAM_FIELDS = 'logname= uid=0 euid=0 tty=ssh ruser=';

const failed = (more: ExpectedFields): ExpectedFields => ({
  logType: 'ssh_failed_login',
  ...SOURCE,
  validUser: true,
  method: 'password',
  ...COUNTED,
  ...more,
  methodAttempts: more.methodAttempts ?? more.attempts ?? 1,
});
const accepted = (more: ExpectedFields): ExpectedFields => ({
  logType: 'ssh_accepted_login',
  ...SOURCE,
  username: 'alice',
  validUser: true,
  stored: true,
  ...more,
});
const probe = (logType: LogEvent['logType'], more: ExpectedFields = SOURCE): ExpectedFields => ({
  logType,
  stored: true,
  ...more,
});
const abandoned = (more: ExpectedFields): ExpectedFields => ({
  logType: 'ssh_authentication_abandoned',
  ...SOURCE,
  ...COUNTED,
  ...more,
});
const pam = (more: ExpectedFields): ExpectedFields => ({ logType: 'ssh_pam_failure', ...COUNTED, ...more });
const PAM_METHOD = { method: 'keyboard-interactive/pam', methodAttempts: 1 } as const;
const refused = (more: ExpectedFields): ExpectedFields => ({
  logType: 'ssh_login_refused',
  validUser: false,
  username: 'backup',
  ...COUNTED,
  ...more,
});
/** What is known of a connection, without an entry of its own. */
const seen = (form: string, event: ExpectedFields, ...messages: string[]): FormExample[] =>
  messages.map((message) => ({ form, message, event }));
const OPENED: ExpectedFields = { logType: 'ssh_connection_opened', ...SOURCE };
const CONTINUED: ExpectedFields = {
  logType: 'ssh_login_continued',
  ...SOURCE,
  username: 'alice',
  validUser: true,
};
const ENDED: ExpectedFields = { logType: 'ssh_connection_ended', ...SOURCE };
const ignored = (form: string, ...messages: string[]): FormExample[] =>
  messages.map((message) => ({ form, message, event: null }));

/** Every form of message that sshd, dropbear and PAM write, with its variants. Each stands for a connection of its own. */
export const FORM_EXAMPLES: readonly FormExample[] = [
  {
    form: 'failed_login',
    message: 'Failed password for root from 192.0.2.10 port 40022 ssh2',
    event: failed({ username: 'root' }),
  },
  {
    form: 'failed_login',
    message: 'Failed password for invalid user oracle from 192.0.2.10 port 40022 ssh2',
    event: failed({ username: 'oracle', validUser: false }),
  },
  {
    form: 'failed_login',
    message: 'Failed password for illegal user oracle from 192.0.2.10 port 40022  ssh2',
    event: failed({ username: 'oracle', validUser: false }),
  },
  {
    form: 'failed_login',
    message: 'Failed password for invalid user  from 192.0.2.10 port 40022 ssh2',
    event: failed({ username: '', validUser: false }),
  },
  {
    form: 'failed_login',
    message: 'Failed password for <invalid username> from 192.0.2.10 port 40022 ssh2',
    event: failed({ validUser: false }),
  },
  {
    form: 'failed_login',
    message: 'Failed none for invalid user  0101 from 192.0.2.10 port 40022 ssh2',
    event: failed({ username: ' 0101', validUser: false, method: 'none' }),
  },
  {
    form: 'failed_login',
    message: 'Failed keyboard-interactive/pam for root from 192.0.2.10 port 40022 ssh2',
    event: failed({ username: 'root', method: 'keyboard-interactive/pam' }),
  },
  {
    form: 'failed_login',
    message: 'Failed unknown for root from 192.0.2.10 port 40022',
    event: failed({ username: 'root', method: 'unknown' }),
  },
  {
    form: 'failed_login',
    message: 'Failed password for root from 192.0.2.10',
    event: failed({ username: 'root', port: null }),
  },
  {
    form: 'failed_login',
    message: `Failed publickey for invalid user git from 192.0.2.10 port 40022 ssh2: RSA ${FINGERPRINT}`,
    event: failed({
      username: 'git',
      validUser: false,
      method: 'publickey',
      keyType: 'RSA',
      keyFingerprint: FINGERPRINT,
    }),
  },
  {
    form: 'failed_login',
    message: `Failed hostbased for bob from 192.0.2.10 port 40022 ssh2: ED25519 ${FINGERPRINT}, client user "bob", client host "pc.example.net"`,
    event: failed({ username: 'bob', method: 'hostbased', keyType: 'ED25519', keyFingerprint: FINGERPRINT }),
  },
  {
    form: 'failed_login',
    message: 'message repeated 3 times: [ Failed password for root from 192.0.2.10 port 40022 ssh2]',
    event: failed({ username: 'root', occurrences: 3, attempts: 3 }),
  },
  {
    form: 'refused_key',
    message: `Failed publickey for alice from 192.0.2.10 port 40022 ssh2: ED25519 ${FINGERPRINT}`,
    event: failed({
      username: 'alice',
      method: 'publickey',
      keyType: 'ED25519',
      keyFingerprint: FINGERPRINT,
      attempts: 0,
    }),
  },
  {
    form: 'refused_key_type',
    message: 'userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]',
    event: { logType: 'ssh_failed_login', method: 'publickey' },
  },
  {
    form: 'accepted_login',
    message: 'Accepted password for alice from 192.0.2.10 port 40022 ssh2',
    event: accepted({ method: 'password' }),
  },
  {
    form: 'accepted_login',
    message: 'Accepted publickey for alice from 192.0.2.10 port 40022 ssh2',
    event: accepted({ method: 'publickey' }),
  },
  {
    form: 'accepted_login',
    message: `Accepted publickey for alice from 192.0.2.10 port 40022 ssh2: ED25519 ${FINGERPRINT}`,
    event: accepted({ method: 'publickey', keyType: 'ED25519', keyFingerprint: FINGERPRINT }),
  },
  {
    form: 'accepted_login',
    message:
      'Accepted publickey for alice from 192.0.2.10 port 40022 ssh2: RSA 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff',
    event: accepted({
      method: 'publickey',
      keyType: 'RSA',
      keyFingerprint: '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff',
    }),
  },
  {
    form: 'accepted_login',
    message: `Accepted publickey for alice from 192.0.2.10 port 40022 ssh2: RSA-CERT ID alice on laptop (serial 7) CA RSA ${FINGERPRINT}`,
    event: accepted({ method: 'publickey', keyType: 'RSA-CERT', certificateId: 'alice on laptop' }),
  },
  {
    form: 'accepted_login',
    message: `Accepted publickey for alice from 192.0.2.10 port 40022 ssh2: ED25519-CERT ${FINGERPRINT} ID alice (serial 7) CA ED25519 ${FINGERPRINT}`,
    event: accepted({
      method: 'publickey',
      keyType: 'ED25519-CERT',
      keyFingerprint: FINGERPRINT,
      certificateId: 'alice',
    }),
  },
  {
    form: 'accepted_login',
    message: 'Accepted keyboard-interactive/pam for alice from 192.0.2.10 port 40022 ssh2',
    event: accepted({ method: 'keyboard-interactive/pam' }),
  },
  {
    form: 'accepted_login',
    message: 'Accepted none for alice from 192.0.2.10 port 40022 ssh2',
    event: accepted({ method: 'none' }),
  },
  ...seen(
    'postponed_login',
    { ...CONTINUED, method: 'keyboard-interactive/pam' },
    'Postponed keyboard-interactive/pam for alice from 192.0.2.10 port 40022 ssh2 [preauth]',
  ),
  ...seen(
    'postponed_login',
    { ...CONTINUED, method: 'publickey', username: 'git', validUser: false },
    'Postponed publickey for invalid user git from 192.0.2.10 port 40022 ssh2 [preauth]',
  ),
  ...seen(
    'partial_login',
    { ...CONTINUED, method: 'publickey', keyType: 'RSA', keyFingerprint: FINGERPRINT },
    `Partial publickey for alice from 192.0.2.10 port 40022 ssh2: RSA ${FINGERPRINT}`,
  ),
  {
    form: 'invalid_user',
    message: 'Invalid user oracle from 192.0.2.10 port 40022',
    event: { logType: 'ssh_invalid_user', ...SOURCE, username: 'oracle', validUser: false, ...COUNTED },
  },
  {
    form: 'invalid_user',
    message: 'Invalid user oracle from 192.0.2.10',
    event: { logType: 'ssh_invalid_user', ...IP, username: 'oracle', validUser: false, ...COUNTED },
  },
  {
    form: 'invalid_user',
    message: 'Illegal user  from 192.0.2.10',
    event: { logType: 'ssh_invalid_user', ...IP, username: '', validUser: false, ...COUNTED },
  },
  ...seen(
    'invalid_user_request',
    { logType: 'ssh_invalid_user', username: 'oracle', validUser: false },
    'input_userauth_request: invalid user oracle [preauth]',
    'input_userauth_request: illegal user oracle',
  ),
  {
    form: 'root_login_refused',
    message: 'ROOT LOGIN REFUSED FROM 192.0.2.10 port 40022 [preauth]',
    event: { logType: 'ssh_login_refused', ...SOURCE, username: 'root', validUser: true, ...COUNTED },
  },
  {
    form: 'root_login_refused',
    message: 'ROOT LOGIN REFUSED FROM 192.0.2.10',
    event: { logType: 'ssh_login_refused', ...IP, username: 'root', validUser: true, ...COUNTED },
  },
  ...[
    'not listed in AllowUsers',
    'listed in DenyUsers',
    'not in any group',
    'a group is listed in DenyGroups',
    "none of user's groups are listed in AllowGroups",
  ].map((reason) => ({
    form: 'user_not_allowed',
    message: `User backup from 192.0.2.10 not allowed because ${reason}`,
    event: refused(IP),
  })),
  {
    form: 'account_not_usable',
    message: 'User backup not allowed because account is locked',
    event: refused({ attempts: 0 }),
  },
  {
    form: 'account_not_usable',
    message: 'User backup not allowed because shell /bin/none does not exist',
    event: refused({ attempts: 0 }),
  },
  {
    form: 'maximum_attempts',
    message:
      'error: maximum authentication attempts exceeded for invalid user oracle from 192.0.2.10 port 40022 ssh2 [preauth]',
    event: { logType: 'ssh_maximum_attempts', ...SOURCE, username: 'oracle', validUser: false, ...COUNTED },
  },
  {
    form: 'maximum_attempts',
    message: 'error: maximum authentication attempts exceeded for root from 192.0.2.10 port 40022 ssh2 [preauth]',
    event: { logType: 'ssh_maximum_attempts', ...SOURCE, username: 'root', validUser: true, ...COUNTED },
  },
  ...ignored(
    'bad_file_modes',
    'Authentication refused: bad ownership or modes for file /home/alice/.ssh/authorized_keys',
  ),
  {
    form: 'pam_failure',
    message: `pam_unix(sshd:auth): authentication failure; ${PAM_FIELDS} rhost=192.0.2.10  user=root`,
    event: pam({ ...IP, username: 'root' }),
  },
  {
    form: 'pam_failure',
    message: `pam_unix(sshd:auth): authentication failure; ${PAM_FIELDS} rhost=192.0.2.10`,
    event: pam(IP),
  },
  {
    form: 'pam_failure',
    message: `pam_sss(sshd:auth): authentication failure; ${PAM_FIELDS} rhost=192.0.2.10 user=root`,
    event: pam({ ...IP, username: 'root' }),
  },
  {
    form: 'pam_failure',
    message: `pam_unix(sshd:auth): authentication failure; ${PAM_FIELDS} rhost=pc7.example.net  user=root`,
    event: pam({ sourceHost: 'pc7.example.net', username: 'root' }),
  },
  {
    form: 'pam_denied',
    message: "pam_winbind(sshd:auth): user 'AD\\alice' denied access (incorrect password or invalid membership)",
    event: pam({ username: 'AD\\alice' }),
  },
  {
    form: 'pam_success',
    message: `pam_sss(sshd:auth): authentication success; ${PAM_FIELDS} rhost=192.0.2.10 user=alice`,
    event: { logType: 'ssh_pam_success', ...IP, username: 'alice' },
  },
  {
    form: 'pam_success',
    message: "pam_winbind(sshd:auth): user 'AD\\alice' granted access",
    event: { logType: 'ssh_pam_success', username: 'AD\\alice' },
  },
  {
    form: 'pam_more_failures',
    message: `PAM 2 more authentication failures; ${PAM_FIELDS} rhost=192.0.2.10  user=root`,
    event: pam({ ...IP, username: 'root', occurrences: 2, attempts: 2 }),
  },
  {
    form: 'pam_more_failures',
    message: `2 more authentication failures; ${PAM_FIELDS} rhost=192.0.2.10  user=root`,
    event: pam({ ...IP, username: 'root', occurrences: 2, attempts: 2 }),
  },
  {
    form: 'pam_more_failures',
    message: `pam_unix(sshd:auth): 1 more authentication failure; ${PAM_FIELDS} rhost=192.0.2.10`,
    event: pam(IP),
  },
  ...['Authentication failure', 'User not known to the underlying authentication module', 'unknown user'].map(
    (error) => ({
      form: 'pam_error',
      message: `error: PAM: ${error} for illegal user oracle from 192.0.2.10`,
      event: pam({ ...IP, username: 'oracle', validUser: false, ...PAM_METHOD }),
    }),
  ),
  {
    form: 'pam_error',
    message: 'error: PAM: authentication error for root from 192.0.2.10 via 203.0.113.5',
    event: pam({ ...IP, username: 'root', validUser: true, ...PAM_METHOD }),
  },
  {
    form: 'pam_lockout',
    message: 'pam_faillock(sshd:auth): Consecutive login failures for user root account temporarily locked',
    event: { logType: 'ssh_account_lockout', username: 'root', validUser: true },
  },
  ...ignored(
    'pam_remark',
    'pam_unix(sshd:auth): check pass; user unknown',
    'pam_systemd(sshd:session): Failed to create session: Start job failed',
    'pam_succeed_if(sshd:auth): error retrieving information about user oracle',
    'pam_succeed_if(sshd:auth): requirement "uid >= 1000" not met by user "root"',
  ),
  ...ignored('pam_service_remark', 'PAM service(sshd) ignoring max retries; 5 > 3'),
  ...seen(
    'connection_opened',
    OPENED,
    'Connection from 192.0.2.10 port 40022 on 203.0.113.5 port 22 rdomain ""',
    'Connection from 192.0.2.10 port 40022',
  ),
  ...seen(
    'hpn_connection',
    OPENED,
    'SSH: Server;Ltype: Version;Remote: 192.0.2.10-40022;Protocol: 2.0;Client: libssh-0.1',
  ),
  ...seen(
    'name_mismatch',
    { ...OPENED, port: null },
    'reverse mapping checking getaddrinfo for host.example.net [192.0.2.10] failed - POSSIBLE BREAK-IN ATTEMPT!',
    'Address 192.0.2.10 maps to host.example.net, but this does not map back to the address - POSSIBLE BREAK-IN ATTEMPT!',
  ),
  ...['Connection closed by', 'Connection reset by', 'Disconnected from'].flatMap((start): FormExample[] => [
    {
      form: 'user_connection_ended',
      message: `${start} authenticating user root 192.0.2.10 port 40022 [preauth]`,
      event: abandoned({ username: 'root', validUser: true }),
    },
    {
      form: 'user_connection_ended',
      message: `${start} invalid user  192.0.2.10 port 40022 [preauth]`,
      event: abandoned({ username: '', validUser: false }),
    },
    ...seen('connection_ended_preauth', probe('ssh_probe'), `${start} 192.0.2.10 port 40022 [preauth]`),
    ...seen('connection_ended_preauth', probe('ssh_probe', IP), `${start} 192.0.2.10 [preauth]`),
    ...(start === 'Disconnected from'
      ? [
          ...seen('connection_ended', ENDED, `${start} 192.0.2.10 port 40022`),
          ...seen('connection_ended', { ...ENDED, port: null }, `${start} 192.0.2.10`),
        ]
      : [
          ...seen('connection_left', probe('ssh_probe'), `${start} 192.0.2.10 port 40022`),
          ...seen('connection_left', probe('ssh_probe', IP), `${start} 192.0.2.10`),
        ]),
  ]),
  ...seen(
    'connection_ended',
    { ...ENDED, username: 'alice', validUser: true },
    'Disconnected from user alice 192.0.2.10 port 40022',
  ),
  ...seen(
    'connection_ended',
    ENDED,
    'Connection from 192.0.2.10 port 40022 timed out',
    'Connection from authenticating user root 192.0.2.10 port 40022 timed out [preauth]',
    'Connection from user on 192.0.2.10 port 40022 timed out',
    'Read error from remote host 192.0.2.10 port 40022: Connection reset by peer',
  ),
  ...seen(
    'connection_ended',
    { ...ENDED, port: null },
    'Read error from remote host 192.0.2.10: Connection reset by peer',
  ),
  ...ignored('user_comes_from', 'User root, coming from pc7.example.net, authenticated.'),
  {
    form: 'too_many_failures',
    message: 'Disconnecting invalid user oracle 192.0.2.10 port 40022: Too many authentication failures [preauth]',
    event: { logType: 'ssh_maximum_attempts', ...SOURCE, username: 'oracle', validUser: false, ...COUNTED },
  },
  {
    form: 'too_many_failures',
    message: 'Disconnecting: Too many authentication failures for root [preauth]',
    event: { logType: 'ssh_maximum_attempts', username: 'root' },
  },
  {
    form: 'server_disconnected',
    message:
      'Disconnecting authenticating user root 192.0.2.10 port 40022: Change of username or service not allowed: (root,ssh-connection) -> (admin,ssh-connection) [preauth]',
    event: { logType: 'ssh_connection_ended', ...SOURCE, username: 'root', validUser: true },
  },
  ...ignored('disconnecting', 'Disconnecting: bad client public DH value [preauth]'),
  ...[
    'Received disconnect from 192.0.2.10 port 40022:3: com.example.Auth: Auth fail [preauth]',
    'error: Received disconnect from 192.0.2.10 port 40022:14: No supported authentication methods available [preauth]',
  ].map((message) => ({ form: 'client_gave_up', message, event: abandoned({}) })),
  {
    form: 'client_gave_up',
    message: 'error: Received disconnect from 192.0.2.10: 14: No more authentication methods available. [preauth]',
    event: abandoned({ port: null }),
  },
  ...seen('client_left', probe('ssh_probe'), 'Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]'),
  ...seen('client_disconnected', ENDED, 'Received disconnect from 192.0.2.10 port 40022:11: disconnected by user'),
  ...seen(
    'client_left',
    probe('ssh_probe', IP),
    'Received disconnect from 192.0.2.10: 11: Bye Bye [preauth]',
    'Received disconnect from 192.0.2.10:11: Closed due to user request. [preauth]',
  ),
  {
    form: 'no_identification',
    message: 'Did not receive identification string from 192.0.2.10 port 40022',
    event: probe('ssh_probe'),
  },
  {
    form: 'no_identification',
    message: 'Did not receive identification string from 192.0.2.10',
    event: probe('ssh_probe', IP),
  },
  {
    form: 'no_identification',
    message: "scanned from 192.0.2.10 with SSH-1.99-Mapper.  Don't panic.",
    event: probe('ssh_probe', IP),
  },
  ...[
    'Connection closed by remote host',
    'banner line too long',
    'read: Connection reset by peer',
    'client sent invalid protocol identifier "GET / HTTP/1.1"',
  ].map((text) => ({
    form: 'kex_identification',
    message: `error: kex_exchange_identification: ${text}`,
    event: probe('ssh_probe', {}),
  })),
  {
    form: 'bad_protocol',
    message: "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022",
    event: probe('ssh_bad_protocol'),
  },
  {
    form: 'bad_protocol',
    message: "Bad protocol version identification '\\026\\003\\001' from 192.0.2.10",
    event: probe('ssh_bad_protocol', IP),
  },
  {
    form: 'banner_exchange',
    message: 'banner exchange: Connection from 192.0.2.10 port 40022: invalid format',
    event: probe('ssh_bad_protocol'),
  },
  {
    form: 'obfuscated_handshake',
    message: 'Magic value check failed (0) on obfuscated handshake from 192.0.2.10 port 40022',
    event: probe('ssh_bad_protocol'),
  },
  {
    form: 'no_matching_algorithm',
    message:
      'Unable to negotiate with 192.0.2.10 port 40022: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]',
    event: probe('ssh_key_exchange_failure'),
  },
  {
    form: 'no_matching_algorithm',
    message: 'fatal: Unable to negotiate with 192.0.2.10: no matching cipher found. Their offer: aes128-cbc [preauth]',
    event: probe('ssh_key_exchange_failure', IP),
  },
  ...[
    'fatal: Unable to negotiate a key exchange method [preauth]',
    'fatal: no matching mac found: client hmac-md5 server hmac-sha2-512 [preauth]',
  ].map((message) => ({ form: 'negotiation_failed', message, event: probe('ssh_key_exchange_failure', {}) })),
  ...['message authentication code incorrect', 'Connection corrupted'].map((error) => ({
    form: 'stream_corrupt',
    message: `ssh_dispatch_run_fatal: Connection from 192.0.2.10 port 40022: ${error} [preauth]`,
    event: probe('ssh_protocol_error'),
  })),
  ...ignored('bad_packet', 'Corrupted MAC on input. [preauth]', 'Bad packet length 1349676916. [preauth]'),
  ...ignored(
    'connection_broke',
    'fatal: Read from socket failed: Connection reset by peer [preauth]',
    'fatal: Write failed: Broken pipe [preauth]',
    'fatal: buffer_get_string: bad string length 269',
  ),
  {
    form: 'login_timeout',
    message: 'Timeout before authentication for connection from 192.0.2.10 to 203.0.113.5, pid = 77',
    event: probe('ssh_timeout', IP),
  },
  {
    form: 'login_timeout',
    message: 'fatal: Timeout before authentication for 192.0.2.10 port 40022',
    event: probe('ssh_timeout'),
  },
  ...['penalty: failed authentication', 'too many penalised addresses'].map((reason) => ({
    form: 'penalty_drop',
    message: `drop connection #0 from [192.0.2.10]:40022 on [203.0.113.5]:22 ${reason}`,
    event: probe('ssh_penalty_drop', { ...SOURCE, details: { reason: reason.replace('penalty: ', '') } }),
  })),
  ...['past MaxStartups', 'Maxstartups'].map((reason) => ({
    form: 'throttled',
    message: `drop connection #10 from [192.0.2.10]:40022 on [203.0.113.5]:22 ${reason}`,
    event: probe('ssh_throttled', { ...SOURCE, details: { reason } }),
  })),
  {
    form: 'refused_connection',
    message: 'refused connect from scanner.example.net (192.0.2.10)',
    event: probe('ssh_connection_refused', IP),
  },
  {
    form: 'refused_connection',
    message: 'refused connect from _U2=_@::ffff:198.51.100.1 (::ffff:192.0.2.10)',
    event: probe('ssh_connection_refused', IP),
  },
  {
    form: 'session_crash',
    message: 'session process 77 for connection from 192.0.2.10 to 203.0.113.5 killed by signal 11',
    event: probe('ssh_session_crash', IP),
  },
  ...ignored(
    'listener_remark',
    'Server listening on 0.0.0.0 port 22.',
    'Received signal 15; terminating.',
    'Set /proc/self/oom_score_adj to 0',
    'beginning MaxStartups throttling',
  ),
  ...ignored('session_remark', 'Close session: user alice from 192.0.2.10 port 40022 id 0', 'User child is on pid 77'),
  ...sessionExamples(),
  ...ignored('key_remark', `Found matching ED25519 key: ${FINGERPRINT}`, 'Certificate invalid: expired'),
  ...ignored(
    'debug_remark',
    'debug1: userauth-request for user alice service ssh-connection method none [preauth]',
    'debug3: mm_request_send: entering, type 4',
  ),
  ...ignored(
    'configuration_remark',
    'error: Could not stat AuthorizedKeysCommand "/usr/local/bin/keys": No such file or directory',
  ),
  ...dropbearExamples(),
  ...refusalExamples(),
  ...protocolExamples(),
  ...dropbearRefusals(),
];

function sessionExamples(): FormExample[] {
  const alice: ExpectedFields = { username: 'alice', validUser: true };
  const started = (what: string, more: ExpectedFields): FormExample => ({
    form: 'session_started',
    message: `Starting session: ${what} for alice from 192.0.2.10 port 40022 id 0`,
    event: { logType: 'ssh_command', ...SOURCE, ...alice, stored: true, ...more },
  });
  const factor = (form: string, logType: string, message: string, more: ExpectedFields = {}): FormExample => ({
    form,
    message,
    event: { logType, username: 'alice', ...more },
  });
  return [
    started('shell on pts/0', { tty: 'pts/0', details: { session: 'shell' } }),
    started('command', { details: { session: 'command' } }),
    started("subsystem 'sftp'", { command: 'sftp', details: { session: 'subsystem' } }),
    started("forced-command (key-option) '/usr/bin/backup -x' on pts/1", {
      tty: 'pts/1',
      command: '/usr/bin/backup -x',
      details: { session: 'forced-command' },
    }),
    {
      form: 'subsystem_requested',
      message: 'subsystem request for sftp by user alice',
      event: { logType: 'ssh_command', ...alice, command: 'sftp', details: { session: 'subsystem' } },
    },
    {
      form: 'transferred',
      message: 'Transferred: sent 3128, received 2952 bytes',
      event: { logType: 'ssh_transferred', details: { bytesRead: 2952, bytesWritten: 3128 } },
    },
    ...['alice(uid=1000) by (uid=0)', 'alice by (uid=0)', 'alice(uid=1000) by alice(uid=0)'].map((names) => ({
      form: 'ssh_pam_session_opened',
      message: `pam_unix(sshd:session): session opened for user ${names}`,
      event: { logType: 'ssh_session_opened', ...alice },
    })),
    {
      form: 'ssh_pam_session_closed',
      message: 'pam_unix(sshd:session): session closed for user alice',
      event: { logType: 'ssh_session_closed', ...alice },
    },
    factor('second_factor_passed', 'ssh_second_factor_passed', "Successful Duo login for 'alice' from 192.0.2.10"),
    factor(
      'second_factor_passed',
      'ssh_second_factor_passed',
      "Skipped Duo login for 'alice': Allowed unenrolled user",
    ),
    ...['Failed', 'Aborted'].map((what) =>
      factor(
        'second_factor_failed',
        'ssh_second_factor_failed',
        `${what} Duo login for 'alice' from 192.0.2.10: Login request denied`,
        { stored: true },
      ),
    ),
  ];
}

function refusalExamples(): FormExample[] {
  const key = { method: 'publickey', keyType: 'ED25519', keyFingerprint: FINGERPRINT } as const;
  const ofAccount = (more: ExpectedFields): ExpectedFields => ({
    logType: 'ssh_login_refused',
    username: 'alice',
    validUser: true,
    stored: true,
    ...more,
  });
  const fromElsewhere: ExpectedFields = {
    logType: 'ssh_key_from_elsewhere',
    ...IP,
    username: 'alice',
    validUser: true,
    method: 'publickey',
    ...COUNTED,
    methodAttempts: 1,
  };
  return [
    ...seen(
      'pam_account_denied',
      ofAccount({}),
      'fatal: Access denied for user alice by PAM account configuration [preauth]',
      'fatal: Access denied for user alice by PAM account configuration.',
    ),
    ...seen(
      'connection_prohibited',
      ofAccount({ ...SOURCE, ...COUNTED }),
      'administratively prohibited connection for alice from 192.0.2.10 port 40022',
    ),
    ...seen(
      'connection_prohibited',
      ofAccount({ ...SOURCE, ...COUNTED, validUser: false }),
      'administratively prohibited connection for invalid user alice from 192.0.2.10 port 40022',
    ),
    ...seen(
      'account_expired',
      ofAccount({}),
      'Account alice has expired',
      'User alice password has expired (password aged)',
    ),
    ...seen(
      'account_not_usable',
      ofAccount({ validUser: false }),
      'User alice not allowed because /etc/nologin exists',
    ),
    ...seen(
      'host_login_refused',
      ofAccount({}),
      'Rhosts authentication refused for alice: bad ownership or modes for home directory.',
    ),
    ...seen(
      'host_mismatch',
      { logType: 'ssh_login_refused', ...IP, method: 'hostbased', ...COUNTED, methodAttempts: 1 },
      'userauth_hostbased mismatch: client sends trusted.example.net, but we resolve 192.0.2.10 to host.example.org',
    ),
    ...seen(
      'key_from_elsewhere',
      fromElsewhere,
      '/home/alice/.ssh/authorized_keys:3: Authentication tried for alice with correct key but not from a permitted host (host=host.example.org, ip=192.0.2.10, required=10.0.0.0/8).',
      'Authentication tried for alice with correct key but not from a permitted host (host=host.example.org, ip=192.0.2.10, required=10.0.0.0/8).',
      '/home/alice/.ssh/authorized_keys:3: Authentication tried for alice with valid certificate but not from a permitted source address (192.0.2.10).',
    ),
    ...seen(
      'key_revoked',
      { logType: 'ssh_revoked_key', ...key, stored: true },
      `error: Authentication key ED25519 ${FINGERPRINT} revoked by file /etc/ssh/revoked_keys [preauth]`,
    ),
    ...seen(
      'key_revoked',
      { logType: 'ssh_revoked_key', sourceHost: 'host.example.org', stored: true },
      'error: WARNING: revoked key for host.example.org attempted authentication [preauth]',
    ),
    ...seen(
      'certificate_refused',
      { logType: 'ssh_certificate_refused', certificateId: 'al "serial=9 ice', method: 'publickey', stored: true },
      `error: Refusing certificate ID "al "serial=9 ice" serial=7 signed by ED25519 CA ${FINGERPRINT}: Certificate invalid: expired`,
    ),
    ...['user presence (authenticator touch) requirement not met ', 'user verification requirement not met '].map(
      (reason): FormExample => ({
        form: 'signature_rejected',
        message: `error: public key ED25519 ${FINGERPRINT} signature for alice from 192.0.2.10 port 40022 rejected: ${reason}`,
        event: failed({ username: 'alice', ...key }),
      }),
    ),
    ...seen(
      'pam_access_denied',
      { logType: 'ssh_login_refused', ...IP, username: 'alice', ...COUNTED },
      "pam_access(sshd:account): access denied for user `alice' from `192.0.2.10'",
    ),
    ...seen(
      'pam_access_denied',
      { logType: 'ssh_login_refused', username: 'alice', stored: true },
      'pam_sss(sshd:account): Access denied for user alice: 6 (Permission denied)',
      'pam_unix(sshd:account): account alice has expired (account expired)',
      'pam_listfile(sshd:auth): Refused user alice for service sshd',
      'pam_lastlog(sshd:account): user alice inactive for 90 days - denied',
    ),
    ...seen(
      'pam_lockout',
      { logType: 'ssh_account_lockout', username: 'alice' },
      'pam_tally2(sshd:auth): user alice (1000) tally 7, deny 5',
    ),
  ];
}

function protocolExamples(): FormExample[] {
  const attack = (more: ExpectedFields = SOURCE): ExpectedFields => probe('ssh_protocol_attack', more);
  return [
    ...seen(
      'protocol_attack',
      attack(),
      'Disconnecting 192.0.2.10 port 40022: strict KEX violation: unexpected packet type 30 (seqnr 1) [preauth]',
    ),
    ...seen(
      'protocol_attack',
      attack({ ...SOURCE, username: 'alice', validUser: true }),
      'Disconnecting user alice 192.0.2.10 port 40022: Possible attack: attempt to open a session after additional sessions disabled',
    ),
    ...seen('name_too_long', attack(), 'fatal: Username too long from 192.0.2.10 port 40022'),
    ...seen(
      'pam_user_changed',
      attack({ username: 'root' }),
      'error: check_pam_user: PAM user "root" does not match previous "alice"',
    ),
    ...seen('pam_user_changed', attack({}), 'fatal: PAM user mismatch'),
    ...seen('ip_options', attack(), 'fatal: Connection from 192.0.2.10 port 40022 with IP opts:  83 07 04'),
    ...seen(
      'kex_protocol_error',
      { logType: 'ssh_key_exchange_failure' },
      'error: kex_protocol_error: type 30 seq 1 [preauth]',
      'error: kex protocol error: type 30 seq 1 [preauth]',
    ),
    ...seen('ident_not_sent', probe('ssh_probe'), 'error: Could not write ident string to 192.0.2.10 port 40022'),
    ...seen(
      'no_identification',
      probe('ssh_probe'),
      "probed from 192.0.2.10 port 40022 with SSH-2.0-Probe.  Don't panic.",
    ),
    ...seen('discarded', probe('ssh_protocol_error'), 'Finished discarding for 192.0.2.10 port 40022'),
    ...seen(
      'monitor_breach',
      attack({}),
      'fatal: monitor_read: unpermitted request 102',
      'fatal: monitor_child_preauth: authenticated invalid user',
    ),
    ...seen(
      'monitor_breach',
      attack({ username: 'alice' }),
      'wrong user name passed to monitor: expected alice != root',
    ),
    ...seen(
      'monitor_breach',
      attack({ username: 'alice', validUser: false }),
      'fatal: INTERNAL ERROR: authenticated invalid user alice',
    ),
    ...seen(
      'monitor_breach',
      attack(IP),
      'error: server_accept_loop: unexpected message 0x02 child 77 for connection from 192.0.2.10 to 203.0.113.5 in state 1',
    ),
    ...seen(
      'child_crash',
      probe('ssh_session_crash', {}),
      'fatal: monitor_child_preauth: preauth child 77 terminated by signal 11',
      'error: mm_reap: child terminated by signal 11',
    ),
    ...seen(
      'connection_failed',
      probe('ssh_protocol_error'),
      'ssh_packet_write_wait: Connection from 192.0.2.10 port 40022: Broken pipe [preauth]',
    ),
    ...seen(
      'session_failed',
      ENDED,
      'fatal: ssh_packet_write_poll: Connection from 192.0.2.10 port 40022: Broken pipe',
    ),
    ...seen(
      'session_failed',
      { ...ENDED, username: 'root', validUser: true },
      'process_output: ssh_packet_write_poll: Connection from user root 192.0.2.10 port 40022: Broken pipe',
      'ssh_packet_disconnect: Connection from authenticating user root 192.0.2.10 port 40022: Broken pipe [preauth]',
    ),
    ...ignored('function_remark', 'error: session_pty_req: session 0 alloc failed'),
    ...seen(
      'connection_failed',
      probe('ssh_protocol_error'),
      'userauth_finish: send PAM banner: Connection from 192.0.2.10 port 40022: Broken pipe [preauth]',
      'send DEBUG: Connection from 192.0.2.10 port 40022: Broken pipe [preauth]',
    ),
    ...seen(
      'forwarding_refused',
      { logType: 'ssh_forwarding_refused', ...SOURCE, stored: true },
      'Received request from 192.0.2.10 port 40022 to connect to host db.example.net port 5432, but the request was denied.',
      'Received request from 192.0.2.10 port 40022 to remote forward, but the request was denied.',
    ),
    ...seen(
      'forwarding_refused',
      { logType: 'ssh_forwarding_refused', stored: true },
      'refused local port forward: originator 203.0.113.9 port 4, target db.example.net port 5432',
      'refused streamlocal port forward: originator 203.0.113.9 port 4, target /run/docker.sock',
    ),
    ...seen(
      'sftp_session',
      { logType: 'ssh_sftp_session', ...IP, username: 'alice', validUser: true },
      'session opened for local user alice from [192.0.2.10]',
      'session closed for local user alice from [192.0.2.10]',
      'error: bad message from 192.0.2.10 local user alice',
    ),
    ...seen(
      'chroot_refused',
      { logType: 'ssh_session_refused', stored: true },
      'fatal: bad ownership or modes for chroot directory "/srv/alice"',
    ),
    ...seen(
      'sia_refused',
      failed({ username: 'alice', port: null, method: null, validUser: null, methodAttempts: 0 }),
      "error: Couldn't authenticate alice from 192.0.2.10",
    ),
    ...seen(
      'name_mismatch',
      { ...OPENED, port: null },
      'Nasty PTR record "198.51.100.77" is set up for 192.0.2.10, ignoring',
    ),
    ...seen(
      'refused_key_type',
      { logType: 'ssh_failed_login', method: 'publickey' },
      'refusing RSA key: Invalid key length [preauth]',
      'refusing previously-used RSA key [preauth]',
      'error: publickey key type DSA is not in permitted list ssh-ed25519 [preauth]',
    ),
    ...seen(
      'connection_ended',
      { ...ENDED, username: 'alice', validUser: true },
      'Timeout, client not responding from user alice 192.0.2.10 port 40022',
      'terminating inactive connection from user alice 192.0.2.10 port 40022',
    ),
    ...seen(
      'no_matching_algorithm',
      probe('ssh_key_exchange_failure', { ...SOURCE, username: 'alice', validUser: true }),
      'Unable to negotiate with user alice 192.0.2.10 port 40022: no matching cipher found. Their offer: 3des-cbc',
    ),
    ...seen(
      'session_refused',
      { logType: 'ssh_session_refused', ...SOURCE, username: 'alice', validUser: true, stored: true },
      'error: Connection from user alice 192.0.2.10 port 40022: refusing non-sftp session',
    ),
    ...penalties(),
    ...seen(
      'second_factor_skipped',
      { logType: 'ssh_second_factor_skipped', username: 'alice', validUser: true, stored: true },
      "Failsafe Duo login for 'alice' from 192.0.2.10: Couldn't connect to api-1234.duosecurity.com",
      "Failsafe Duo login for 'alice'",
    ),
    ...seen(
      'second_factor_skipped',
      { logType: 'ssh_second_factor_skipped', username: "a' from 203.0.113.9: b", validUser: true, stored: true },
      "Failsafe Duo login for 'a' from 203.0.113.9: b' from 192.0.2.10: timed out",
    ),
  ];
}

/** What sshd says of addresses that it punishes, and of connections that it drops without a line each. */
function penalties(): FormExample[] {
  const reason = 'failed authentication';
  const network = '192.0.2.10/32';
  const penalty = (seconds?: number): ExpectedFields =>
    probe('ssh_penalty', { ...IP, details: { reason, network, ...(seconds === undefined ? {} : { seconds }) } });
  const says = (event: ExpectedFields, text: string): FormExample[] =>
    seen('penalty', event, `srclimit_penalise: ${text} for penalty: ${reason}`);
  return [
    ...says(penalty(15), `ipv4: new ${network} active penalty of 15.000 seconds`),
    ...says(penalty(), `ipv4: new ${network} deferred penalty of 15.000 seconds`),
    ...says(penalty(15), `${network}: activating ipv4 penalty of 15.000 seconds`),
    ...says(penalty(), `ipv4 penalty table full, cannot penalise ${network}`),
    ...seen('penalty', penalty(14), `client ${network} penalty: ${reason} (14.000 secs left)`),
    ...seen(
      'throttled_more',
      { logType: 'ssh_throttled', stored: true, details: { dropped: 16 } },
      'exited MaxStartups throttling after 00:01:20, 16 connections dropped',
      'in MaxStartups throttling for 00:01:20, 16 connections dropped',
      'Maxstartups logging rate-limited: additional 16 connections dropped',
    ),
    ...seen(
      'penalty_drops_more',
      { logType: 'ssh_penalty_drop', stored: true, details: { dropped: 3 } },
      'PerSourcePenalties logging rate-limited: additional 3 connections dropped',
    ),
  ];
}

function dropbearRefusals(): FormExample[] {
  const program = 'dropbear';
  const examples: Omit<FormExample, 'program'>[] = [
    {
      form: 'dropbear_accepted',
      message: "Auth succeeded with blank password for 'root' from 192.0.2.10:40022",
      event: accepted({ username: 'root', method: 'password', program }),
    },
    {
      form: 'dropbear_partial',
      message: "Password auth succeeded for 'alice' from 192.0.2.10:40022, extra auth required",
      event: {
        logType: 'ssh_login_continued',
        ...SOURCE,
        username: 'alice',
        validUser: true,
        method: 'password',
        program,
      },
    },
    ...["'uname -a'", 'login shell', "' executing 'x'"].map((command) => ({
      form: 'dropbear_command',
      message: `User alice executing ${command}`,
      event: { logType: 'ssh_command', username: 'alice', validUser: true, stored: true, program } as const,
    })),
    {
      form: 'dropbear_refused',
      message: "Pubkey auth bad signature for 'alice' with key SHA256:abc from 192.0.2.10:40022",
      event: failed({ username: 'alice', method: 'publickey', keyFingerprint: 'SHA256:abc', program }),
    },
    {
      form: 'dropbear_refused',
      message: "Too-long password attempt for 'alice' from 192.0.2.10:40022",
      event: failed({ username: 'alice', program }),
    },
    {
      form: 'dropbear_wrong_user',
      message: 'Login attempt with wrong user alice from 192.0.2.10:40022',
      event: { logType: 'ssh_login_refused', ...SOURCE, username: 'alice', validUser: true, ...COUNTED, program },
    },
    ...[
      "User account 'alice' is locked",
      "Logins are restricted to the group ssh but user 'alice' is not a member",
    ].map((message) => ({
      form: 'dropbear_name_refused',
      message,
      event: { logType: 'ssh_login_refused', username: 'alice', validUser: false, ...COUNTED, program },
    })),
    {
      form: 'dropbear_name_refused',
      message: 'root login rejected',
      event: { logType: 'ssh_login_refused', username: 'root', validUser: false, ...COUNTED, program },
    },
    {
      form: 'dropbear_session_ended',
      message: 'Exit (alice) from <192.0.2.10:40022>: Disconnect received',
      event: { ...ENDED, username: 'alice', validUser: true, program },
    },
    {
      form: 'dropbear_session_ended',
      message: 'Exit (alice): Disconnect received',
      event: { logType: 'ssh_connection_ended', username: 'alice', validUser: true, program },
    },
    {
      form: 'dropbear_left',
      message: 'Early exit from <192.0.2.10:40022>: Timeout before auth',
      event: { ...probe('ssh_probe'), program },
    },
  ];
  return examples.map((example) => ({ ...example, program }));
}

function dropbearExamples(): FormExample[] {
  const program = 'dropbear';
  const bad = failed({ username: 'root', program });
  const key = 'sha1!! 00:11:22:33';
  const examples: readonly FormExample[] = [
    { form: 'dropbear_bad_password', message: "Bad password attempt for 'root' from 192.0.2.10:40022", event: bad },
    { form: 'dropbear_bad_password', message: "bad password attempt for 'root' from 192.0.2.10:40022", event: bad },
    { form: 'dropbear_bad_password', message: "Bad PAM password attempt for 'root' from 192.0.2.10:40022", event: bad },
    {
      form: 'dropbear_bad_password',
      message: "Bad password attempt for 'a' from 198.51.100.1:5' from ::ffff:192.0.2.10:40022",
      event: failed({ username: "a' from 198.51.100.1:5", program }),
    },
    {
      form: 'dropbear_invalid_user',
      message: 'Login attempt for nonexistent user from 192.0.2.10:40022',
      event: { logType: 'ssh_invalid_user', ...SOURCE, validUser: false, ...COUNTED, program },
    },
    {
      form: 'dropbear_invalid_user',
      message: "login attempt for nonexistent user 'oracle' from 192.0.2.10:40022",
      event: { logType: 'ssh_invalid_user', ...SOURCE, username: 'oracle', validUser: false, ...COUNTED, program },
    },
    {
      form: 'dropbear_accepted',
      message: "Password auth succeeded for 'alice' from 192.0.2.10:40022",
      event: accepted({ method: 'password', program }),
    },
    {
      form: 'dropbear_accepted',
      message: `Pubkey auth succeeded for 'alice' with key ${key} from 192.0.2.10:40022`,
      event: accepted({ method: 'publickey', keyFingerprint: '00:11:22:33', program }),
    },
    {
      form: 'dropbear_accepted',
      message: "PAM password auth succeeded for 'alice' from 192.0.2.10:40022",
      event: accepted({ method: 'password', program }),
    },
    {
      form: 'dropbear_name_refused',
      message: "User 'ftp' has invalid shell, rejected",
      event: { logType: 'ssh_login_refused', username: 'ftp', validUser: false, ...COUNTED, program },
    },
    {
      form: 'dropbear_other_name',
      message: 'Client trying multiple usernames from 192.0.2.10:40022',
      event: { logType: 'ssh_login_refused', ...SOURCE, program },
    },
    {
      form: 'dropbear_fails',
      message:
        "Exit before auth from <192.0.2.10:40022>: (user 'root', 10 fails): Max auth tries reached - user 'root'",
      event: abandoned({ occurrences: 10, attempts: 10, program }),
    },
    {
      form: 'dropbear_fails',
      message: "Exit before auth (user 'root', 10 fails): Max auth tries reached - user 'root' from 192.0.2.10:40022",
      event: abandoned({ occurrences: 10, attempts: 10, program }),
    },
    {
      form: 'dropbear_user_left',
      message: "Exit before auth from <192.0.2.10:40022>: (user 'root', 0 fails): Disconnect received",
      event: abandoned({ program }),
    },
    {
      form: 'dropbear_left',
      message: 'Exit before auth from <192.0.2.10:40022>: Exited normally',
      event: { ...probe('ssh_probe'), program },
    },
    { form: 'dropbear_connection', message: 'Child connection from 192.0.2.10:40022', event: { ...OPENED, program } },
    { form: 'dropbear_remark', message: 'Not backgrounding', event: null },
  ];
  return examples.map((example) => ({ ...example, program }));
}
