import { AlertDto } from '../alerts/alert.dto.js';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { SSH_BRUTE_FORCE } from '../analysis/detection/detection-rule.js';
import { InProcessScanner } from '../analysis/scan/scanner.js';
import { systemClock } from '../common/clock.js';
import { loadProcessSettings } from '../config/process-settings.js';
import { openDatabase } from '../database/data-source.js';
import { alertLine } from './alert-line.js';
import { groupBySource, requireReadable } from './log-file-arguments.js';
import { ProgressBar } from './progress-bar.js';
import { fileArguments } from './usage.error.js';

/** Bytes of log read at once; bounds memory. */
const BATCH_BYTES = 1 << 20;
/** Bytes of log in one transaction: many, so that the hot pages of an index are written once for many rows. */
const TRANSACTION_BYTES = 32 << 20;

/** `analyze FILE…`: stores what is new in the files and raises alerts, once. */
export async function analyze(args: readonly string[]): Promise<number> {
  const named = groupBySource(fileArguments(args, false).files);
  await requireReadable(named.flatMap((group) => group.files));
  const { DATABASE_URL, LOG_TIMEZONE: timeZone } = loadProcessSettings();
  const sources = named.map(({ source, files }) => ({ pattern: source, only: files, timeZone, host: null }));
  const sizes = { batchBytes: BATCH_BYTES, transactionBytes: TRANSACTION_BYTES };
  const options = { sources, rule: SSH_BRUTE_FORCE, once: true, ...sizes };
  const scanner = new InProcessScanner(() => openDatabase(DATABASE_URL), options, systemClock);
  const alerts = new Map<string, DetectedAlert>();
  const bar = new ProgressBar(process.stderr, systemClock);
  try {
    const report = await scanner.scan({
      alertsChanged: (changes) => changes.forEach(({ alert }) => alerts.set(alert.id, alert)),
      progressed: (progress) => bar.show(progress),
    });
    bar.clear();
    for (const alert of alerts.values()) process.stdout.write(`${alertLine(AlertDto.from(alert, systemClock()))}\n`);
    process.stdout.write(
      `${report.linesRead} new lines, ${report.entriesStored} log entries stored, ${alerts.size} alerts raised or extended.\n`,
    );
    for (const fault of report.faults) process.stderr.write(`${fault.path}: ${fault.message}\n`);
    return report.faults.length === 0 ? 0 : 1;
  } finally {
    await scanner.close();
  }
}
