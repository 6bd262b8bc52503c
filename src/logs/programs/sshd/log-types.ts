import type { LogTypeMeaning } from '../../parsing/parsed-line.js';

/** A login of SSH that succeeded, whatever server says it. */
export const SSH_LOGIN = 'ssh_accepted_login';

/** What the lines of an SSH server say happened. The types from `ssh_probe` on never reach authentication. */
export const SSH_LOG_TYPES: Readonly<Record<string, LogTypeMeaning>> = {
  ssh_failed_login: {
    category: 'login_failed',
    meaning: 'A login attempt was refused: wrong password, refused key, refused keyboard-interactive answer.',
    example: 'Failed password for root from 192.0.2.10 port 40022 ssh2',
  },
  ssh_invalid_user: {
    category: 'login_failed',
    meaning: 'A client named an account that does not exist or may not log in.',
    example: 'Invalid user oracle from 192.0.2.10 port 40022',
  },
  [SSH_LOGIN]: {
    category: 'login_succeeded',
    meaning: 'A login succeeded.',
    example: 'Accepted password for alice from 198.51.100.7 port 50100 ssh2',
  },
  ssh_pam_failure: {
    category: 'login_failed',
    meaning: 'PAM or auditd reports that a login attempt of sshd was refused.',
    example:
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root',
  },
  ssh_pam_success: {
    category: 'session',
    meaning: 'A module of PAM let a user in; whether the login succeeds is said by sshd.',
    example:
      'pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10 user=alice',
  },
  ssh_second_factor_skipped: {
    category: 'system',
    meaning: 'A user was let in without the second factor, since its service could not be reached.',
    example: "Failsafe Duo login for 'alice' from 192.0.2.10: Couldn't connect to api-1234.duosecurity.com",
  },
  ssh_login_refused: {
    category: 'login_refused',
    meaning:
      'The policy of the server forbids the login, whatever the password: AllowUsers, DenyGroups, a locked account, root.',
    example: 'User backup from 192.0.2.10 not allowed because not listed in AllowUsers',
  },
  ssh_key_from_elsewhere: {
    category: 'login_refused',
    meaning: 'The right key or certificate came from a place that it may not be used from: it may have been stolen.',
    example:
      '/home/alice/.ssh/authorized_keys:3: Authentication tried for alice with correct key but not from a permitted host (host=192.0.2.10, ip=192.0.2.10, required=10.0.0.0/8).',
  },
  ssh_revoked_key: {
    category: 'login_refused',
    meaning: 'Somebody tried a key that has been revoked.',
    example:
      'error: Authentication key ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E revoked by file /etc/ssh/revoked_keys',
  },
  ssh_certificate_refused: {
    category: 'login_refused',
    meaning: 'A certificate of a trusted authority was refused: expired, not yet valid, of another principal.',
    example:
      'error: Refusing certificate ID "alice" serial=7 signed by ED25519 CA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E: Certificate invalid: expired',
  },
  ssh_maximum_attempts: {
    category: 'login_failed',
    meaning: 'The client was cut off after too many failed attempts on one connection.',
    example: 'error: maximum authentication attempts exceeded for root from 192.0.2.10 port 40022 ssh2 [preauth]',
  },
  ssh_authentication_abandoned: {
    category: 'login_failed',
    meaning: 'The connection ended while a user was authenticating.',
    example: 'Connection closed by authenticating user root 192.0.2.10 port 40022 [preauth]',
  },
  ssh_account_lockout: {
    category: 'login_refused',
    meaning: 'PAM locked an account for a while after consecutive failures.',
    example: 'pam_faillock(sshd:auth): Consecutive login failures for user root account temporarily locked',
  },
  ssh_connection_opened: {
    category: 'connection',
    meaning: 'A client connected (LogLevel VERBOSE), or sshd looked up its name.',
    example: 'Connection from 192.0.2.10 port 40022 on 203.0.113.5 port 22 rdomain ""',
  },
  ssh_connection_ended: {
    category: 'connection',
    meaning: 'A connection ended, and the line by itself tells nothing about an attempt.',
    example: 'Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]',
  },
  ssh_probe: {
    category: 'probe',
    meaning: 'A client connected and left without saying that it speaks SSH.',
    example: 'Did not receive identification string from 192.0.2.10 port 40022',
  },
  ssh_bad_protocol: {
    category: 'probe',
    meaning: 'A client said something that is not SSH, or a protocol version that sshd does not speak.',
    example: "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022",
  },
  ssh_key_exchange_failure: {
    category: 'probe',
    meaning: 'Client and server found no common algorithm, or the key exchange broke.',
    example:
      'Unable to negotiate with 192.0.2.10 port 40022: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]',
  },
  ssh_protocol_error: {
    category: 'probe',
    meaning: 'The encrypted stream of a connection was corrupt.',
    example:
      'ssh_dispatch_run_fatal: Connection from 192.0.2.10 port 40022: message authentication code incorrect [preauth]',
  },
  ssh_protocol_attack: {
    category: 'probe',
    meaning: 'A client broke a rule of the protocol that no honest one breaks, or asked for what sshd must not give.',
    example: 'Disconnecting 192.0.2.10 port 40022: strict KEX violation: unexpected packet type 30 (seqnr 1) [preauth]',
  },
  ssh_timeout: {
    category: 'connection',
    meaning: 'A client did not log in within LoginGraceTime.',
    example: 'Timeout before authentication for connection from 192.0.2.10 to 203.0.113.5, pid = 4242',
  },
  ssh_penalty: {
    category: 'penalty',
    meaning:
      'sshd punishes an address, or its network, for what it did (PerSourcePenalties): it will drop its connections.',
    example:
      'srclimit_penalise: ipv4: new 192.0.2.10/32 active penalty of 15.000 seconds for penalty: failed authentication',
  },
  ssh_penalty_drop: {
    category: 'penalty',
    isDrop: true,
    meaning: 'sshd dropped the connection of an address that it punishes for earlier behaviour (PerSourcePenalties).',
    example: 'drop connection #0 from [192.0.2.10]:40022 on [203.0.113.5]:22 penalty: failed authentication',
  },
  ssh_throttled: {
    category: 'connection',
    meaning: 'sshd dropped connections because too many were waiting to log in (MaxStartups).',
    example: 'drop connection #10 from [192.0.2.10]:40022 on [203.0.113.5]:22 past MaxStartups',
  },
  ssh_connection_refused: {
    category: 'login_refused',
    meaning: 'TCP wrappers refused the address.',
    example: 'refused connect from scanner.example.net (192.0.2.10)',
  },
  ssh_session_refused: {
    category: 'session',
    meaning: 'A user who is logged in asked for a session that is not allowed.',
    example: 'error: Connection from user alice 198.51.100.7 port 50100: refusing non-sftp session',
  },
  ssh_forwarding_refused: {
    category: 'session',
    meaning: 'A user who is logged in asked for a connection through the server that is not allowed.',
    example:
      'Received request from 198.51.100.7 port 50100 to connect to host db.example.net port 5432, but the request was denied.',
  },
  ssh_sftp_session: {
    category: 'session',
    meaning: 'A session of sftp was opened or closed.',
    example: 'session opened for local user alice from [198.51.100.7]',
  },
  ssh_command: {
    category: 'command',
    meaning: 'A user who is logged in ran a command or a shell.',
    example: "User alice executing 'uname -a'",
  },
  ssh_session_opened: {
    category: 'session',
    meaning: 'PAM opened the session of a login; stored only where a rule selects it.',
    example: 'pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)',
  },
  ssh_session_closed: {
    category: 'session',
    meaning: 'PAM closed the session of a login; stored only where a rule selects it.',
    example: 'pam_unix(sshd:session): session closed for user alice',
  },
  ssh_transferred: {
    category: 'session',
    meaning: 'How many bytes a connection had at its end; stored only where a rule selects it.',
    example: 'Transferred: sent 3128, received 2952 bytes',
  },
  ssh_second_factor_passed: {
    category: 'session',
    meaning:
      'A second factor was right; whether the login succeeds is said by sshd. Stored only where a rule selects it.',
    example: "Successful Duo login for 'alice' from 198.51.100.7",
  },
  ssh_second_factor_failed: {
    category: 'login_failed',
    meaning: 'A second factor was wrong: whoever it was knew the password. The attempt is counted by the line of sshd.',
    example: "Failed Duo login for 'alice' from 192.0.2.10: Login request denied",
  },
  ssh_session_crash: {
    category: 'system',
    meaning: 'A process of sshd was killed by a signal: a bug, or somebody trying to use one.',
    example: 'session process 4242 for connection from 192.0.2.10 to 203.0.113.5 killed by signal 11',
  },
  ssh_login_continued: {
    category: 'connection',
    meaning: 'One step of a login was passed, or the next one is waited for.',
    example:
      'Partial publickey for alice from 198.51.100.7 port 50100 ssh2: ED25519 SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E',
  },
  ssh_message: {
    category: 'system',
    meaning: 'A line that says nothing about a login or an attack; stored only where a rule selects it.',
    example: 'Server listening on 0.0.0.0 port 22.',
  },
};
