import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { RulesService } from '../analysis/rules/rules.service.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { SingleFlight } from '../common/single-flight.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { ReplicaService } from '../database/replica.service.js';
import { WriteConnection } from '../database/database.module.js';
import {
  FIRST_ALERT,
  LONGEST_WAIT_DAYS,
  removeEmptyIncidents,
  removeOldAlerts,
  removeOutlived,
} from './alert-retention.js';
import { StreamsAtRest, hasOldEntries, hasSpaceToReclaim } from './entry-retention.js';
import type { NeededPast, RemovalOrder } from './entry-retention.js';
import { ENTRY_REMOVER } from './entry-remover.js';
import type { EntryRemover } from './entry-remover.js';
import { markReceived } from './received-mark.entity.js';

const ROUND_MS = 60_000;

/** Between two steps everybody else has a turn. */
const PAUSE_MS = 10;
const DAY = 24 * 3_600_000;

/** Name of the rounds in Nest's scheduler registry. */
const ROUNDS_JOB = 'retention-rounds';

/** What a round has removed. */
interface RetentionReport {
  readonly entries: number;
  readonly alerts: number;
  /** Alerts among them that nobody had been notified of, though they waited for long. */
  readonly unnotified: number;
}

/** Removes what is older than people want to keep, in steps so small that nobody waits for one. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Retention');
  private readonly streams = new StreamsAtRest();
  private readonly flight = new SingleFlight(() => this.removeAndSay());
  /** Whether there was a look at what an interrupted round may have left. */
  private hasSwept = false;

  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    private readonly rules: RulesService,
    private readonly replica: ReplicaService,
    private readonly connection: WriteConnection,
    private readonly scheduler: SchedulerRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENTRY_REMOVER) private readonly entries: EntryRemover,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.removesEntries && !this.removesAlerts) return;
    this.scheduler.addInterval(
      ROUNDS_JOB,
      setInterval(() => void this.round(), ROUND_MS),
    );
    void this.round();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.scheduler.doesExist('interval', ROUNDS_JOB)) this.scheduler.deleteInterval(ROUNDS_JOB);
    const ended = this.flight.stop();
    this.entries.stop();
    await ended;
  }

  /** Removes everything whose time is over, where this instance is the one that detects; never twice at once. */
  async round(): Promise<void> {
    if (!this.replica.detects || this.stopped) return;
    await this.flight.run();
  }

  private async removeAndSay(): Promise<void> {
    try {
      const { entries, alerts, unnotified } = await this.remove();
      if (entries + alerts > 0)
        this.logger.log(`Removed ${entries} log entries and ${alerts} alerts that were too old.`);
      if (unnotified > 0)
        this.logger.warn(
          `${unnotified} of these alerts had waited for over ${LONGEST_WAIT_DAYS} days to be notified, in vain. See GET /channels.`,
        );
    } catch (error) {
      this.logger.warn(`What is too old could not be removed, and is tried again: ${(error as Error).message}`);
    }
  }

  private get stopped(): boolean {
    return this.flight.isStopped;
  }

  private get removesEntries(): boolean {
    return this.settings.RETENTION_DAYS > 0;
  }

  private get removesAlerts(): boolean {
    return Object.keys(this.settings.ALERT_RETENTION_DAYS).length > 0;
  }

  private async remove(): Promise<RetentionReport> {
    const reach = await this.rules.reach();
    const needed = this.streams.needed(reach, this.clock());
    const removed = this.removesAlerts ? await this.removeAlerts(needed) : { alerts: 0, unnotified: 0 };
    if (this.removesAlerts && (removed.alerts > 0 || !this.hasSwept)) await this.sweep(reach, needed);
    const order = await this.entriesToRemove(needed);
    const isDue = await this.connection.run(
      async (manager) => (await hasOldEntries(manager, order)) || hasSpaceToReclaim(manager),
    );
    return { entries: isDue && !this.stopped ? await this.entries.remove(order) : 0, ...removed };
  }

  private async entriesToRemove(needed: readonly NeededPast[]): Promise<RemovalOrder> {
    // With RETENTION_DAYS=0 nothing is that old; what is left then is room to give back.
    if (!this.removesEntries) return { before: Number.NEGATIVE_INFINITY, receivedUpTo: 0, needed };
    const now = this.clock();
    const before = now - this.settings.RETENTION_DAYS * DAY;
    const receivedUpTo = await this.connection.transaction((manager) => markReceived(manager, before, now));
    return { before, receivedUpTo, needed };
  }

  private async removeAlerts(needed: readonly NeededPast[]): Promise<Omit<RetentionReport, 'entries'>> {
    const { ALERT_RETENTION_DAYS } = this.settings;
    const now = this.clock();
    const all = { alerts: 0, unnotified: 0 };
    for (let from = FIRST_ALERT; ; await pause(PAUSE_MS)) {
      const start = from;
      const { removed, unnotified, next } = await this.connection.transaction((manager) =>
        removeOldAlerts(manager, ALERT_RETENTION_DAYS, needed, start, now),
      );
      all.alerts += removed;
      all.unnotified += unnotified;
      if (next === null || this.stopped) return all;
      from = next;
    }
  }

  /** Removes what is left of alerts that are gone. */
  private async sweep(reach: readonly NeededPast[], needed: readonly NeededPast[]): Promise<void> {
    for (let from: number | null = 0; from !== null && !this.stopped; await pause(PAUSE_MS)) {
      const start: number = from;
      from = await this.connection.transaction((manager) => removeEmptyIncidents(manager, start));
    }
    const longestAgo = this.clock() - Math.min(...Object.values(this.settings.ALERT_RETENTION_DAYS)) * DAY;
    for (let isDone = false; !isDone && !this.stopped; await pause(PAUSE_MS))
      isDone = await this.connection.transaction((manager) => removeOutlived(manager, reach, needed, longestAgo));
    this.hasSwept = !this.stopped;
  }
}
