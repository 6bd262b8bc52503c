import { logEntryOfEvent } from '../logs/log-entry-of-event.js';
import type { LogEntry } from '../logs/log-entry.entity.js';
import type { Coverage } from '../logs/parsing/coverage.js';
import type { SshLogParser } from '../logs/parsing/ssh-log-parser.js';
import type { AppliedAllowlist } from './detection/applied-allowlist.js';
import type { Detector } from './detection/detector.js';
import type { Observation } from './detection/sliding-window.js';

/** What the lines of one source are taken through. */
export interface LinePath {
  readonly sourceId: number;
  readonly parser: SshLogParser;
  readonly coverage: Coverage;
  readonly allowlist: AppliedAllowlist;
  readonly detector: Detector;
}

/**
 * Lines in, log entries out, with detection fed on the way: the one path that the service, `analyze` and `replay`
 * take. The one place where the allowlist is applied: detection sees nothing of what it covers.
 *
 * @param firstId the id that the first entry gets
 */
export function analyzeLines(lines: readonly string[], firstId: number, path: LinePath): LogEntry[] {
  const { sourceId, parser, coverage, allowlist, detector } = path;
  const entries: LogEntry[] = [];
  for (const line of lines) {
    const parsed = parser.parse(line);
    coverage.record(parsed, line, parser.lastTime);
    if (parsed.kind !== 'event' || !parsed.stored) continue;
    const entry = logEntryOfEvent(firstId + entries.length, parsed, sourceId, line);
    entry.allowlisted = allowlist.covers(entry.ipAddress, entry.timestamp);
    entries.push(entry);
    if (entry.allowlisted) continue;
    const observation = observationOf(entry);
    if (observation !== null) detector.observe(entry.ipAddress!, observation);
  }
  return entries;
}

type Observed = Pick<LogEntry, 'ipAddress' | 'timestamp' | 'attempts' | 'carriedAttempts' | 'username'>;

/** What detection by source address sees of an entry; null when it sees nothing. */
export function observationOf(entry: Observed): Observation | null {
  const attempts = entry.attempts + entry.carriedAttempts;
  if (entry.ipAddress === null || attempts === 0) return null;
  return { timestamp: entry.timestamp, attempts, username: entry.username };
}
