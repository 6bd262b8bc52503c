import { resolve } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { DataSource } from 'typeorm';
import { ALERT_CREATED, ALERT_UPDATED, AlertEvent } from '../alerts/alert-events.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { OPEN_CONNECTION } from '../database/database.module.js';
import type { OpenConnection } from '../database/database.module.js';
import { SSH_BRUTE_FORCE } from './detection/detection-rule.js';
import type { AlertChange } from './detection/detector.js';
import { ScanLog } from './scan-log.js';
import { LogScanner } from './scan/log-scanner.js';
import type { ScanReport } from './scan/log-scanner.js';

/** Name of the scheduled scan in Nest's scheduler registry. */
export const SCAN_JOB = 'log-scan';

/** Bytes of log that one transaction takes: small enough that the API answers between two of them. */
const BATCH_BYTES = 1 << 20;

/** Scans the log files: at start, then on a schedule, never twice at once. */
@Injectable()
export class AnalysisService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new ScanLog(new Logger('Analysis'));
  private connection: DataSource | null = null;
  private scanner: LogScanner | null = null;
  private running: Promise<ScanReport | null> | null = null;
  private stopping = false;

  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(OPEN_CONNECTION) private readonly openConnection: OpenConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly events: EventEmitter2,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    const seconds = this.settings.SCAN_INTERVAL_SECONDS;
    this.log.started(this.settings.LOG_FILES, seconds, this.settings.LOG_TIMEZONE);
    this.scheduler.addInterval(
      SCAN_JOB,
      setInterval(() => void this.scan(), seconds * 1000),
    );
    void this.scan();
  }

  /** Lets the transaction in progress finish; what the scan leaves is taken after the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    if (this.scheduler.doesExist('interval', SCAN_JOB)) this.scheduler.deleteInterval(SCAN_JOB);
    await this.running;
    await this.connection?.destroy();
  }

  /**
   * Takes what is new in the log files. While a scan is under way, answers with that one's outcome.
   *
   * @returns null when the scan failed; the reason is logged, and the next scan tries again
   */
  scan(): Promise<ScanReport | null> {
    if (this.stopping) return this.running ?? Promise.resolve(null);
    this.running ??= this.runScan().finally(() => (this.running = null));
    return this.running;
  }

  private async runScan(): Promise<ScanReport | null> {
    try {
      const scanner = await this.openScanner();
      const report = await scanner.scan(
        this.clock,
        (changes) => this.announce(changes),
        () => this.stopping,
      );
      this.log.scanned(report);
      return report;
    } catch (error) {
      this.log.failed(error);
      return null;
    }
  }

  private async openScanner(): Promise<LogScanner> {
    this.connection ??= await this.openConnection();
    this.scanner ??= new LogScanner(this.connection, {
      sources: this.settings.LOG_FILES.map((path) => ({ path: resolve(path) })),
      timeZone: this.settings.LOG_TIMEZONE,
      rule: SSH_BRUTE_FORCE,
      batchBytes: BATCH_BYTES,
      once: false,
    });
    return this.scanner;
  }

  private announce(changes: readonly AlertChange[]): void {
    for (const { kind, alert } of changes) {
      if (kind === 'created') this.log.alertRaised(alert);
      this.events.emit(kind === 'created' ? ALERT_CREATED : ALERT_UPDATED, new AlertEvent(alert));
    }
  }
}
