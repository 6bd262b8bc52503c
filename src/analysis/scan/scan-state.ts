import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import { scannedLogs } from '../../config/log-sources.js';
import type { Settings } from '../../config/settings.schema.js';
import { configuredPath } from '../../logs/ingestion/source-selection.js';
import type { SourceFault } from '../../logs/ingestion/line-source.js';
import type { ScanProgress, ScanReport } from './scan-report.js';

/** How far a scan in progress has come, and how fast it goes. */
export interface RunningScan extends ScanProgress {
  readonly elapsedMs: number;
}

/** What the last scan, and the one in progress, have shown. Lives in memory: it is about this process. */
@Injectable()
export class ScanState {
  /** Paths of the sources that the last scan found; before the first, what is configured. */
  sources: readonly string[];
  faults: readonly SourceFault[] = [];
  /** When the last scan ended, UTC milliseconds. */
  lastScanAt: number | null = null;
  /** How long the last scan took; null before it. */
  lastScanMs: number | null = null;
  /** Why the last scan failed as a whole; null when it did not. */
  failure: string | null = null;
  /** When the first of the scans failed that have failed since; null when the last one did not. UTC milliseconds. */
  failingSince: number | null = null;
  running: RunningScan | null = null;
  /** When a scan last ended or stored something; before the first, when the service started. UTC milliseconds. */
  lastProgressAt: number;
  private startedAt = 0;
  private readonly readToAt = new Map<string, number>();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS_TOKEN) settings: Settings,
  ) {
    this.sources = scannedLogs(settings.LOG_FILES).map(({ pattern }) => configuredPath(pattern));
    this.lastProgressAt = clock();
  }

  /** Another instance scans: that this one does not is no standstill. */
  markStandby(): void {
    this.lastProgressAt = this.clock();
    this.failure = null;
    this.failingSince = null;
  }

  began(): void {
    this.startedAt = this.clock();
  }

  progressed(progress: ScanProgress): RunningScan {
    this.lastProgressAt = this.clock();
    this.running = { ...progress, elapsedMs: this.lastProgressAt - this.startedAt };
    return this.running;
  }

  scanned(report: ScanReport): void {
    this.sources = report.sources;
    const unread = new Set(report.faults.map(({ path }) => path));
    if (!report.isCutShort)
      for (const path of report.sources) if (!unread.has(path)) this.readToAt.set(path, this.startedAt);
    for (const path of this.readToAt.keys()) if (!report.sources.includes(path)) this.readToAt.delete(path);
    this.faults = report.faults;
    this.ended(null);
  }

  failed(message: string): void {
    this.ended(message);
  }

  /** Since when what waits of a source can have waited: it was read to its end then. UTC milliseconds; null: not known. */
  readTo(path: string): number | null {
    return this.readToAt.get(path) ?? null;
  }

  private ended(failure: string | null): void {
    this.failure = failure;
    this.lastProgressAt = this.lastScanAt = this.clock();
    this.failingSince = failure === null ? null : (this.failingSince ?? this.lastScanAt);
    this.lastScanMs = this.lastScanAt - this.startedAt;
    this.running = null;
  }
}
