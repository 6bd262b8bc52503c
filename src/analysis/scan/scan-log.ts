import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { alertExtent, alertHeadline } from '../../alerts/alert-view.js';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import type { AlertOutcome } from '../../alerts/lifecycle/alert-terms.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import { scannedLogs } from '../../config/log-sources.js';
import type { LogSourceSetting } from '../../config/log-sources.js';
import type { Settings } from '../../config/settings.schema.js';
import { faultAdvice } from '../../logs/ingestion/line-source.js';
import { progressText } from './scan-messages.js';
import { filtersOf } from '../../logs/ingestion/source-filters.js';
import { visibleText } from '../../common/visible-text.js';
import type { FaultSummary } from '../../faults/faults.service.js';
import type { RunningScan } from './scan-state.js';
import type { ScanReport } from './scan-report.js';

/** How many alerts of one transaction the log of the service names. */
const MAX_ALERTS_SAID = 20;

const OUTCOMES: Readonly<Record<AlertOutcome, string>> = {
  none: '',
  login_suspected: ' A SUSPICIOUS LOGIN.',
  login_succeeded: ' A LOGIN SUCCEEDED.',
};

/** How often a long scan says how far it has come. */
const PROGRESS_EVERY_MS = 5_000;

/** Says what scanning does, each trouble once for as long as it lasts. */
@Injectable()
export class ScanLog implements OnApplicationBootstrap {
  private readonly logger = new Logger('Analysis');
  private known = new Set<string>();
  /** By id, as they were told of last. */
  private knownFaults: ReadonlyMap<number, FaultSummary> = new Map();
  private lastFailure: string | null = null;
  private nextProgressAt = PROGRESS_EVERY_MS;

  constructor(@Inject(SETTINGS_TOKEN) private readonly settings: Settings) {}

  onApplicationBootstrap(): void {
    const { LOG_FILES, SCAN_INTERVAL_SECONDS, LOG_TIMEZONE } = this.settings;
    const files = scannedLogs(LOG_FILES).map(({ pattern }) => pattern);
    this.logger.log(
      `Scanning ${files.join(', ') || 'what is handed on'} every ${SCAN_INTERVAL_SECONDS} s; times without an offset are read as ${LOG_TIMEZONE}.`,
    );
    for (const log of scannedLogs(LOG_FILES)) this.sayMissing(log);
  }

  /** A part of a filter that is silently missing would be a blind spot. */
  private sayMissing(log: LogSourceSetting): void {
    for (const { name, missing, expressions } of filtersOf(log).summaries) {
      if (missing.length === 0) continue;
      const reasons = missing.map(({ number, reason }) => `expression ${number} ${reason}`).join('; ');
      this.logger.warn(
        `The filter ${name} of ${log.pattern} is used in part, by ${expressions} of its ${expressions + missing.length} expressions: ${reasons}.`,
      );
    }
  }

  progressed(running: RunningScan): void {
    if (running.elapsedMs < this.nextProgressAt) return;
    this.nextProgressAt = running.elapsedMs + PROGRESS_EVERY_MS;
    this.logger.log(progressText(running, running.elapsedMs));
  }

  scanned(report: ScanReport): void {
    this.nextProgressAt = PROGRESS_EVERY_MS;
    if (this.lastFailure !== null) this.logger.log('Scanning works again.');
    this.lastFailure = null;
    if (report.linesRead > 0) {
      this.logger.log(`Lines taken: ${report.linesRead}; log entries stored: ${report.entriesStored}.`);
    }
    const advice = new Set(report.faults.map((fault) => faultAdvice(fault)));
    for (const text of advice) if (!this.known.has(text)) this.logger.warn(text);
    this.known = advice;
    this.tellSetAside(report.setAside);
  }

  private tellSetAside(faults: readonly FaultSummary[]): void {
    const told = new Map(faults.map((fault) => [fault.id, fault]));
    for (const { id, kind, subject, reason } of faults) {
      if (kind === 'source' || kind === 'channel' || this.knownFaults.get(id)?.reason === reason) continue;
      const text = `The ${kind} ${visibleText(subject)} failed and was set aside: ${visibleText(reason)}`;
      this.logger.error(`${text}. The rest goes on, and it is tried again by itself; GET /faults lists it.`);
    }
    for (const { id, kind, subject } of this.knownFaults.values()) {
      if (!told.has(id)) this.logger.log(`The ${kind} ${visibleText(subject)} is set aside no longer.`);
    }
    this.knownFaults = told;
  }

  failed(message: string): void {
    this.nextProgressAt = PROGRESS_EVERY_MS;
    if (message === this.lastFailure) return;
    this.lastFailure = message;
    this.logger.error(`The scan failed and is tried again; nothing is lost: ${message}`);
  }

  threadLost({ message }: Error): void {
    this.logger.error(`The thread that scans has ended and is replaced; nothing is lost: ${message}`);
  }

  /** Says which alerts are news, the first ones of many. */
  alertsChanged(changes: readonly AlertChange[]): void {
    const news = changes.filter(({ kind }) => kind !== 'updated').map(({ alert }) => alert);
    for (const alert of news.slice(0, MAX_ALERTS_SAID)) {
      const { severity, outcome, explanation } = alert;
      const figures = explanation ?? `${alertExtent(alert)}.${OUTCOMES[outcome]}`;
      this.logger.warn(`Alert (${severity}): ${alertHeadline(alert)}: ${figures}`);
    }
    const further = news.length - MAX_ALERTS_SAID;
    if (further > 0) this.logger.warn(`… and ${further} more alerts; GET /alerts lists them.`);
  }
}
