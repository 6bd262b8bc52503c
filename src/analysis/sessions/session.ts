import { hash } from 'node:crypto';
import { detachString } from '../../common/visible-text.js';
import type { LogEvent, LogType } from '../../logs/parsing/parsed-line.js';

/**
 * How it is known that an event belongs to a session: it is the login itself, or names its connection; it names the terminal
 * of the session; no other session was open on the host that could have done it; a command of the session of the same
 * second did it, or one of the last five minutes that runs such tools. `ambiguous`: several could have, and each has it.
 */
export const LINK_KINDS = [
  'login',
  'connection',
  'tty',
  'only_session',
  'same_second',
  'command',
  'ambiguous',
] as const;

export type LinkKind = (typeof LINK_KINDS)[number];

/** Why a session is over; `lost`: its end has no line, or too many were open. */
export const END_REASONS = ['closed', 'disconnected', 'shutdown', 'lost'] as const;

export type EndReason = (typeof END_REASONS)[number];

/** What matters about a session, in the order of severity; each with when it first happened, UTC milliseconds. */
export const MILESTONES = ['root', 'account', 'key', 'job', 'logs'] as const;

export type Milestone = (typeof MILESTONES)[number];

/** What was done in a session, as far as it is known to be its own. */
export interface SessionFacts {
  /** Commands as somebody else, or that a server logged. */
  commands: number;
  /** Refusals of sudo, su, pkexec and polkit, and wrong passwords for them. */
  refusals: number;
  /** Changes of accounts and groups. */
  accounts: number;
  /** Files opened for writing, or changed, over sftp. */
  filesWritten: number;
  filesRead: number;
  /** As whom it went on, in the order in which that was first so; at most {@link MAX_NAMES}. */
  became: string[];
  /** Terminals, the first {@link MAX_NAMES}. */
  ttys: string[];
  /** Processes that serve it besides that of the login. */
  children: number[];
  /** Bytes that the server sent and received, where it says so. */
  bytesSent: number | null;
  bytesReceived: number | null;
  milestones: Partial<Record<Milestone, number>>;
  /** What people want to read of it, in order; the first {@link MAX_HIGHLIGHTS}, each once. */
  highlights: Highlight[];
}

/** Something that matters, as a sentence is made of it. Texts are those of whoever is logged in. */
export interface Highlight {
  /** UTC milliseconds. */
  readonly at: number;
  readonly milestone: Milestone;
  readonly logType: LogType;
  /** The account or the file that it is about; of a command, its program. */
  readonly subject: string | null;
  readonly uid?: number;
  readonly group?: string;
  readonly change?: string;
}

const MAX_HIGHLIGHTS = 20;
const LONGEST_SUBJECT = 200;

export const MAX_NAMES = 10;
/** So many events of a session are listed one by one; more are counted, and listed where they are a milestone. */
export const MAX_LISTED = 1_000;

/** A login, and what is known of it since. Moments are UTC milliseconds; JSON-serialisable. */
export interface TrackedSession {
  readonly id: string;
  readonly host: string | null;
  readonly username: string;
  readonly ipAddress: string | null;
  readonly sourceHost: string | null;
  readonly port: number | null;
  readonly pid: number | null;
  readonly program: string;
  readonly method: string | null;
  readonly keyType: string | null;
  readonly keyFingerprint: string | null;
  readonly startedAt: number;
  /** Id of the log entry of the login; 0 until it is stored. */
  loginEntry: number;
  lastSeen: number;
  endedAt: number | null;
  endReason: EndReason | null;
  /** Events that are its own, or may be. */
  events: number;
  /** How many of them are listed. */
  listed: number;
  readonly facts: SessionFacts;
}

/** Namespace of the ids of sessions; a constant of this project, so that ids are the same everywhere. */
const SESSION_NAMESPACE = Buffer.from('0d6f3a527f0e5b0c9a573b1c7f5f2a10', 'hex');

/** A UUID of version 5 (RFC 9562), as the package makes them in five times the time; every login of a backfill has one. */
function idOf(name: string): string {
  const digest = hash('sha1', Buffer.concat([SESSION_NAMESPACE, Buffer.from(name)]), 'hex');
  const variant = ((Number.parseInt(digest.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, variant + digest.slice(18, 20)];
  return `${parts.join('-')}-${digest.slice(20, 32)}`;
}

/** The session that a login begins. Its id follows from what the line says. */
export function sessionOf(login: LogEvent): TrackedSession {
  const { ipAddress, port, pid, timestamp } = login;
  const [host, sourceHost, keyFingerprint] = [login.host, login.sourceHost, login.keyFingerprint].map((text) =>
    cut(text, LONGEST_NAME),
  ) as [string | null, string | null, string | null];
  const [program, method, keyType] = [login.program, login.method, login.keyType].map((text) => cut(text, 64));
  const name = cut(login.username, LONGEST_USER) ?? '';
  const id = idOf(JSON.stringify([host, name, ipAddress ?? sourceHost, port, pid, login.tty, timestamp]));
  return {
    id,
    host,
    username: name,
    ipAddress,
    sourceHost,
    port,
    pid,
    program: program ?? '',
    method: method ?? null,
    keyType: keyType ?? null,
    keyFingerprint,
    startedAt: timestamp,
    loginEntry: 0,
    lastSeen: timestamp,
    endedAt: null,
    endReason: null,
    events: 0,
    listed: 0,
    facts: {
      commands: 0,
      refusals: 0,
      accounts: 0,
      filesWritten: 0,
      filesRead: 0,
      became: [],
      ttys: login.tty === null ? [] : [cut(login.tty, 64)!],
      children: [],
      bytesSent: null,
      bytesReceived: null,
      milestones: name === 'root' ? { root: timestamp } : {},
      highlights: [],
    },
  };
}

const LONGEST_NAME = 255;
const LONGEST_USER = 1_024;

/** Of its own, so that it does not keep the text of the line. */
function cut(text: string | null, most: number): string | null {
  return text === null ? null : detachString(text.slice(0, most));
}

/** A copy that does not change any more. */
export function copyOf(session: TrackedSession): TrackedSession {
  const { facts } = session;
  return { ...session, facts: { ...facts } };
}

/** A program that stays: whoever runs it as somebody goes on as that one. */
const SHELL = /^(?:[^ ]*\/)?(?:su|sh|bash|dash|zsh|ksh|mksh|tcsh|csh|fish|ash|screen|tmux|login)(?: |$)/;

/** True for a command whose user goes on as somebody else: a shell, not one command in it. */
export function isShell(command: string): boolean {
  return SHELL.test(command) && !/ -c(?: |$)/.test(command.slice(0, 200));
}

const KEY_FILE = /(?:^|\/)\.ssh\/+(?:\.\/+)*authorized_keys2?$/;
const KEY_FOLDER = /(?:^|\/)\.ssh\/*$/;
const KEY_IN_COMMAND = /authorized_keys2?\b/;
const LOOKS_ONLY = /^(?:[^ ]*\/)?(?:cat|less|more|head|tail|grep|ls|stat|file|wc|md5sum|sha256sum|diff) /;
const JOB_FILE = /^(?:\/etc\/(?:cron|anacron|systemd\/system)|\/var\/spool\/(?:cron|at))/;
const LOGS = /\/var\/log\b|\.(?:bash|zsh|sh|python)_history\b|\b(?:wtmp|btmp|utmp|lastlog|faillog)\b/;
const REMOVES = /(?:^|[\s/'";|&])(?:rm|shred|truncate|unlink|wipe|srm|dd|tee|mv|ln|sed|cp|install)\b|[^-]>/;
const STOPS_LOGGING =
  /\bjournalctl\b.*--(?:rotate|vacuum)|\bhistory +-[cw]|\b(?:stop|disable|mask|kill)\b.*\b(?:r?syslogd?|syslog-ng|auditd|systemd-journald)\b|\bauditctl +-[eD]|\bHISTFILE=/;
const LONGEST_SEARCHED = 2_048;

/** What an event of a session is a milestone of; null for most. */
export function milestoneOf({ logType, targetUser, command, details }: LogEvent): Milestone | null {
  const text = command?.slice(0, LONGEST_SEARCHED) ?? '';
  const changedPath = details?.newPath ?? details?.path ?? '';
  if (isTampering(logType, text, details?.path ?? '')) return 'logs';
  const isRemoval = details?.change === 'remove' || details?.change === 'rmdir';
  const isKey = KEY_FILE.test(changedPath) || KEY_FOLDER.test(details?.newPath ?? '');
  if (isKey && WRITES.has(logType)) return isRemoval ? null : 'key';
  if (KEY_IN_COMMAND.test(text) && !LOOKS_ONLY.test(text)) return 'key';
  if (ACCOUNT_CHANGES.has(logType)) return 'account';
  if (logType === 'cron_jobs_changed' || (WRITES.has(logType) && JOB_FILE.test(changedPath))) {
    return 'job';
  }
  return GAINS.has(logType) && targetUser === 'root' && !ASKS_ONLY.has(text) ? 'root' : null;
}

/** Takes note of something that matters. @returns whether it is the first of its kind */
export function reached(facts: SessionFacts, milestone: Milestone, event: LogEvent): boolean {
  const isFirst = facts.milestones[milestone] === undefined;
  if (isFirst) facts.milestones = { ...facts.milestones, [milestone]: event.timestamp };
  // Of what is done as root, the first says all.
  if ((milestone === 'root' && !isFirst) || facts.highlights.length >= MAX_HIGHLIGHTS) return isFirst;
  const highlight = highlightOf(milestone, event);
  const isKnown = facts.highlights.some(
    (each) => JSON.stringify({ ...each, at: 0 }) === JSON.stringify({ ...highlight, at: 0 }),
  );
  if (!isKnown) facts.highlights = [...facts.highlights, highlight];
  return isFirst;
}

function highlightOf(milestone: Milestone, { timestamp, logType, targetUser, command, details }: LogEvent): Highlight {
  const { uid, group, change, path, newPath } = details ?? {};
  const program = command === null ? null : (/[^/ ]{1,64}(?= |$)/.exec(command)?.[0] ?? null);
  const subject =
    milestone === 'root' || milestone === 'account' ? targetUser : (newPath ?? path ?? program ?? targetUser);
  return {
    at: timestamp,
    milestone,
    logType,
    subject: cut(subject, LONGEST_SUBJECT),
    ...(uid === undefined ? {} : { uid }),
    ...(group === undefined ? {} : { group: cut(group, LONGEST_SUBJECT)! }),
    ...(change === undefined ? {} : { change }),
  };
}

function isTampering(logType: string, command: string, path: string): boolean {
  if (WRITES.has(logType)) return LOGS.test(path.slice(0, LONGEST_SEARCHED));
  return STOPS_LOGGING.test(command) || (LOGS.test(command) && REMOVES.test(command));
}

/** What sudo calls `sudo -l` and `sudo -v`. */
const ASKS_ONLY = new Set(['list', 'validate']);
const GAINS = new Set(['sudo_command', 'su_switched', 'pkexec_command']);
const WRITES = new Set(['sftp_file_written', 'sftp_file_changed']);
const ACCOUNT_CHANGES = new Set([
  'account_created',
  'account_deleted',
  'account_changed',
  'account_password_changed',
  'account_group_created',
  'account_group_deleted',
  'account_group_member_added',
  'account_group_member_removed',
  'account_group_changed',
]);
