import { Inject, Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { WriteConnection } from '../../database/database.module.js';
import { CHANNELS } from '../channels/configured-channels.js';
import type { ConfiguredChannel } from '../channels/configured-channels.js';
import { ChannelState } from '../outbox/outbox-records.entity.js';
import { storeMessages } from '../planning/planned-message.js';
import { latestWeek, weekBefore } from '../policy/weekly-summary.js';
import type { Week, WeekTime } from '../policy/weekly-summary.js';
import { WEEK_READER } from './weekly-summary.js';
import type { WeekReader } from './weekly-summary.js';

/** How long after a failure it is tried again. */
const RETRY_MS = 5 * 60_000;

type WeeklyChannel = ConfiguredChannel & { readonly weeklySummary: WeekTime };

/**
 * Puts the summary of each week into the outbox of the channels that want one: once, whatever restarts there are and however many
 * processes run, since the end of the week is written down in the same transaction. A week that ended while nothing ran is
 * summed up at the next start; older ones are not, nor is what was over when summaries were turned on.
 */
@Injectable()
export class WeeklyPlanner {
  private readonly logger = new Logger('Notification');
  private readonly channels: readonly WeeklyChannel[];
  /** No try before, UTC milliseconds. */
  private nextTryAt = 0;

  constructor(
    @Inject(CHANNELS) private readonly configured: readonly ConfiguredChannel[],
    @Inject(WEEK_READER) private readonly weeks: WeekReader,
    private readonly database: WriteConnection,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.channels = configured.filter((each): each is WeeklyChannel => each.weeklySummary !== null);
  }

  /** Before the first planning, when the channels are known: those without summaries begin anew when they are turned on. */
  async registerChannels(): Promise<void> {
    const wanting = this.channels.map(({ channel }) => channel.name);
    const others = this.configured.map(({ channel }) => channel.name).filter((name) => !wanting.includes(name));
    if (others.length === 0) return;
    await this.database.run((manager) => manager.update(ChannelState, { name: In(others) }, { summaryUntil: null }));
  }

  /** Sums up the weeks that have ended. What fails is tried again later, and holds up nothing else. */
  async plan(): Promise<void> {
    if (this.clock() < this.nextTryAt) return;
    for (const channel of this.channels) {
      try {
        await this.planChannel(channel);
      } catch (error) {
        this.nextTryAt = this.clock() + RETRY_MS;
        this.logger.error(
          `${channel.channel.name}: the week could not be summed up, and is tried again: ${(error as Error).message}`,
        );
      }
    }
  }

  private async planChannel({ channel, weeklySummary: time }: WeeklyChannel): Promise<void> {
    const { name } = channel;
    const week = latestWeek(time, this.clock());
    const state = await this.database.run((manager) => manager.findOneBy(ChannelState, { name }));
    const last = state?.summaryUntil ?? null;
    if (state === null || (last !== null && last >= week.until)) return;
    if (last === null) {
      // What is over when summaries are turned on is no news.
      await this.database.run((manager) => manager.update(ChannelState, { name }, { summaryUntil: week.until }));
      return;
    }
    const summary = await this.weeks.read(week, weekBefore(time, week), time.timeZone);
    const now = this.clock();
    const deadline = now + this.settings.NOTIFY_DEADLINE_HOURS * 3_600_000;
    await this.database.transaction(async (manager) => {
      if (!(await this.takeWeek(manager, name, week))) return;
      const message = {
        reason: 'weekly_summary',
        severity: null,
        alertIds: [],
        causes: [],
        further: 0,
        summary,
      } as const;
      await storeMessages(manager, channel, [message], { now, deadline });
    });
  }

  /** @returns false where another process was first */
  private async takeWeek(manager: EntityManager, name: string, { until }: Week): Promise<boolean> {
    const { affected } = await manager
      .createQueryBuilder()
      .update(ChannelState)
      .set({ summaryUntil: until })
      .where('name = :name AND summary_until < :until', { name, until })
      .execute();
    return affected === 1;
  }
}
