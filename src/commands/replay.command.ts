import { alertView } from '../alerts/alert-view.js';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { SSH_BRUTE_FORCE } from '../analysis/detection/threshold-rule.js';
import { configuredEntries } from '../analysis/allowlist/configured-ranges.js';
import { Allowlist } from '../analysis/detection/allowlist.js';
import { AppliedAllowlist } from '../analysis/detection/applied-allowlist.js';
import { Detector } from '../analysis/detection/detector.js';
import { analyzeLines } from '../analysis/line-analysis.js';
import { systemClock } from '../common/clock.js';
import { loadProcessSettings } from '../config/process-settings.js';
import { Coverage } from '../logs/parsing/coverage.js';
import { SshLogParser } from '../logs/parsing/ssh-log-parser.js';
import { alertLine } from './alert-line.js';
import { groupBySource, requireReadable } from './log-file-arguments.js';
import { readLines, referenceTime } from './read-lines.js';
import { fileArguments } from './usage.error.js';

/**
 * `replay [--json] FILE…`: prints the alerts that the files would raise, in the order of firing; stores nothing. The
 * allowlist is that of the configuration.
 */
export async function replay(args: readonly string[]): Promise<number> {
  const { files, json } = fileArguments(args, true);
  const sources = groupBySource(files);
  await requireReadable(sources.flatMap((source) => source.files));
  const settings = loadProcessSettings();
  const timeZone = settings.LOG_TIMEZONE;
  const allowlist = new AppliedAllowlist(new Allowlist(configuredEntries(settings)));
  const detector = new Detector(SSH_BRUTE_FORCE);
  const alerts = new Map<string, DetectedAlert>();
  for (const [index, source] of sources.entries()) {
    const parser = new SshLogParser({ timeZone });
    const linePath = { sourceId: index + 1, parser, coverage: new Coverage(), allowlist, detector };
    for (const path of source.files) {
      parser.setReferenceTime(await referenceTime(path));
      for await (const lines of readLines(path)) {
        analyzeLines(lines, 1, linePath);
        for (const { alert } of detector.takeChanges()) alerts.set(alert.id, alert);
      }
    }
  }
  const now = systemClock();
  for (const alert of [...alerts.values()].sort((a, b) => a.firedAt - b.firedAt)) {
    const shown = alertView(alert, now);
    process.stdout.write(`${json ? JSON.stringify(shown) : alertLine(shown)}\n`);
  }
  return 0;
}
