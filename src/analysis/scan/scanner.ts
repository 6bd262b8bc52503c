import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.js';
import type { ScannerOptions } from './log-scanner.js';
import type { ScanListener, ScanReport } from './scan-report.js';
import type { RuleFile } from '../rules/rule-files.js';
import { DatabaseStore } from './database-store.js';
import { LogScanner } from './log-scanner.js';
import type { ScanStore } from './scan-store.js';

/** Scans the log files when asked to. Calls must not overlap. */
export interface Scanner {
  /** Takes every line that is new. @throws when that is not possible now; nothing is lost, the next scan tries again */
  scan(listener: ScanListener): Promise<ScanReport>;
  /** Takes other rules from the next scan on. */
  useRules(ruleFiles: readonly RuleFile[]): void;
  /** Ends a scan in progress after its current transaction. */
  stop(): void;
  close(): Promise<void>;
}

/** Injection token of the {@link Scanner}. */
export const SCANNER = Symbol('Scanner');

/** Scans in the caller's thread: for commands, tests, and inside the worker. */
export class InProcessScanner implements Scanner {
  private connection: DataSource | null = null;
  private scanner: LogScanner | null = null;
  private stopping = false;
  private newRules: readonly RuleFile[] | null = null;

  /**
   * @param openConnection opens a connection that is the scanner's own, once the first scan needs it
   * @param openStore opens what the scanner writes to; the same connection, unless something else is said
   */
  constructor(
    private readonly openConnection: () => Promise<DataSource>,
    private readonly options: ScannerOptions,
    private readonly now: Clock,
    private readonly openStore: (connection: DataSource) => ScanStore = (connection) => new DatabaseStore(connection),
  ) {}

  async scan(listener: ScanListener): Promise<ScanReport> {
    this.connection ??= await this.openConnection();
    this.scanner ??= new LogScanner(this.connection, this.options, this.openStore(this.connection));
    if (this.newRules !== null) this.scanner.useRules(this.newRules);
    this.newRules = null;
    return this.scanner.scan({ now: this.now, listener, shouldStop: () => this.stopping });
  }

  useRules(ruleFiles: readonly RuleFile[]): void {
    this.newRules = ruleFiles;
  }

  stop(): void {
    this.stopping = true;
  }

  async close(): Promise<void> {
    await this.scanner?.close();
    await this.connection?.destroy();
    this.connection = null;
    this.scanner = null;
  }
}
