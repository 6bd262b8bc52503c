import type { LoggerService } from '@nestjs/common';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { faultAdvice } from './fault-advice.js';
import type { ScanReport } from './scan/log-scanner.js';

/** Says what scanning does, each trouble once for as long as it lasts. */
export class ScanLog {
  private known = new Set<string>();
  private lastFailure: string | null = null;

  constructor(private readonly logger: LoggerService) {}

  started(files: readonly string[], intervalSeconds: number, timeZone: string): void {
    this.logger.log(
      `Scanning ${files.join(', ')} every ${intervalSeconds} s; times without an offset are read as ${timeZone}.`,
    );
  }

  scanned(report: ScanReport): void {
    if (this.lastFailure !== null) this.logger.log('Scanning works again.');
    this.lastFailure = null;
    if (report.linesRead > 0) {
      this.logger.log(`Took ${report.linesRead} lines and stored ${report.entriesStored} log entries.`);
    }
    const advice = new Set(report.faults.map((fault) => faultAdvice(fault)));
    for (const text of advice) if (!this.known.has(text)) this.logger.warn(text);
    this.known = advice;
  }

  failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (message === this.lastFailure) return;
    this.lastFailure = message;
    this.logger.error(`The scan failed and is tried again; nothing is lost: ${message}`);
  }

  alertRaised({ severity, reason, ipAddress, attempts }: DetectedAlert): void {
    this.logger.warn(`Alert (${severity}): ${reason} from ${ipAddress}, ${attempts} attempts.`);
  }
}
