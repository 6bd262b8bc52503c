import { isLogin } from '../logs/programs/registry.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { alertView } from '../alerts/alert-view.js';
import type { AlertView } from '../alerts/alert-view.js';
import { Alert } from '../alerts/alert.entity.js';
import { withIncidents } from '../alerts/incidents/read-incidents.js';
import { synchroniseConfigured } from '../analysis/allowlist/configured-ranges.js';
import type { ConfiguredEntry } from '../analysis/allowlist/configured-ranges.js';
import type { RuleFile } from '../analysis/rules/rule-file.js';
import { DatabaseStore } from '../analysis/scan/database-store.js';
import { LogScanner } from '../analysis/scan/log-scanner.js';
import { systemClock } from '../common/clock.js';
import { openDatabase } from '../database/data-source.js';
import { sqlReader } from '../database/make-sql-reader.js';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import type { LogEntry } from '../logs/entries/log-entry.entity.js';
import type { NamedFiles } from './log-file-arguments.js';
import { BATCH_BYTES } from './read-lines.js';

export interface ReplayOptions {
  readonly ruleFiles: readonly RuleFile[];
  readonly allowlist: readonly ConfiguredEntry[];
  readonly timeZone: string;
}

/** A log to replay, with the zone and the host of its lines, where they are known. */
export interface ReplayLog extends NamedFiles {
  readonly timeZone: string | null;
  readonly host: string | null;
}

/** Bytes of log in one transaction. */
const TRANSACTION_BYTES = 16 << 20;
/** Alerts that are read at once. */
const ALERTS_AT_ONCE = 200;

/**
 * The alerts that logs would raise, in the order of firing; several logs are read side by side, as the service does. They
 * go the way of the service, into a database of their own that is thrown away.
 *
 * @param seen is given them a few at a time
 * @returns what kept files from being read
 */
export async function replayAlerts(
  sources: readonly ReplayLog[],
  options: ReplayOptions,
  seen: (alerts: readonly AlertView[]) => void,
): Promise<readonly SourceFault[]> {
  const folder = await mkdtemp(join(tmpdir(), 'replay-'));
  try {
    const dataSource = await openDatabase({ kind: 'sqlite', path: join(folder, 'replay.sqlite') });
    try {
      await synchroniseConfigured(dataSource.manager, options.allowlist, systemClock());
      const scanner = new LogScanner(dataSource, scannerOptions(sources, options), new ReplayStore(dataSource));
      const listener = { alertsChanged: () => undefined, progressed: () => undefined };
      const report = await scanner.scan({ now: systemClock, listener, shouldStop: () => false });
      await scanner.close();
      for await (const alerts of raisedAlerts(dataSource)) seen(alerts);
      return report.faults;
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scannerOptions(
  sources: readonly ReplayLog[],
  { ruleFiles, timeZone }: ReplayOptions,
): ConstructorParameters<typeof LogScanner>[1] {
  const selections = sources.map((log) => ({
    pattern: log.source,
    literal: true,
    only: log.files,
    final: true,
    timeZone: log.timeZone ?? timeZone,
    host: log.host,
  }));
  const sizes = { batchBytes: BATCH_BYTES, transactionBytes: TRANSACTION_BYTES };
  return { sources: selections, isLast: true, ruleFiles, ...sizes };
}

async function* raisedAlerts(dataSource: DataSource): AsyncGenerator<AlertView[]> {
  const reader = sqlReader(dataSource);
  const now = systemClock();
  for (let skip = 0; ; skip += ALERTS_AT_ONCE) {
    const order = { firedAt: 'ASC', id: 'ASC' } as const;
    const alerts = await dataSource.manager.find(Alert, { order, skip, take: ALERTS_AT_ONCE });
    if (alerts.length > 0) yield (await withIncidents(reader, alerts)).map((alert) => alertView(alert, now));
    if (alerts.length < ALERTS_AT_ONCE) return;
  }
}

/** Keeps of the entries what alerts are made of. */
class ReplayStore extends DatabaseStore {
  override write(entries: readonly LogEntry[]): Promise<void> {
    return super.write(entries.filter(({ logType }) => isLogin(logType)));
  }
}
