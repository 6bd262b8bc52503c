import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ALERT_CREATED, ALERT_UPDATED, AlertEvent } from '../alerts/alert-events.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import type { AlertChange } from './detection/detector.js';
import { ScanLog } from './scan-log.js';
import type { ScanReport } from './scan/scan-report.js';
import { SCANNER } from './scan/scanner.js';
import type { Scanner } from './scan/scanner.js';

/** Name of the scheduled scan in Nest's scheduler registry. */
export const SCAN_JOB = 'log-scan';

/** Scans the log files: at start, then on a schedule, never twice at once. */
@Injectable()
export class AnalysisService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Promise<ScanReport | null> | null = null;
  private stopping = false;

  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(SCANNER) private readonly scanner: Scanner,
    private readonly log: ScanLog,
    private readonly events: EventEmitter2,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    const seconds = this.settings.SCAN_INTERVAL_SECONDS;
    this.log.started(
      this.settings.LOG_FILES.map(({ pattern }) => pattern),
      seconds,
      this.settings.LOG_TIMEZONE,
    );
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
    this.scanner.stop();
    await this.running;
    await this.scanner.close();
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
      const report = await this.scanner.scan({
        alertsChanged: (changes) => this.announce(changes),
        progressed: (progress) => this.log.progressed(progress),
      });
      this.log.scanned(report);
      return report;
    } catch (error) {
      this.log.failed(error);
      return null;
    }
  }

  private announce(changes: readonly AlertChange[]): void {
    for (const { kind, alert } of changes) {
      if (kind === 'created') this.log.alertRaised(alert);
      this.events.emit(kind === 'created' ? ALERT_CREATED : ALERT_UPDATED, new AlertEvent(alert));
    }
  }
}
