import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import {
  DETECTION_TAKEN_OVER,
  LINES_ARRIVED,
  RULES_ASKED_FOR,
  ReplicaService,
} from '../../database/replica.service.js';
import { LogWatcher } from '../../logs/ingestion/files/log-watcher.js';
import { LINES_PUSHED } from '../../logs/ingestion/push/batch-store.js';
import { AnalysisService } from '../analysis.service.js';
import { RulesService } from '../rules/rules.service.js';
import { RULES_TAKEN } from './scan-report.js';
import { ScanState } from './scan-state.js';

/** Name of the scheduled scan in Nest's scheduler registry. */
const SCAN_JOB = 'log-scan';

/** Token of what makes the watcher of the scanned files; tests that scan when they want replace it. */
export const WATCHER = Symbol('WATCHER');
export type MakeWatcher = (changed: () => void) => Pick<LogWatcher, 'watch' | 'close'>;

/** Has the logs scanned: at start, at every interval, soon after files changed, and when lines were pushed. */
@Injectable()
export class ScanSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly watcher: ReturnType<MakeWatcher>;
  private asked: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(WATCHER) makeWatcher: MakeWatcher,
    private readonly scheduler: SchedulerRegistry,
    private readonly analysis: AnalysisService,
    private readonly state: ScanState,
    private readonly replica: ReplicaService,
    private readonly rules: RulesService,
  ) {
    this.watcher = makeWatcher(() => void this.scan());
  }

  onApplicationBootstrap(): void {
    const interval = setInterval(() => void this.scan(), this.settings.SCAN_INTERVAL_SECONDS * 1000);
    this.scheduler.addInterval(SCAN_JOB, interval);
    void this.scan();
  }

  /** Settles when every scan that something has asked for has ended: the first one, and what events brought since. */
  async settled(): Promise<void> {
    for (let seen: unknown = null; seen !== this.asked;) {
      seen = this.asked;
      await this.asked;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.scheduler.doesExist('interval', SCAN_JOB)) this.scheduler.deleteInterval(SCAN_JOB);
    this.watcher.close();
    await this.analysis.stop();
    await this.replica.release();
  }

  @OnEvent(LINES_PUSHED)
  @OnEvent(LINES_ARRIVED)
  @OnEvent(DETECTION_TAKEN_OVER)
  @OnEvent(RULES_ASKED_FOR)
  @OnEvent(RULES_TAKEN)
  linesPushed(): void {
    void this.scan();
  }

  private scan(): Promise<unknown> {
    const scan = this.scanOrFollow();
    this.asked = Promise.allSettled([this.asked, scan]);
    return scan;
  }

  /** Where another instance detects, this one only keeps its rules in step. */
  private async scanOrFollow(): Promise<void> {
    await this.rules.follow();
    if (!this.replica.detects) {
      this.state.markStandby();
      return;
    }
    const report = await this.analysis.scan();
    if (this.analysis.isStopped) return;
    await this.watcher.watch(this.state.sources);
    if (report?.isCutShort === true) setImmediate(() => void this.scan());
  }
}

/** So many intervals without a sign of life are no longer slowness. */
const INTERVALS = 3;
/** Opening a session over a large database, or one large transaction, may take a while whatever the interval. */
const MIN_MS = 120_000;

/**
 * Whether scanning has come to a standstill: no scan has ended, and none has stored anything, for far longer than the
 * pause between two. One that fails and is tried again is no standstill; `/sources` tells of it.
 *
 * @param lastProgressAt when a scan last ended or stored something, or the service started; UTC milliseconds
 * @param now UTC milliseconds
 */
export function scanIsStalled(lastProgressAt: number, intervalSeconds: number, now: number): boolean {
  return now - lastProgressAt > Math.max(INTERVALS * intervalSeconds * 1000, MIN_MS);
}
