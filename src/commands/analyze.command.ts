import { SSH_BRUTE_FORCE } from '../analysis/detection/detection-rule.js';
import { LogScanner } from '../analysis/scan/log-scanner.js';
import { AlertDto } from '../alerts/alert.dto.js';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { systemClock } from '../common/clock.js';
import { loadProcessSettings } from '../config/process-settings.js';
import { openDatabase } from '../database/data-source.js';
import { alertLine } from './alert-line.js';
import { groupBySource, requireReadable } from './log-file-arguments.js';
import { fileArguments } from './usage.error.js';

/** Bytes of log in one transaction: large, since nobody waits for the database meanwhile. */
const BATCH_BYTES = 16 << 20;

/** `analyze FILE…`: stores what is new in the files and raises alerts, once. */
export async function analyze(args: readonly string[]): Promise<number> {
  const sources = groupBySource(fileArguments(args, false).files);
  await requireReadable(sources.flatMap((source) => source.only));
  const settings = loadProcessSettings();
  const dataSource = await openDatabase(settings.DATABASE_URL);
  const alerts = new Map<string, DetectedAlert>();
  try {
    const { LOG_TIMEZONE: timeZone } = settings;
    const options = { sources, timeZone, rule: SSH_BRUTE_FORCE, batchBytes: BATCH_BYTES, once: true };
    const report = await new LogScanner(dataSource, options).scan(
      systemClock,
      (changes) => changes.forEach(({ alert }) => alerts.set(alert.id, alert)),
      () => false,
    );
    for (const alert of alerts.values()) process.stdout.write(`${alertLine(AlertDto.from(alert, systemClock()))}\n`);
    process.stdout.write(
      `${report.linesRead} new lines, ${report.entriesStored} log entries stored, ${alerts.size} alerts raised or extended.\n`,
    );
    for (const fault of report.faults) process.stderr.write(`${fault.path}: ${fault.message}\n`);
    return report.faults.length === 0 ? 0 : 1;
  } finally {
    await dataSource.destroy();
  }
}
