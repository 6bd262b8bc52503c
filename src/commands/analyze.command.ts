import { In } from 'typeorm';
import type { DataSource } from 'typeorm';
import { alertView } from '../alerts/alert-view.js';
import { Alert } from '../alerts/alert.entity.js';
import { withIncidents } from '../alerts/incidents/incidents.js';
import { configuredRuleFiles } from '../analysis/rules/rule-files.js';
import { configuredEntries, synchroniseConfigured } from '../analysis/allowlist/allowlist-store.js';
import { faultAdvice, isFailure } from '../logs/ingestion/line-source.js';
import type { ScanReport } from '../analysis/scan/scan-report.js';
import { InProcessScanner } from '../analysis/scan/scanner.js';
import { ThreadStore } from '../analysis/scan/thread-store.js';
import { systemClock } from '../common/clock.js';
import { visibleLines } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import type { Settings } from '../config/settings.schema.js';
import { inParts } from '../database/bulk-sql.js';
import { openDatabase } from '../database/data-source.js';
import { sqlReader } from '../database/make-sql-reader.js';
import type { SourceSelection } from '../logs/ingestion/source-selection.js';
import { configuredOptions, groupBySource, requireReadable } from './file-arguments.js';
import { UsageError, fileArguments } from './usage.js';
import type { NamedFiles } from './file-arguments.js';
import { keepHeapSmall } from './memory.js';
import { ProgressBar, alertLine } from './output.js';
import { STANDARD_INPUT, spoolStandardInput } from './input.js';

/** Bytes of log read at once; bounds memory. */
const BATCH_BYTES = 1 << 18;
/** Bytes of log in one transaction: many, so that the hot pages of an index are written once for many rows. */
const TRANSACTION_BYTES = 64 << 20;

/** Alerts that are read and printed at once. */
const ALERTS_AT_ONCE = 200;

/** `analyze FILE…|-`: stores what is new in the files, or in standard input, and raises alerts, once. */
export async function analyze(args: readonly string[]): Promise<number> {
  const files = fileArguments(args);
  const named = files.filter((file) => file !== '-');
  const groups = named.length === 0 && files.length > 0 ? [] : groupBySource(named);
  await requireReadable(groups.flatMap((group) => group.files));
  const settings = loadProcessSettings('command');
  const selections = groups.map((group) => selectionOf(group, settings));
  if (named.length === files.length) return analyzeSources(selections, settings);
  const input = await spoolStandardInput();
  try {
    const given = { pattern: STANDARD_INPUT, only: [input.path], final: true, host: null };
    return await analyzeSources([...selections, { ...given, timeZone: settings.LOG_TIMEZONE }], settings);
  } finally {
    await input.remove();
  }
}

/** Naming the live file means the log with all its rotated files; else a line that was rotated away would be lost. */
function selectionOf({ source, files }: NamedFiles, settings: Settings): SourceSelection {
  const only = files.includes(source) ? undefined : files;
  const { timeZone, host, program, filters, sender } = configuredOptions(source, settings);
  if (sender !== null) {
    throw new UsageError(
      `${source} is handed on by the service as push:${sender}; analyzed too, it would count twice.`,
    );
  }
  return { pattern: source, literal: true, only, timeZone: timeZone ?? settings.LOG_TIMEZONE, host, program, filters };
}

async function analyzeSources(sources: readonly SourceSelection[], settings: Settings): Promise<number> {
  keepHeapSmall();
  const sizes = { batchBytes: BATCH_BYTES, transactionBytes: TRANSACTION_BYTES };
  const options = { sources, isLast: true, ruleFiles: configuredRuleFiles(settings), ...sizes };
  // Its thread loads what it needs while this one does.
  const store = new ThreadStore(settings.DATABASE_URL);
  const openStore = (): ThreadStore => store;
  const connection = await openConfigured(settings).catch(async (error: unknown) => {
    // Its thread would keep the process alive.
    await store.close();
    throw error;
  });
  const scanner = new InProcessScanner(() => Promise.resolve(connection), options, systemClock, openStore);
  const changed = new Set<string>();
  const bar = new ProgressBar(process.stderr, systemClock);
  try {
    const report = await scanner.scan({
      alertsChanged: (changes) => changes.forEach(({ alert }) => changed.add(alert.id)),
      progressed: (progress) => bar.show(progress),
    });
    bar.clear();
    await printAlerts(connection, [...changed]);
    printReport(report, changed.size);
    return report.faults.some(isFailure) ? 1 : 0;
  } finally {
    await store.close();
    await scanner.close();
  }
}

/** The database, with the allowlist of the configuration in it. */
async function openConfigured(settings: Settings): Promise<DataSource> {
  const dataSource = await openDatabase(settings.DATABASE_URL);
  await synchroniseConfigured(dataSource.manager, configuredEntries(settings), systemClock());
  return dataSource;
}

async function printAlerts(connection: DataSource, ids: readonly string[]): Promise<void> {
  const now = systemClock();
  const reader = sqlReader(connection);
  for (const part of inParts(ids, ALERTS_AT_ONCE)) {
    const stored = await connection.manager.findBy(Alert, { id: In(part) });
    const alerts = new Map((await withIncidents(reader, stored)).map((alert) => [alert.id, alert]));
    for (const id of part) process.stdout.write(`${alertLine(alertView(alerts.get(id)!, now))}\n`);
  }
}

function printReport(report: ScanReport, alerts: number): void {
  const { linesRead, sshLines, entriesStored, incomplete, faults } = report;
  process.stdout.write(
    `${linesRead} new lines, ${entriesStored} log entries stored, ${alerts} alerts raised or extended.\n`,
  );
  if (linesRead > 0 && sshLines === 0) {
    process.stderr.write('None of the lines is of sshd: is this an SSH log in UTF-8, plain or compressed with gzip?\n');
  }
  for (const path of incomplete) {
    process.stderr.write(`The last line of ${visibleLines(path)} has no newline yet; it is left for the next call.\n`);
  }
  for (const fault of faults) process.stderr.write(`${visibleLines(faultAdvice(fault))}\n`);
}
