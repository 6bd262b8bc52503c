/**
 * What kind of thing a log type is, whatever program says it: detection, figures, dashboard and rules ask for this.
 */
export const LOG_CATEGORIES = [
  'login_failed',
  'login_succeeded',
  'login_refused',
  'probe',
  'connection',
  'penalty',
  'session',
  'privilege',
  'account',
  'command',
  'system',
] as const;

export type LogCategory = (typeof LOG_CATEGORIES)[number];

/**
 * What a line says happened: the `log_type` of a stored log entry, of `explain` and of the API. Each is declared by the
 * program whose lines it is of.
 */
export type LogType = string;

/** The documentation of one log type: its category, a sentence, and a message that has it. */
export interface LogTypeMeaning {
  readonly category: LogCategory;
  /** Of a `penalty`: true where it is a connection that was dropped for one, false where it is one. */
  readonly isDrop?: true;
  /** What another tool does about an address: it begins to turn it away, or ends that. */
  readonly bans?: 'begin' | 'end';
  readonly meaning: string;
  readonly example: string;
}

/** How the time of an event was known. */
export const TIME_BASIS_MEANINGS = {
  exact: 'The line carries a full date with an offset (or an epoch).',
  zone_assumed: 'The line carries a full date without an offset; the configured time zone was assumed.',
  year_inferred: 'The line carries no year; it was inferred, and the configured time zone was assumed.',
  ambiguous: 'The local time occurs twice, or not at all, at a change of daylight saving time; one reading was chosen.',
  inherited: 'The line carries no time; it was given the time of the line before it.',
  received: 'Neither the line nor one before it carries a time; it was given the time at which it was read.',
} as const;

export type TimeBasis = keyof typeof TIME_BASIS_MEANINGS;

/** A line of sshd (or dropbear, PAM for sshd, auditd for sshd) that says something happened. */
export interface LogEvent {
  readonly kind: 'event';
  /** Name of the message form that matched; see `docs/log-forms.md`. */
  readonly form: string;
  readonly logType: LogType;
  /** UTC milliseconds. */
  readonly timestamp: number;
  readonly timeBasis: TimeBasis;
  /** The host that wrote the line; null where the prefix carries none. */
  readonly host: string | null;
  readonly program: string;
  readonly pid: number | null;
  /** Canonical source address: `::ffff:` unwrapped, no zone, no leading zeros. Null when none is known. */
  readonly ipAddress: string | null;
  /** True where the address is that of the connection, by another line. */
  readonly addressCarried: boolean;
  /** The name that stands where the address would stand (PAM's rhost, `UseDNS yes`). */
  readonly sourceHost: string | null;
  readonly port: number | null;
  /** Exact, attacker-chosen text: may be empty, hold blanks or control characters. Null when the line names nobody. */
  readonly username: string | null;
  /** False when sshd said that the account does not exist or may not log in; null when the line does not say. */
  readonly validUser: boolean | null;
  readonly method: string | null;
  readonly keyType: string | null;
  readonly keyFingerprint: string | null;
  readonly certificateId: string | null;
  /** The service of PAM that a line of one of its modules is about, such as `vsftpd`; null for sshd and for other lines. */
  readonly service: string | null;
  /** As whom somebody acts, or the account that is changed; `username` is who does it. */
  readonly targetUser: string | null;
  /** With its arguments, as the program writes it. */
  readonly command: string | null;
  /** Without `/dev/`, such as `pts/0`. */
  readonly tty: string | null;
  readonly workingDirectory: string | null;
  /** Null where the line tells nothing besides. */
  readonly details: EventDetails | null;
  /** True when the address was written in a form that no resolver agrees on (leading zeros). */
  readonly addressDoubtful: boolean;
  /** How many occurrences the line stands for: N for `message repeated N times: [ … ]`, else 1. */
  readonly occurrences: number;
  /** What this line adds to the number of failed attempts of its connection. */
  readonly attempts: number;
  /**
   * Attempts that earlier lines of the connection counted when its address was not yet known. Detection by address
   * adds them here, so that a reverse DNS name in PAM's `rhost=` hides nobody.
   */
  readonly carriedAttempts: number;
  /**
   * Attempts of the connection, by this line or by earlier ones that do not say the method, of which this line is the
   * first to say it.
   */
  readonly methodAttempts: number;
  /**
   * What the line waits for, the result of a round of PAM or the address: it comes again, with that and its attempts, as a
   * {@link SettledEvent}. Null for a line that does not wait.
   */
  readonly pendingRound: number | null;
  /** True when the line becomes a log entry; false when it repeats evidence that is already counted. */
  readonly stored: boolean;
}

/** An event whose line came earlier, and waited until it was known whether it counts. */
export interface SettledEvent {
  readonly event: LogEvent;
  /** The line's text, bounded. */
  readonly line: string;
  /** The {@link LogEvent.pendingRound} of the event when its line was read. */
  readonly round: number;
  readonly result: SettledResult;
}

/**
 * What became of a line that waited: PAM refused after all (or never said), or let the user in; or it waited for the address of
 * its connection, which is known now, or will not be.
 */
export type SettledResult = 'refused' | 'allowed' | 'address';

/** What a line tells besides, in the order of the documentation; texts are the program's own. */
export interface EventDetails {
  /** Why sshd punishes or drops. */
  readonly reason?: string;
  /** What it punishes, in CIDR notation. */
  readonly network?: string;
  /** Until when it does, UTC milliseconds. */
  readonly until?: number;
  /** Connections that were dropped and have no lines of their own. */
  readonly dropped?: number;
  /** Wrong passwords. */
  readonly failures?: number;
  /** What of an account, a group or a table of jobs is changed, such as `password`, `shell`, `uid`, `lock`. */
  readonly change?: string;
  readonly before?: string;
  readonly after?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly group?: string;
  readonly home?: string;
  readonly shell?: string;
  /** Of a file that is sent, fetched, removed or renamed. */
  readonly path?: string;
  readonly newPath?: string;
  /** Modes that a file is opened with, such as `WRITE,CREATE,TRUNCATE`. */
  readonly flags?: string;
  readonly bytesRead?: number;
  readonly bytesWritten?: number;
  /** What polkit authorizes. */
  readonly action?: string;
  /** What is begun: `shell`, `command`, `subsystem`, `forced-command`. */
  readonly session?: string;
  /** Of what a filter matches: the client may have chosen which address it takes. */
  readonly forgeable?: true;
  /** Of what a filter matches: how often it may in how long, as its jail says, such as `5 in 600s`. */
  readonly threshold?: string;
  /** Text of the user may have made some of what the line says: as whom, and where, is not told. */
  readonly ambiguous?: true;
}

/** What somebody does on a host, as whom and where: fields of {@link LogEvent} that lines about logins have not. */
export type EventAction = Partial<Pick<LogEvent, 'service' | 'targetUser' | 'command' | 'tty' | 'workingDirectory'>>;

/** A line of sshd that is understood and says nothing about an attack or a login. */
export interface IgnoredLine {
  readonly kind: 'ignored';
  readonly form: string;
}

/** A line of sshd that no form matches. */
export interface UnrecognisedLine {
  readonly kind: 'unrecognised';
  readonly program: string;
  readonly message: string;
}

/** A line of another program, or no log line at all. */
export interface ForeignLine {
  readonly kind: 'foreign';
}

export type ParsedLine = LogEvent | IgnoredLine | UnrecognisedLine | ForeignLine;
