import { detachString } from '../../common/visible-text.js';
import type { LogEvent, LogType } from '../../logs/parsing/parsed-line.js';
import { isLogin } from '../../logs/programs/registry.js';
import { MAX_LISTED, MAX_NAMES, copyOf, isShell, milestoneOf, reached, sessionOf } from './session.js';
import type { EndReason, LinkKind, TrackedSession } from './session.js';

/** An event of a session, and how that is known. */
export interface SessionLink {
  readonly session: TrackedSession;
  readonly how: LinkKind;
  /** False where the session has so many events that they are only counted. */
  readonly isListed: boolean;
}

/** Everything that lines to come may depend on; JSON-serialisable. */
export interface SessionTrackerState {
  /** Open sessions; the one that was heard of longest ago is first. */
  readonly open: readonly TrackedSession[];
  readonly sftp: readonly (readonly [process: string, sessions: readonly string[]])[];
  readonly commands: readonly RecentCommand[];
}

/** A command of the last minutes of a host: what a tool does that says not who called it is of the command that ran it. */
interface RecentCommand {
  readonly host: string | null;
  /** UTC milliseconds. */
  readonly at: number;
  /** The programs that it may run, by name. */
  readonly programs: readonly string[];
  readonly sessions: readonly string[];
}

/** Open sessions of a log, and of a host in it: beyond, those that were heard of longest ago are given up. */
const MAX_OPEN = 5_000;
const MAX_OPEN_ON_HOST = 500;
/** A session of which nothing was heard for so long is given up when another begins. */
const FORGOTTEN_AFTER_MS = 30 * 86_400_000;
const SAME_SECOND_MS = 1_000;
/** So long may a command run that asks for a password, or opens an editor. */
const MAX_RUN_MS = 5 * 60_000;
const MAX_COMMANDS_ON_HOST = 50;
const MAX_COMMANDS = 5_000;
const LONGEST_COMMAND = 500;
const MAX_PROGRAMS = 32;
/** Processes that serve a session, the latest. */
const MAX_CHILDREN = 4;
const LONGEST_NAME = 256;
const LONGEST_TERMINAL = 64;
/** Where more sessions could have done something, none of them lists it; of one person's, the one of the latest login does. */
const MAX_CANDIDATES = 10;

type Links = readonly SessionLink[];

const NONE: Links = [];

/**
 * Follows sessions through the lines of one log, from a login to its end, and says which of them an event belongs to.
 * Pure: the same events give the same answers, wherever it is stopped and resumed from {@link state}. The cost of an event
 * is bounded by the sessions of its user that are open on its host.
 */
export class SessionTracker {
  /** Here, and by host, the session that was heard of longest ago is first. */
  private readonly open = new Map<string, TrackedSession>();
  private readonly byHost = new SessionSets<string | null>();
  /** By whoever may act in a session: its user, and those that it became. */
  private readonly byActor = new SessionLists<string>();
  private readonly byTerminal = new Map<string, TrackedSession>();
  private readonly byPort = new Map<string, TrackedSession>();
  private readonly byPid = new Map<string, TrackedSession>();
  /** Sessions that a process of sftp may be of. */
  private readonly sftp: Map<string, readonly string[]>;
  private readonly commands = new Map<string | null, RecentCommand[]>();
  private changed = new Set<TrackedSession>();

  constructor(state: SessionTrackerState = { open: [], sftp: [], commands: [] }) {
    for (const session of state.open) this.enter({ ...session, facts: { ...session.facts } });
    this.sftp = new Map(state.sftp);
    for (const command of state.commands)
      this.commands.set(command.host, [...(this.commands.get(command.host) ?? []), command]);
  }

  state(): SessionTrackerState {
    return {
      open: Array.from(this.open.values(), copyOf),
      sftp: [...this.sftp],
      commands: [...this.commands.values()].flat(),
    };
  }

  /** The sessions that have changed since the last call. */
  takeChanges(): readonly TrackedSession[] {
    const changed = Array.from(this.changed, copyOf);
    if (changed.length > 0) this.changed = new Set();
    return changed;
  }

  /** The sessions that an event belongs to, or may belong to; none for most events. */
  observe(event: LogEvent): Links {
    const { logType } = event;
    if (isLogin(logType)) return this.login(event);
    if (this.open.size === 0) return NONE;
    const role = ROLES.get(logType);
    return role === undefined ? NONE : this[role](event);
  }

  private login(event: LogEvent): Links {
    const session = sessionOf(event);
    const known = this.open.get(session.id);
    if (known !== undefined) return this.linked([known], 'login', event);
    for (const before of [this.byPort.get(portKey(event)), this.byPid.get(pidKey(event))]) {
      if (before !== undefined) this.end(before, before.lastSeen, 'lost');
    }
    this.makeRoom(event);
    if (event.tty !== null) this.leaveTerminal(event.tty.slice(0, LONGEST_TERMINAL), event.host);
    this.enter(session);
    return this.linked([session], 'login', event);
  }

  private makeRoom({ host, timestamp }: LogEvent): void {
    const onHost = this.byHost.get(host);
    const oldest = onHost.size >= MAX_OPEN_ON_HOST ? firstOf(onHost) : undefined;
    if (oldest !== undefined) this.end(oldest, oldest.lastSeen, 'lost');
    const first = firstOf(this.open.values());
    const isForgotten = first !== undefined && timestamp - first.lastSeen > FORGOTTEN_AFTER_MS;
    if (first !== undefined && (isForgotten || this.open.size >= MAX_OPEN)) this.end(first, first.lastSeen, 'lost');
  }

  private enter(session: TrackedSession): void {
    const { host } = session;
    this.open.set(session.id, session);
    this.byHost.add(host, session);
    for (const name of [session.username, ...session.facts.became]) this.byActor.add(hostKey(name, host), session);
    for (const tty of session.facts.ttys) this.byTerminal.set(hostKey(tty, host), session);
    if (session.port !== null) this.byPort.set(portKey(session), session);
    if (session.pid !== null) this.byPid.set(pidKey(session), session);
    for (const pid of session.facts.children) this.byPid.set(pidKey({ host, pid }), session);
  }

  private end(session: TrackedSession, at: number, reason: EndReason): void {
    session.endedAt = at;
    session.endReason = reason;
    this.changed.add(session);
    const { host } = session;
    this.open.delete(session.id);
    this.byHost.delete(host, session);
    for (const name of [session.username, ...session.facts.became]) this.byActor.delete(hostKey(name, host), session);
    for (const tty of session.facts.ttys) {
      if (this.byTerminal.get(hostKey(tty, host)) === session) this.byTerminal.delete(hostKey(tty, host));
    }
    if (this.byPort.get(portKey(session)) === session) this.byPort.delete(portKey(session));
    for (const pid of [session.pid, ...session.facts.children]) {
      if (this.byPid.get(pidKey({ host, pid })) === session) this.byPid.delete(pidKey({ host, pid }));
    }
  }

  /** The session whose connection a line names: by address and port, else by the process of the login. */
  private ofConnection(event: LogEvent): TrackedSession | undefined {
    if (event.port !== null && event.ipAddress !== null) return this.byPort.get(portKey(event));
    const session = event.pid === null ? undefined : this.byPid.get(pidKey(event));
    return session !== undefined && (event.username === null || event.username === session.username)
      ? session
      : undefined;
  }

  private connection(event: LogEvent): Links {
    const session = this.ofConnection(event);
    if (session === undefined) return NONE;
    const { tty, pid } = event;
    if (tty !== null) {
      const terminal = tty.slice(0, LONGEST_TERMINAL);
      this.takeTerminal(session, terminal);
      this.byTerminal.set(hostKey(terminal, session.host), session);
    }
    // The lines of the process that serves the user name neither address nor user.
    if (pid !== null) this.serve(session, pid);
    return this.linked([session], 'connection', event);
  }

  private serve(session: TrackedSession, pid: number): void {
    const { host, facts } = session;
    if (pid === session.pid || facts.children.includes(pid)) return;
    const children = [...facts.children, pid];
    for (const gone of children.slice(0, -MAX_CHILDREN)) this.byPid.delete(pidKey({ host, pid: gone }));
    facts.children = children.slice(-MAX_CHILDREN);
    this.byPid.set(pidKey({ host, pid }), session);
  }

  private leaveTerminal(tty: string, host: string | null): void {
    const other = this.byTerminal.get(hostKey(tty, host));
    if (other === undefined) return;
    other.facts.ttys = other.facts.ttys.filter((each) => each !== tty);
    this.byTerminal.delete(hostKey(tty, host));
  }

  /** A terminal is given to one session at a time. */
  private takeTerminal({ host, facts }: TrackedSession, tty: string): void {
    if (this.byTerminal.get(hostKey(tty, host))?.facts === facts) return;
    this.leaveTerminal(tty, host);
    const ttys = [...facts.ttys, detachString(tty)];
    for (const given of ttys.slice(0, -MAX_NAMES)) this.byTerminal.delete(hostKey(given, host));
    facts.ttys = ttys.slice(-MAX_NAMES);
  }

  private disconnected(event: LogEvent): Links {
    const session = this.ofConnection(event);
    if (session === undefined) return NONE;
    this.seen(session, event);
    this.end(session, event.timestamp, 'disconnected');
    return NONE;
  }

  private closed(event: LogEvent): Links {
    const session = event.pid === null ? undefined : this.byPid.get(pidKey(event));
    if (session === undefined || session.username !== event.username) return NONE;
    this.seen(session, event);
    this.end(session, event.timestamp, 'closed');
    return NONE;
  }

  private transferred(event: LogEvent): Links {
    const session = event.pid === null ? undefined : this.byPid.get(pidKey(event));
    if (session === undefined) return NONE;
    session.facts.bytesReceived = event.details?.bytesRead ?? null;
    session.facts.bytesSent = event.details?.bytesWritten ?? null;
    this.changed.add(session);
    return NONE;
  }

  private shutdown(event: LogEvent): Links {
    for (const session of this.byHost.get(event.host)) this.end(session, event.timestamp, 'shutdown');
    return NONE;
  }

  /** A session of sftp names user and address; the lines of its files only their process. */
  private sftpOpened(event: LogEvent): Links {
    const of = this.sessionsOf(event.username, event.host).filter(
      ({ username, ipAddress }) => username === event.username && ipAddress === event.ipAddress,
    );
    if (event.pid !== null && of.length > 0) {
      this.sftp.delete(pidKey(event));
      this.sftp.set(
        pidKey(event),
        of.map(({ id }) => id),
      );
      const [oldest] = this.sftp.keys();
      if (this.sftp.size > MAX_OPEN && oldest !== undefined) this.sftp.delete(oldest);
    }
    return this.linked(of, 'only_session', event);
  }

  private sftpClosed(event: LogEvent): Links {
    this.sftp.delete(pidKey(event));
    return NONE;
  }

  private sftpFile(event: LogEvent): Links {
    return this.linked(this.stillOpen(this.sftp.get(pidKey(event)) ?? []), 'only_session', event);
  }

  private stillOpen(ids: readonly string[]): TrackedSession[] {
    return ids.flatMap((id) => this.open.get(id) ?? []);
  }

  /** Somebody who is logged in does something: the terminal tells the session, else the name. */
  private actor(event: LogEvent): Links {
    const { host, username, tty, command, targetUser, timestamp: at } = event;
    const [sessions, how] = this.acting(host, username, tty);
    const links = this.linked(sessions, how, event);
    if (sessions.length === 0) return links;
    if (command !== null && RUNS.has(event.logType)) {
      const ids = sessions.slice(-MAX_CANDIDATES).map(({ id }) => id);
      this.remember({ host, at, programs: programsOf(command), sessions: ids });
    }
    const goesOn = event.logType === 'su_switched' || (command !== null && RUNS.has(event.logType) && isShell(command));
    if (goesOn && targetUser !== null) {
      for (const session of sessions) this.became(session, targetUser.slice(0, LONGEST_NAME));
    }
    return links;
  }

  private became(session: TrackedSession, name: string): void {
    const { facts, host } = session;
    if (facts.became.includes(name) || facts.became.length >= MAX_NAMES) return;
    facts.became = [...facts.became, detachString(name)];
    this.byActor.add(hostKey(name, host), session);
  }

  /** Sessions in which somebody may act, by the order of their logins. */
  private sessionsOf(name: string | null, host: string | null): readonly TrackedSession[] {
    return name === null ? NOBODY_ACTS : this.byActor.get(hostKey(name, host));
  }

  private acting(host: string | null, user: string | null, tty: string | null): [readonly TrackedSession[], LinkKind] {
    const owner = tty === null ? undefined : this.byTerminal.get(hostKey(tty, host));
    const able = this.sessionsOf(user, host);
    // A terminal may have been given to somebody else since, without a word.
    if (owner !== undefined && (user === null || able.includes(owner))) return [[owner], 'tty'];
    // A shell that sudo opens may have a terminal of its own.
    const mayBe = ({ username, facts }: TrackedSession): boolean => facts.ttys.length === 0 || username !== user;
    return [tty === null ? able : able.filter(mayBe), 'only_session'];
  }

  private remember(command: RecentCommand): void {
    const { host, at } = command;
    const before = (this.commands.get(host) ?? []).filter((each) => Math.abs(at - each.at) <= MAX_RUN_MS);
    this.commands.delete(host);
    this.commands.set(host, [...before, command].slice(-MAX_COMMANDS_ON_HOST));
    const [quietest] = this.commands.keys();
    if (this.commands.size > MAX_COMMANDS / MAX_COMMANDS_ON_HOST && quietest !== undefined)
      this.commands.delete(quietest);
  }

  /** The open sessions whose commands of the time before an event meet a condition, by the order of their logins. */
  private running(
    { host, timestamp }: LogEvent,
    span: number,
    isMeant: (each: RecentCommand) => boolean,
  ): TrackedSession[] {
    const recent = (this.commands.get(host) ?? []).filter(
      ({ at }) => timestamp - at <= span && at - timestamp <= SAME_SECOND_MS,
    );
    const ids = new Set(recent.filter(isMeant).flatMap(({ sessions }) => sessions));
    return this.stillOpen([...ids]).sort(byLogin);
  }

  /** A tool says what it changed, and rarely who called it. */
  private tool(event: LogEvent): Links {
    const { host, username, tty, program, targetUser, logType } = event;
    const runs = ({ programs }: RecentCommand): boolean =>
      programs.some((each) => each === program || WRAPPERS.get(each)?.includes(program) === true);
    for (const [span, how] of RUN_SPANS) {
      const sessions = this.running(event, span, runs);
      if (sessions.length > 0) return this.linked(sessions, how, event);
    }
    const [sessions, how] = this.acting(host, username ?? 'root', tty);
    if (how === 'tty') return this.linked(sessions, how, event);
    // People change their own passwords and shells without anybody's help.
    if (sessions.length === 0)
      return this.linked(
        OWN_CHANGES.has(logType) ? this.sessionsOf(targetUser, host) : NOBODY_ACTS,
        'only_session',
        event,
      );
    // Whoever ran something as somebody else may have run this by it.
    const others = this.running(event, MAX_RUN_MS, () => true);
    return this.linked([...new Set([...sessions, ...others])].sort(byLogin), how, event);
  }

  private linked(sessions: readonly TrackedSession[], how: LinkKind, event: LogEvent): Links {
    const [only] = sessions;
    if (only === undefined) return NONE;
    const isOne = sessions.length === 1;
    // Whichever of them it was, it was the same person.
    const isSame = sessions.every((each) => each.username === only.username && each.ipAddress === only.ipAddress);
    const isMany = sessions.length > MAX_CANDIDATES;
    if (isMany && !isSame) return NONE;
    return (isMany ? sessions.slice(-1) : sessions).map((session) => {
      this.seen(session, event);
      session.events++;
      if (isOne) this.count(session, event);
      const isMilestone = isSame && this.reach(session, event);
      const isListed = session.listed < MAX_LISTED || isMilestone;
      if (isListed) session.listed++;
      return { session, how: isOne ? how : 'ambiguous', isListed };
    });
  }

  private seen(session: TrackedSession, { timestamp }: LogEvent): void {
    session.lastSeen = Math.max(session.lastSeen, timestamp);
    this.changed.add(session);
    this.open.delete(session.id);
    this.open.set(session.id, session);
    this.byHost.delete(session.host, session);
    this.byHost.add(session.host, session);
  }

  private count({ facts }: TrackedSession, { logType }: LogEvent): void {
    const counter = COUNTERS.get(logType);
    if (counter !== undefined) facts[counter]++;
  }

  /** @returns whether it is the first of its kind that matters */
  private reach({ facts }: TrackedSession, event: LogEvent): boolean {
    const milestone = milestoneOf(event);
    return milestone !== null && reached(facts, milestone, event);
  }
}

type Role =
  | 'connection'
  | 'disconnected'
  | 'closed'
  | 'transferred'
  | 'shutdown'
  | 'sftpOpened'
  | 'sftpClosed'
  | 'sftpFile'
  | 'actor'
  | 'tool';

const roles = (role: Role, ...types: LogType[]): [LogType, Role][] => types.map((type) => [type, role]);

/** What an event says of sessions, by its log type; one that is not here says nothing. */
const ROLES: ReadonlyMap<LogType, Role> = new Map([
  ...roles('connection', 'ssh_command', 'ssh_session_refused', 'ssh_forwarding_refused'),
  ...roles('disconnected', 'ssh_connection_ended'),
  ...roles('closed', 'ssh_session_closed', 'pam_session_closed'),
  ...roles('transferred', 'ssh_transferred'),
  ...roles('shutdown', 'logind_shutdown'),
  ...roles('sftpOpened', 'sftp_session_opened'),
  ...roles('sftpClosed', 'sftp_session_closed'),
  ...roles('sftpFile', 'sftp_file_written', 'sftp_file_read', 'sftp_file_changed'),
  ...roles('actor', 'sudo_command', 'sudo_refused', 'su_switched', 'su_failed', 'pkexec_command', 'pkexec_refused'),
  ...roles('actor', 'pkexec_suspicious_environment', 'polkit_authorized', 'polkit_refused', 'pam_privilege_failure'),
  ...roles('actor', 'cron_refused'),
  ...roles('tool', 'cron_jobs_changed'),
  ...roles('tool', 'account_created', 'account_deleted', 'account_changed', 'account_password_changed'),
  ...roles('tool', 'account_group_created', 'account_group_deleted', 'account_group_member_added'),
  ...roles('tool', 'account_group_member_removed', 'account_group_changed', 'account_change_failed'),
]);

/** Types whose command was run. */
const RUNS: ReadonlySet<LogType> = new Set(['sudo_command', 'pkexec_command']);

type Counter = 'commands' | 'refusals' | 'accounts' | 'filesWritten' | 'filesRead';

const counters = (counter: Counter, ...types: LogType[]): [LogType, Counter][] => types.map((type) => [type, counter]);

const COUNTERS: ReadonlyMap<LogType, Counter> = new Map([
  ...counters('commands', 'sudo_command', 'pkexec_command', 'ssh_command'),
  ...counters('refusals', 'sudo_refused', 'su_failed', 'pkexec_refused', 'polkit_refused', 'pam_privilege_failure'),
  ...counters('accounts', 'account_created', 'account_deleted', 'account_changed', 'account_password_changed'),
  ...counters('accounts', 'account_group_created', 'account_group_deleted', 'account_group_member_added'),
  ...counters('accounts', 'account_group_member_removed', 'account_group_changed'),
  ...counters('filesWritten', 'sftp_file_written', 'sftp_file_changed'),
  ...counters('filesRead', 'sftp_file_read'),
]);

function portKey({ host, ipAddress, port }: Pick<TrackedSession, 'host' | 'ipAddress' | 'port'>): string {
  return `${port} ${ipAddress} ${host}`;
}

function pidKey({ host, pid }: Pick<TrackedSession, 'host' | 'pid'>): string {
  return `${pid} ${host}`;
}

/** No host has a blank in its name. */
function hostKey(name: string, host: string | null): string {
  return `${name} ${host}`;
}

function firstOf<Value>(values: Iterable<Value>): Value | undefined {
  for (const value of values) return value;
  return undefined;
}

function byLogin(one: TrackedSession, other: TrackedSession): number {
  return one.startedAt - other.startedAt || (one.id < other.id ? -1 : Number(one.id > other.id));
}

/** Sets of sessions by a key; none is kept empty. */
class SessionSets<Key> {
  private readonly sets = new Map<Key, Set<TrackedSession>>();

  get(key: Key): ReadonlySet<TrackedSession> {
    return this.sets.get(key) ?? NOBODY;
  }

  add(key: Key, session: TrackedSession): void {
    const set = this.sets.get(key);
    if (set === undefined) this.sets.set(key, new Set([session]));
    else set.add(session);
  }

  delete(key: Key, session: TrackedSession): void {
    const set = this.sets.get(key);
    set?.delete(session);
    if (set?.size === 0) this.sets.delete(key);
  }
}

/** Lists of sessions by a key, in the order of their logins; none is kept empty. */
class SessionLists<Key> {
  private readonly lists = new Map<Key, TrackedSession[]>();

  get(key: Key): readonly TrackedSession[] {
    return this.lists.get(key) ?? NOBODY_ACTS;
  }

  add(key: Key, session: TrackedSession): void {
    const list = this.lists.get(key);
    if (list === undefined) {
      this.lists.set(key, [session]);
      return;
    }
    let place = list.length;
    while (place > 0 && byLogin(session, list[place - 1]!) < 0) place--;
    if (list[place - 1] !== session) list.splice(place, 0, session);
  }

  delete(key: Key, session: TrackedSession): void {
    const list = this.lists.get(key);
    const place = list?.indexOf(session) ?? -1;
    if (list === undefined || place < 0) return;
    if (list.length === 1) this.lists.delete(key);
    else list.splice(place, 1);
  }
}

const NOBODY_ACTS: readonly TrackedSession[] = [];
const NOBODY: ReadonlySet<TrackedSession> = new Set();

/** The programs that a command may run, by itself or in a shell: `/usr/sbin/useradd -o backup2`, `/bin/sh -c useradd x`. */
function programsOf(command: string): string[] {
  const words = command.slice(0, LONGEST_COMMAND).split(/[\s/'";|&()]+/);
  return [...new Set(words.filter((word) => word !== '' && word.length <= 32))]
    .slice(0, MAX_PROGRAMS)
    .map(detachString);
}

/** A tool in the second of a command that runs it, or while such a command may still run. */
const RUN_SPANS: readonly (readonly [number, LinkKind])[] = [
  [SAME_SECOND_MS, 'same_second'],
  [MAX_RUN_MS, 'command'],
];

const ACCOUNT_TOOLS = ['useradd', 'usermod', 'groupadd', 'gpasswd', 'passwd', 'chfn', 'chsh', 'chage'];
const REMOVAL_TOOLS = ['userdel', 'groupdel', 'gpasswd', 'usermod', 'crontab'];

/** Programs that call tools under other names. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['adduser', ACCOUNT_TOOLS],
  ['newusers', ACCOUNT_TOOLS],
  ['addgroup', ['groupadd', 'gpasswd']],
  ['deluser', REMOVAL_TOOLS],
  ['delgroup', REMOVAL_TOOLS],
  ['vipw', ['usermod']],
]);

/** What people may change of their own account. */
const OWN_CHANGES: ReadonlySet<LogType> = new Set(['account_password_changed', 'account_changed']);
