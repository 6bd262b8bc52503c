import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { configuredEntries, synchroniseConfigured } from '../analysis/allowlist/allowlist-store.js';
import type { ConfiguredEntry } from '../analysis/allowlist/allowlist-store.js';
import { configuredRuleFiles } from '../analysis/rules/rule-files.js';
import type { RuleFile } from '../analysis/rules/rule-files.js';
import { LogScanner } from '../analysis/scan/log-scanner.js';
import type { ScannerOptions } from '../analysis/scan/log-scanner.js';
import type { ScanStore } from '../analysis/scan/scan-store.js';
import type { ScanListener } from '../analysis/scan/scan-report.js';
import { systemClock } from '../common/clock.js';
import type { SqliteLocation } from '../config/database-url.js';
import type { Settings } from '../config/settings.schema.js';
import { openDatabase } from '../database/data-source.js';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import type { SourceFilter } from '../logs/programs/imported/filter-set.js';
import { configuredOptions } from './file-arguments.js';
import type { NamedFiles } from './file-arguments.js';
import { BATCH_BYTES, withSpooled } from './input.js';

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

/** What is scanned as the service would scan it. */
export function scanOptions(
  settings: Settings,
  ruleFiles: readonly RuleFile[] = configuredRuleFiles(settings),
): ScanOptions {
  return { ruleFiles, allowlist: configuredEntries(settings), timeZone: settings.LOG_TIMEZONE };
}

/** Logs with what `LOG_FILES` says of them. @param spooled the file that stands for standard input; null: there is none */
export function namedLogs(
  sources: readonly NamedFiles[],
  settings: Settings,
  spooled: string | null = null,
): NamedLog[] {
  return sources.map((source) => ({
    ...(spooled === null ? source : withSpooled(source, spooled)),
    ...configuredOptions(source.source, settings),
  }));
}

/** Bytes of log in one transaction. */
const TRANSACTION_BYTES = 16 << 20;

/** What is told of a scan, and whether more is to come. */
export interface Scanning {
  readonly listener?: Partial<ScanListener>;
  /** True where the logs are scanned again: what waits for more lines goes on waiting. */
  readonly goesOn?: boolean;
}

/** A database of scanned logs. */
export interface Scanned {
  readonly database: DataSource;
  /** What kept files from being read. */
  readonly faults: readonly SourceFault[];
  /** Takes what has come since. @returns what kept files from being read */
  readonly scanAgain: () => Promise<readonly SourceFault[]>;
}

/**
 * Takes logs the way of the service, several side by side, into a database of their own that is thrown away.
 *
 * @param use looks at the database before that
 */
export async function scanThrownAway<Result>(
  sources: readonly NamedLog[],
  options: ScanOptions,
  openStore: (database: DataSource, location: SqliteLocation) => ScanStore,
  use: (scanned: Scanned) => Promise<Result>,
  { listener = {}, goesOn = false }: Scanning = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'log-analyzer-'));
  try {
    const location = { kind: 'sqlite', path: join(folder, 'scan.sqlite') } as const;
    const database = await openDatabase(location);
    try {
      await synchroniseConfigured(database.manager, options.allowlist, systemClock());
      const store = openStore(database, location);
      try {
        const scanner = new LogScanner(database, scannerOptions(sources, options, goesOn), store);
        const told = { alertsChanged: () => undefined, progressed: () => undefined, ...listener };
        const scanAgain = async (): Promise<readonly SourceFault[]> =>
          (await scanner.scan({ now: systemClock, listener: told, shouldStop: () => false })).faults;
        try {
          return await use({ database, faults: await scanAgain(), scanAgain });
        } finally {
          await scanner.close();
        }
      } finally {
        await store.close();
      }
    } finally {
      await database.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scannerOptions(
  sources: readonly NamedLog[],
  { ruleFiles, timeZone }: ScanOptions,
  goesOn: boolean,
): ScannerOptions {
  const selections = sources.map((log) => ({
    pattern: log.source,
    literal: true,
    // Whoever follows a log follows it through its rotation.
    only: goesOn ? undefined : log.files,
    final: !goesOn,
    timeZone: log.timeZone ?? timeZone,
    host: log.host,
    program: log.program,
    filters: log.filters,
  }));
  const sizes = { batchBytes: BATCH_BYTES, transactionBytes: TRANSACTION_BYTES };
  return { sources: selections, isLast: !goesOn, ruleFiles, ...sizes };
}
