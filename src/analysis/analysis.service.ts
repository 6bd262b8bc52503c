import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import {
  ALERT_CREATED,
  ALERT_ESCALATED,
  ALERT_LOGIN_FOUND,
  ALERT_UPDATED,
  AlertsEvent,
} from '../alerts/alert-outbox.js';
import type { AlertChange } from '../alerts/lifecycle/alert-outcome.js';
import type { RuleFile } from './rules/rule-files.js';
import { SingleFlight } from '../common/single-flight.js';
import { SCAN_ENDED, SCAN_PROGRESSED } from './scan/scan-report.js';
import type { ScanReport } from './scan/scan-report.js';
import { ScanLog } from './scan/scan-log.js';
import { ScanState } from './scan/scan-state.js';
import { SCANNER } from './scan/scanner.js';
import type { Scanner } from './scan/scanner.js';

const EVENT_NAMES = {
  created: ALERT_CREATED,
  updated: ALERT_UPDATED,
  login_found: ALERT_LOGIN_FOUND,
  escalated: ALERT_ESCALATED,
} as const satisfies Record<AlertChange['kind'], string>;

/** Scans the log files when asked to, never twice at once, and tells of the alerts by events. */
@Injectable()
export class AnalysisService {
  private readonly flight = new SingleFlight(() => this.runScan());

  constructor(
    @Inject(SCANNER) private readonly scanner: Scanner,
    private readonly log: ScanLog,
    private readonly state: ScanState,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * Takes what is new in the log files: everything that was there when the call was made.
   *
   * @returns null when the scan failed; the reason is logged, and the next scan tries again
   */
  scan(): Promise<ScanReport | null> {
    return this.flight.run();
  }

  get isStopped(): boolean {
    return this.flight.isStopped;
  }

  /** Scans with other rules from the next scan on. */
  useRules(ruleFiles: readonly RuleFile[]): void {
    this.scanner.useRules(ruleFiles);
  }

  /** Lets the transaction in progress finish; what the scan leaves is taken after the next start. */
  async stop(): Promise<void> {
    const ended = this.flight.stop();
    this.scanner.stop();
    await ended;
    await this.scanner.close();
  }

  private async runScan(): Promise<ScanReport | null> {
    this.state.began();
    try {
      const report = await this.scanner.scan({
        alertsChanged: (changes) => this.announce(changes),
        progressed: (progress) => {
          this.log.progressed(this.state.progressed(progress));
          this.events.emit(SCAN_PROGRESSED);
        },
      });
      this.state.scanned(report);
      this.log.scanned(report);
      return report;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.state.failed(message);
      this.log.failed(message);
      return null;
    } finally {
      this.events.emit(SCAN_ENDED);
    }
  }

  private announce(changes: readonly AlertChange[]): void {
    this.log.alertsChanged(changes);
    // One event a kind: whoever hears of it reads what changed, and a storm of alerts is no storm of events.
    for (const kind of new Set(changes.map((change) => change.kind))) {
      const alerts = changes.filter((change) => change.kind === kind).map(({ alert }) => alert);
      this.events.emit(EVENT_NAMES[kind], new AlertsEvent(alerts));
    }
  }
}
