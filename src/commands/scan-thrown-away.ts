import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { synchroniseConfigured } from '../analysis/allowlist/allowlist-store.js';
import type { ConfiguredEntry } from '../analysis/allowlist/allowlist-store.js';
import type { RuleFile } from '../analysis/rules/rule-files.js';
import { LogScanner } from '../analysis/scan/log-scanner.js';
import type { ScanStore } from '../analysis/scan/scan-store.js';
import type { ScanProgress } from '../analysis/scan/scan-report.js';
import { systemClock } from '../common/clock.js';
import type { SqliteLocation } from '../config/database-url.js';
import { openDatabase } from '../database/data-source.js';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import type { SourceFilter } from '../logs/programs/imported/filter-set.js';
import type { NamedFiles } from './file-arguments.js';
import { BATCH_BYTES } from './input.js';

export interface ScanOptions {
  readonly ruleFiles: readonly RuleFile[];
  readonly allowlist: readonly ConfiguredEntry[];
  readonly timeZone: string;
}

/** A log that a command reads, with the zone and the host of its lines, where they are known. */
export interface NamedLog extends NamedFiles {
  readonly timeZone: string | null;
  readonly host: string | null;
  readonly program?: string | null | undefined;
  readonly filters?: readonly SourceFilter[] | undefined;
}

/** Bytes of log in one transaction. */
const TRANSACTION_BYTES = 16 << 20;

/**
 * Takes logs the way of the service, several side by side, into a database of their own that is thrown away.
 *
 * @param use looks at the database before that, and is told what kept files from being read
 */
export async function scanThrownAway<Result>(
  sources: readonly NamedLog[],
  options: ScanOptions,
  openStore: (database: DataSource, location: SqliteLocation) => ScanStore,
  use: (database: DataSource, faults: readonly SourceFault[]) => Promise<Result>,
  progressed: (progress: ScanProgress) => void = () => undefined,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'log-analyzer-'));
  try {
    const location = { kind: 'sqlite', path: join(folder, 'scan.sqlite') } as const;
    const dataSource = await openDatabase(location);
    try {
      await synchroniseConfigured(dataSource.manager, options.allowlist, systemClock());
      const store = openStore(dataSource, location);
      try {
        const scanner = new LogScanner(dataSource, scannerOptions(sources, options), store);
        const listener = { alertsChanged: () => undefined, progressed };
        const report = await scanner.scan({ now: systemClock, listener, shouldStop: () => false });
        await scanner.close();
        return await use(dataSource, report.faults);
      } finally {
        await store.close();
      }
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scannerOptions(
  sources: readonly NamedLog[],
  { ruleFiles, timeZone }: ScanOptions,
): ConstructorParameters<typeof LogScanner>[1] {
  const selections = sources.map((log) => ({
    pattern: log.source,
    literal: true,
    only: log.files,
    final: true,
    timeZone: log.timeZone ?? timeZone,
    host: log.host,
    program: log.program,
    filters: log.filters,
  }));
  const sizes = { batchBytes: BATCH_BYTES, transactionBytes: TRANSACTION_BYTES };
  return { sources: selections, isLast: true, ruleFiles, ...sizes };
}
