/** The documentation of one `log_type`: a sentence, and a message of sshd that has it. */
interface LogTypeMeaning {
  readonly meaning: string;
  readonly example: string;
}

/**
 * What an sshd line says happened. The name is the `log_type` of a stored log entry, of `explain` and of the API;
 * the text beside it is the documentation of that value. The types from `ssh_probe` on never reach authentication.
 */
export const LOG_TYPE_MEANINGS = {
  ssh_failed_login: {
    meaning: 'A login attempt was refused: wrong password, refused key, refused keyboard-interactive answer.',
    example: 'Failed password for root from 192.0.2.10 port 40022 ssh2',
  },
  ssh_invalid_user: {
    meaning: 'A client named an account that does not exist or may not log in.',
    example: 'Invalid user oracle from 192.0.2.10 port 40022',
  },
  ssh_accepted_login: {
    meaning: 'A login succeeded.',
    example: 'Accepted password for alice from 198.51.100.7 port 50100 ssh2',
  },
  ssh_pam_failure: {
    meaning: 'PAM or auditd reports that a login attempt of sshd was refused.',
    example:
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root',
  },
  ssh_pam_success: {
    meaning: 'A module of PAM let a user in; whether the login succeeds is said by sshd.',
    example:
      'pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10 user=alice',
  },
  ssh_login_refused: {
    meaning:
      'The policy of the server forbids the login, whatever the password: AllowUsers, DenyGroups, a locked account, root.',
    example: 'User backup from 192.0.2.10 not allowed because not listed in AllowUsers',
  },
  ssh_maximum_attempts: {
    meaning: 'The client was cut off after too many failed attempts on one connection.',
    example: 'error: maximum authentication attempts exceeded for root from 192.0.2.10 port 40022 ssh2 [preauth]',
  },
  ssh_authentication_abandoned: {
    meaning: 'The connection ended while a user was authenticating.',
    example: 'Connection closed by authenticating user root 192.0.2.10 port 40022 [preauth]',
  },
  ssh_account_lockout: {
    meaning: 'PAM locked an account for a while after consecutive failures.',
    example: 'pam_faillock(sshd:auth): Consecutive login failures for user root account temporarily locked',
  },
  ssh_connection_opened: {
    meaning: 'A client connected (LogLevel VERBOSE), or sshd looked up its name.',
    example: 'Connection from 192.0.2.10 port 40022 on 203.0.113.5 port 22 rdomain ""',
  },
  ssh_connection_ended: {
    meaning: 'A connection ended, and the line by itself tells nothing about an attempt.',
    example: 'Received disconnect from 192.0.2.10 port 40022:11: Bye Bye [preauth]',
  },
  ssh_probe: {
    meaning: 'A client connected and left without saying that it speaks SSH.',
    example: 'Did not receive identification string from 192.0.2.10 port 40022',
  },
  ssh_bad_protocol: {
    meaning: 'A client said something that is not SSH, or a protocol version that sshd does not speak.',
    example: "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10 port 40022",
  },
  ssh_key_exchange_failure: {
    meaning: 'Client and server found no common algorithm, or the key exchange broke.',
    example:
      'Unable to negotiate with 192.0.2.10 port 40022: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1 [preauth]',
  },
  ssh_protocol_error: {
    meaning: 'The encrypted stream of a connection was corrupt.',
    example:
      'ssh_dispatch_run_fatal: Connection from 192.0.2.10 port 40022: message authentication code incorrect [preauth]',
  },
  ssh_timeout: {
    meaning: 'A client did not log in within LoginGraceTime.',
    example: 'Timeout before authentication for connection from 192.0.2.10 to 203.0.113.5, pid = 4242',
  },
  ssh_penalty_drop: {
    meaning: 'sshd dropped the connection of an address that it punishes for earlier behaviour (PerSourcePenalties).',
    example: 'drop connection #0 from [192.0.2.10]:40022 on [203.0.113.5]:22 penalty: failed authentication',
  },
  ssh_throttled: {
    meaning: 'sshd dropped connections because too many were waiting to log in (MaxStartups).',
    example: 'drop connection #10 from [192.0.2.10]:40022 on [203.0.113.5]:22 past MaxStartups',
  },
  ssh_connection_refused: {
    meaning: 'TCP wrappers refused the address.',
    example: 'refused connect from scanner.example.net (192.0.2.10)',
  },
  ssh_session_crash: {
    meaning: 'A process of sshd was killed by a signal: a bug, or somebody trying to use one.',
    example: 'session process 4242 for connection from 192.0.2.10 to 203.0.113.5 killed by signal 11',
  },
} as const satisfies Record<string, LogTypeMeaning>;

export type LogType = keyof typeof LOG_TYPE_MEANINGS;

export const LOG_TYPES = Object.keys(LOG_TYPE_MEANINGS) as LogType[];
