import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import type { AppliedAllowlist } from '../analysis/detection/applied-allowlist.js';
import type { DetectionRule } from '../analysis/detection/detection-rule.js';
import { Engine } from '../analysis/detection/engine.js';
import { SourceHealth } from '../analysis/detection/source-health.js';
import { analyzeLines } from '../analysis/line-analysis.js';
import { SourceFeeds } from '../analysis/scan/source-feeds.js';
import type { FeedBatch, FeedSource } from '../analysis/scan/source-feeds.js';
import { systemClock } from '../common/clock.js';
import { Coverage } from '../logs/parsing/coverage.js';
import { SshLogParser } from '../logs/parsing/ssh-log-parser.js';
import type { NamedFiles } from './log-file-arguments.js';
import { BATCH_BYTES, readLines, referenceTime } from './read-lines.js';

export interface ReplayOptions {
  readonly rules: readonly DetectionRule[];
  readonly allowlist: AppliedAllowlist;
  readonly timeZone: string;
}

interface ReplaySource extends FeedSource<FeedBatch> {
  readonly health: SourceHealth;
}

/** The alerts that logs would raise, in the order of firing; several logs are read side by side, as the service does. */
export async function replayAlerts(sources: readonly NamedFiles[], options: ReplayOptions): Promise<DetectedAlert[]> {
  const engine = new Engine(options.rules);
  const alerts = new Map<string, DetectedAlert>();
  const feeds = new SourceFeeds<FeedBatch, ReplaySource>(BATCH_BYTES, sources.length);
  for (const { source, files } of sources) {
    const reader = { read: (_now: number, batchBytes: () => number) => readBatches(files, batchBytes) };
    const parser = new SshLogParser({ timeZone: options.timeZone });
    await feeds.add({ reader, parser, health: new SourceHealth(source) }, systemClock());
  }
  let entryCount = 0;
  while (feeds.hasMore) {
    const { source, taken } = feeds.earliest;
    source.parser.setReferenceTime(taken.referenceTime);
    const path = { ...source, sourceId: 0, coverage: new Coverage(), allowlist: options.allowlist, engine };
    entryCount += analyzeLines(taken.lines, entryCount + 1, path).length;
    for (const { alert } of engine.takeChanges().alerts) alerts.set(alert.id, alert);
    await feeds.advance();
  }
  return [...alerts.values()].sort((a, b) => a.firedAt - b.firedAt);
}

async function* readBatches(paths: readonly string[], batchBytes: () => number): AsyncGenerator<FeedBatch> {
  for (const path of paths) {
    const reference = await referenceTime(path);
    for await (const lines of readLines(path, batchBytes)) yield { lines, bytes: 0, referenceTime: reference };
  }
}
