import { reasonOf } from '../../faults/set-aside.js';
import { logEntryOfEvent } from '../../logs/entries/entry-of-event.js';
import type { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { storedDetails } from '../../logs/parsing/event-details.js';
import type { StoredDetails } from '../../logs/parsing/event-details.js';
import type { Coverage } from '../../logs/parsing/coverage.js';
import type { LogEvent, ParsedLine } from '../../logs/parsing/parsed-line.js';
import type { LogParser } from '../../logs/parsing/log-parser.js';
import { OTHER_LOG_TYPE, isLogin } from '../../logs/programs/registry.js';
import type { AppliedAllowlist } from '../detection/allowlist.js';
import type { Engine } from '../detection/engine.js';
import type { Selectors } from '../detection/selectors.js';
import type { SourceHealth } from '../detection/source-health.js';
import type { LoginHistory } from '../sessions/login-history.js';
import type { SessionLink, SessionTracker } from '../sessions/session-tracker.js';

/** What the lines of one source are taken through. */
export interface LinePath {
  readonly sourceId: number;
  readonly parser: LogParser;
  readonly coverage: Coverage;
  readonly health: SourceHealth;
  readonly sessions: SessionTracker;
  /** What went wrong with counting its lines, last; nothing else depends on it. */
  trouble?: string | null;
}

/** What the entries of all sources are taken through. */
interface EntryPath {
  readonly allowlist: AppliedAllowlist;
  readonly engine: Engine;
  readonly logins: LoginHistory;
}

/** An entry, and when the service received its line, UTC milliseconds. */
export interface ReceivedEntry extends LogEntry {
  receivedAt: number;
  /** The sessions that it belongs to, or may; only until it has its id. */
  sessions?: readonly SessionLink[] | undefined;
}

/** Is told of a line that cannot be parsed. */
type LineFailed = (line: string, error: unknown) => void;

/**
 * Lines in, log entries out, still without ids: the first half of the one path that service and commands take. A line that
 * cannot be parsed is left out, and told of.
 *
 * @param receivedAt when the service received the lines, or when they were written, UTC milliseconds
 * @param selectors the rules, for events that only repeat evidence or say nothing by themselves
 */
export function parseLines(
  lines: readonly string[],
  path: LinePath,
  receivedAt: number,
  selectors: Selectors,
  failed: LineFailed = rethrow,
): ReceivedEntry[] {
  const { sourceId, parser } = path;
  const entries: ReceivedEntry[] = [];
  const wantsOthers = selectors.maySelect(OTHER_LOG_TYPE);
  for (const line of lines) {
    try {
      const parsed = parser.parse(line);
      count(path, parsed, line, receivedAt);
      if (parser.hasSettled) takeSettled(path, entries, receivedAt, selectors);
      if (parsed.kind === 'foreign' && !wantsOthers) continue;
      const sessions = parsed.kind === 'event' ? path.sessions.observe(parsed) : NO_SESSIONS;
      const known = sessions.length === 0 ? parsed : fromSession(parsed as LogEvent, sessions);
      const entry =
        known.kind === 'event' && known.stored
          ? logEntryOfEvent(0, known, sourceId, line)
          : selectedEntry(path, known, line, selectors);
      if (entry !== null) entries.push(received(entry, receivedAt, sessions));
    } catch (error) {
      failed(line, error);
    }
  }
  return entries;
}

/**
 * The entry of an event that is stored only where a rule selects it, null where none does; one that waits for the result of its
 * round comes again.
 */
function selectedEntry(
  { parser, coverage, sourceId }: LinePath,
  parsed: ParsedLine,
  line: string,
  selectors: Selectors,
): LogEntry | null {
  if (parsed.kind === 'event' && (parsed.pendingRound !== null || !selectors.maySelect(parsed.logType))) return null;
  const event = parsed.kind === 'event' ? parsed : remarkOf(parser, parsed, selectors);
  if (event === null) return null;
  const entry = logEntryOfEvent(0, event, sourceId, line);
  if (!selectors.selects(entry)) return null;
  coverage.recordStored();
  return entry;
}

/** Most remarks are asked for by no rule: no event is made of them. */
function remarkOf(parser: LogParser, parsed: Exclude<ParsedLine, LogEvent>, selectors: Selectors): LogEvent | null {
  const type = parser.remarkType(parsed);
  return type === null || !selectors.maySelect(type) ? null : parser.remark(parsed, type);
}

function rethrow(_line: string, error: unknown): never {
  throw error;
}

/** What is counted of a line is not worth losing it for. */
function count(path: LinePath, parsed: ParsedLine, line: string, receivedAt: number): void {
  const { coverage, health, parser } = path;
  try {
    coverage.record(parsed, line, parser.lastTime);
    const saysNothing = parser.prefix.program?.program.isBesideLogins === true;
    health.record(saysNothing ? 'foreign' : parsed.kind, parser.lastTime, receivedAt);
  } catch (error) {
    path.trouble = reasonOf(error);
  }
}

/** The entries of lines that waited for more lines, which will not come. */
export function settleLines(path: LinePath, receivedAt: number, selectors: Selectors): ReceivedEntry[] {
  const entries: ReceivedEntry[] = [];
  path.parser.settle();
  takeSettled(path, entries, receivedAt, selectors);
  return entries;
}

const NO_SESSIONS: readonly SessionLink[] = [];

/** What is done in a session comes from where its user came from, and is its user's where the line names nobody. */
function fromSession(event: LogEvent, links: readonly SessionLink[]): LogEvent {
  const [link] = links;
  if (link === undefined) return event;
  const { ipAddress, username } = link.session;
  const isSame = ({ session }: SessionLink): boolean =>
    session.ipAddress === ipAddress && session.username === username;
  // Where several could have done it, they may still be of one person.
  if (links.length > 1 && !links.every(isSame)) return event;
  const isCarried = event.ipAddress === null && ipAddress !== null;
  if (!isCarried && event.username !== null) return event;
  return {
    ...event,
    ipAddress: event.ipAddress ?? ipAddress,
    addressCarried: event.addressCarried || isCarried,
    username: event.username ?? username,
  };
}

function received(entry: LogEntry, receivedAt: number, sessions = NO_SESSIONS): ReceivedEntry {
  return sessions.length === 0 ? Object.assign(entry, { receivedAt }) : Object.assign(entry, { receivedAt, sessions });
}

/** Earlier lines of which it is known now whether they count. */
function takeSettled(path: LinePath, entries: ReceivedEntry[], receivedAt: number, selectors: Selectors): void {
  for (const { event, line } of path.parser.takeSettled()) {
    if (event.stored) path.coverage.recordStored();
    const entry = event.stored
      ? logEntryOfEvent(0, event, path.sourceId, line)
      : selectedEntry(path, event, line, selectors);
    if (entry !== null) entries.push(received(entry, receivedAt));
  }
}

/**
 * Gives entries their ids and puts them to the rules: the second half of the path. The one place where the allowlist is
 * applied: detection sees nothing of what it covers.
 */
export function detectEntries(
  entries: readonly ReceivedEntry[],
  firstId: number,
  { allowlist, engine, logins }: EntryPath,
): void {
  let id = firstId;
  for (const entry of entries) {
    entry.id = id++;
    if (isLogin(entry.logType)) compareLogin(entry, logins);
    entry.allowlisted = allowlist.covers(entry.ipAddress, entry.timestamp);
    if (!entry.allowlisted) entry.lane = engine.observe(entry);
  }
}

/** What a login is for its user stays with its entry: by the time somebody reads it, the user may have come again. */
function compareLogin(entry: LogEntry, logins: LoginHistory): void {
  const { timestamp, username, ipAddress, keyFingerprint, details } = entry;
  if (username === null) return;
  const firstSeen = logins.observe({ timestamp, username, ipAddress, keyFingerprint });
  entry.details = JSON.stringify({ ...storedDetails(details), ...firstSeen } satisfies StoredDetails);
}
