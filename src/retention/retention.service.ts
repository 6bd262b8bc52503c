import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { RulesService } from '../analysis/rules/rules.service.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { ReplicaService } from '../database/replica.service.js';
import { WriteConnection } from '../database/write-connection.js';
import { FIRST_ALERT, removeOldAlerts } from './alert-retention.js';
import { hasOldEntries } from './entry-retention.js';
import type { NeededPast } from './entry-retention.js';
import { ENTRY_REMOVER } from './entry-remover.js';
import type { EntryRemover } from './entry-remover.js';
import { LanesAtRest } from './lanes-at-rest.js';
import { hasSpaceToReclaim } from './reclaim-space.js';

const ROUND_MS = 60_000;

/** Between two steps everybody else has a turn. */
const PAUSE_MS = 10;
const DAY = 24 * 3_600_000;

/** Name of the rounds in Nest's scheduler registry. */
const ROUNDS_JOB = 'retention-rounds';

/** What a round has removed. */
export interface Removed {
  readonly entries: number;
  readonly alerts: number;
}

/** Removes what is older than people want to keep, in steps so small that nobody waits for one. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Retention');
  private readonly lanes = new LanesAtRest();
  private running: Promise<Removed> | null = null;
  private stopped = false;

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
    this.stopped = true;
    if (this.scheduler.doesExist('interval', ROUNDS_JOB)) this.scheduler.deleteInterval(ROUNDS_JOB);
    this.entries.stop();
    await this.running?.catch(() => undefined);
  }

  /** Removes everything whose time is over, where this instance is the one that detects; never twice at once. */
  async round(): Promise<void> {
    if (!this.replica.detects || this.stopped) return;
    try {
      this.running ??= this.remove().finally(() => (this.running = null));
      const { entries, alerts } = await this.running;
      if (entries + alerts > 0)
        this.logger.log(`Removed ${entries} log entries and ${alerts} alerts that were too old.`);
    } catch (error) {
      this.logger.warn(`What is too old could not be removed, and is tried again: ${(error as Error).message}`);
    }
  }

  private get removesEntries(): boolean {
    return this.settings.RETENTION_DAYS > 0;
  }

  private get removesAlerts(): boolean {
    return Object.keys(this.settings.ALERT_RETENTION_DAYS).length > 0;
  }

  private async remove(): Promise<Removed> {
    const needed = this.lanes.needed(await this.rules.reach(), this.clock());
    const alerts = this.removesAlerts ? await this.removeAlerts(needed) : 0;
    // With RETENTION_DAYS=0 nothing is that old; what is left then is room to give back.
    const before = this.removesEntries ? this.clock() - this.settings.RETENTION_DAYS * DAY : Number.NEGATIVE_INFINITY;
    const isDue = await this.connection.run(
      async (manager) => (await hasOldEntries(manager, before, needed)) || hasSpaceToReclaim(manager),
    );
    return { entries: isDue && !this.stopped ? await this.entries.remove({ before, needed }) : 0, alerts };
  }

  private async removeAlerts(needed: readonly NeededPast[]): Promise<number> {
    const { ALERT_RETENTION_DAYS } = this.settings;
    const now = this.clock();
    for (let all = 0, from = FIRST_ALERT; ; await pause(PAUSE_MS)) {
      const start = from;
      const { removed, next } = await this.connection.transaction((manager) =>
        removeOldAlerts(manager, ALERT_RETENTION_DAYS, needed, start, now),
      );
      all += removed;
      if (next === null || this.stopped) return all;
      from = next;
    }
  }
}
