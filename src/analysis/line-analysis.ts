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
  readonly allowlist: AppliedAllowlist;
  readonly engine: Engine;
}

/**
 * Lines in, log entries out, with detection fed on the way: the one path that the service, `analyze` and `replay`
 * take. The one place where the allowlist is applied: detection sees nothing of what it covers.
 *
 * @param firstId the id that the first entry gets
 */
export function analyzeLines(lines: readonly string[], firstId: number, path: LinePath): LogEntry[] {
  const { sourceId, parser, coverage, health, allowlist, engine } = path;
  const entries: LogEntry[] = [];
  for (const line of lines) {
    const parsed = parser.parse(line);
    coverage.record(parsed, line, parser.lastTime);
    health.record(parsed.kind, parser.lastTime);
    if (parsed.kind !== 'event' || !parsed.stored) continue;
    const entry = logEntryOfEvent(firstId + entries.length, parsed, sourceId, line);
    entry.allowlisted = allowlist.covers(entry.ipAddress, entry.timestamp);
    if (!entry.allowlisted) entry.lane = engine.observe(entry);
    entries.push(entry);
  }
  return entries;
}
