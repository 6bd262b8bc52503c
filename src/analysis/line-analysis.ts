import { logEntryOfEvent } from '../logs/log-entry-of-event.js';
import type { LogEntry } from '../logs/log-entry.entity.js';
import type { Coverage } from '../logs/parsing/coverage.js';
import type { SshLogParser } from '../logs/parsing/ssh-log-parser.js';
import type { AppliedAllowlist } from './detection/applied-allowlist.js';
import type { Engine } from './detection/engine.js';
import type { SourceHealth } from './detection/source-health.js';

/** What the lines of one source are taken through. */
export interface LinePath {
  readonly sourceId: number;
  readonly parser: SshLogParser;
  readonly coverage: Coverage;
  readonly health: SourceHealth;
}

/** What the entries of all sources are taken through. */
export interface EntryPath {
  readonly allowlist: AppliedAllowlist;
  readonly engine: Engine;
}

/** An entry, and when the service received its line, UTC milliseconds. */
export interface ReceivedEntry extends LogEntry {
  receivedAt: number;
}

/**
 * Lines in, log entries out, still without ids: the first half of the one path that service and commands take.
 *
 * @param receivedAt when the service received the lines, or when they were written, UTC milliseconds
 */
export function parseLines(lines: readonly string[], path: LinePath, receivedAt: number): ReceivedEntry[] {
  const { sourceId, parser, coverage, health } = path;
  const entries: ReceivedEntry[] = [];
  for (const line of lines) {
    const parsed = parser.parse(line);
    coverage.record(parsed, line, parser.lastTime);
    health.record(parsed.kind, parser.lastTime);
    if (parser.hasSettled) takeSettled(path, entries, receivedAt);
    if (parsed.kind === 'event' && parsed.stored)
      entries.push(received(logEntryOfEvent(0, parsed, sourceId, line), receivedAt));
  }
  return entries;
}

/** The entries of lines that waited for more lines, which will not come. */
export function settleLines(path: LinePath, receivedAt: number): ReceivedEntry[] {
  const entries: ReceivedEntry[] = [];
  path.parser.settle();
  takeSettled(path, entries, receivedAt);
  return entries;
}

function received(entry: LogEntry, receivedAt: number): ReceivedEntry {
  return Object.assign(entry, { receivedAt });
}

/** Earlier lines of which it is known now whether they count. */
function takeSettled({ parser, coverage, sourceId }: LinePath, entries: ReceivedEntry[], receivedAt: number): void {
  for (const { event, line } of parser.takeSettled()) {
    if (!event.stored) continue;
    coverage.recordStored();
    entries.push(received(logEntryOfEvent(0, event, sourceId, line), receivedAt));
  }
}

/**
 * Gives entries their ids and puts them to the rules: the second half of the path. The one place where the allowlist is
 * applied: detection sees nothing of what it covers.
 */
export function detectEntries(
  entries: readonly ReceivedEntry[],
  firstId: number,
  { allowlist, engine }: EntryPath,
): void {
  let id = firstId;
  for (const entry of entries) {
    entry.id = id++;
    entry.allowlisted = allowlist.covers(entry.ipAddress, entry.timestamp);
    if (!entry.allowlisted) entry.lane = engine.observe(entry);
  }
}
