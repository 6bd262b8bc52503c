import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import type { AppliedAllowlist } from '../analysis/detection/applied-allowlist.js';
import type { DetectionRule } from '../analysis/detection/detection-rule.js';
import { Engine } from '../analysis/detection/engine.js';
import { SourceHealth } from '../analysis/detection/source-health.js';
import { EntryMerger } from '../analysis/entry-merger.js';
import { detectEntries, parseLines, settleLines } from '../analysis/line-analysis.js';
import { SourceFeeds } from '../analysis/scan/source-feeds.js';
import type { FeedSource } from '../analysis/scan/source-feeds.js';
import { systemClock } from '../common/clock.js';
import type { FileCheckpoint } from '../logs/ingestion/file-checkpoint.js';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import { SourceReader } from '../logs/ingestion/source-reader.js';
import type { LogEntry } from '../logs/log-entry.entity.js';
import { Coverage } from '../logs/parsing/coverage.js';
import { SshLogParser } from '../logs/parsing/ssh-log-parser.js';
import type { NamedFiles } from './log-file-arguments.js';
import { BATCH_BYTES } from './read-lines.js';

export interface ReplayOptions {
  readonly rules: readonly DetectionRule[];
  readonly allowlist: AppliedAllowlist;
  readonly timeZone: string;
}

/** A log to replay, with the zone and the host of its lines, where they are known. */
export interface ReplayLog extends NamedFiles {
  readonly timeZone: string | null;
  readonly host: string | null;
}

export interface Replayed {
  /** In the order of firing. */
  readonly alerts: readonly DetectedAlert[];
  readonly faults: readonly SourceFault[];
}

interface ReplaySource extends FeedSource {
  readonly health: SourceHealth;
}

/** The alerts that logs would raise, in the order of firing; several logs are read side by side, as the service does. */
export async function replayAlerts(sources: readonly ReplayLog[], options: ReplayOptions): Promise<Replayed> {
  const engine = new Engine(options.rules);
  const alerts = new Map<string, DetectedAlert>();
  const feeds = new SourceFeeds<ReplaySource>(BATCH_BYTES, sources.length);
  const readers: SourceReader[] = [];
  for (const { source, files, timeZone, host } of sources) {
    const others = (): readonly FileCheckpoint[] =>
      readers.flatMap((other) => (other.path === source ? [] : other.checkpoints));
    const reader = new SourceReader(source, { longestLine: BATCH_BYTES, stored: [], only: files, final: true, others });
    readers.push(reader);
    const parser = new SshLogParser({ timeZone: timeZone ?? options.timeZone, host });
    await feeds.add({ reader, parser, health: new SourceHealth(source) }, systemClock());
  }
  const merger = new EntryMerger();
  let entryCount = 0;
  const detect = (entries: readonly LogEntry[]): void => {
    detectEntries(entries, entryCount + 1, { allowlist: options.allowlist, engine });
    entryCount += entries.length;
    for (const { alert } of engine.takeChanges().alerts) alerts.set(alert.id, alert);
  };
  while (feeds.hasMore) {
    const { source, taken } = feeds.earliest;
    source.parser.setReferenceTime(taken.referenceTime);
    merger.add(source, parseLines(taken.lines, { ...source, sourceId: 0, coverage: new Coverage() }));
    await feeds.advance();
    detect(merger.release(feeds.horizon));
  }
  for (const source of feeds.sources) {
    merger.add(source, settleLines({ ...source, sourceId: 0, coverage: new Coverage() }));
  }
  detect(merger.release(Number.POSITIVE_INFINITY));
  const faults = readers.flatMap((reader) => reader.faults);
  return { alerts: [...alerts.values()].sort((a, b) => a.firedAt - b.firedAt), faults };
}
