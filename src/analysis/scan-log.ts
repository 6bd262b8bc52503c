import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { faultAdvice } from './fault-advice.js';
import { progressText } from './progress-text.js';
import type { ScanProgress, ScanReport } from './scan/scan-report.js';

/** How often a long scan says how far it has come. */
const PROGRESS_EVERY_MS = 5_000;

/** Says what scanning does, each trouble once for as long as it lasts. */
@Injectable()
export class ScanLog {
  private readonly logger = new Logger('Analysis');
  private known = new Set<string>();
  private lastFailure: string | null = null;
  private scanStartedAt: number | null = null;
  private lastProgressAt = 0;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  started(files: readonly string[], intervalSeconds: number, timeZone: string): void {
    this.logger.log(
      `Scanning ${files.join(', ')} every ${intervalSeconds} s; times without an offset are read as ${timeZone}.`,
    );
  }

  progressed(progress: ScanProgress): void {
    const now = this.clock();
    if (this.scanStartedAt === null) {
      this.scanStartedAt = now;
      this.lastProgressAt = now;
    }
    if (now - this.lastProgressAt < PROGRESS_EVERY_MS) return;
    this.lastProgressAt = now;
    this.logger.log(progressText(progress, now - this.scanStartedAt));
  }

  scanned(report: ScanReport): void {
    this.scanStartedAt = null;
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
    this.scanStartedAt = null;
    const message = error instanceof Error ? error.message : String(error);
    if (message === this.lastFailure) return;
    this.lastFailure = message;
    this.logger.error(`The scan failed and is tried again; nothing is lost: ${message}`);
  }

  alertRaised({ severity, reason, ipAddress, attempts }: DetectedAlert): void {
    this.logger.warn(`Alert (${severity}): ${reason} from ${ipAddress}, ${attempts} attempts.`);
  }
}
