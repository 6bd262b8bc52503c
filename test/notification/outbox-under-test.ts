import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { recordAlertChanges } from '../../src/alerts/alert-outbox.js';
import { saveDetectedAlerts, storedAlerts } from '../../src/alerts/alert-store.js';
import { linkIncidents } from '../../src/alerts/incidents/incidents.js';
import type { AlertChange } from '../../src/alerts/lifecycle/alert-outcome.js';
import type { DetectedAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { openDatabase } from '../../src/database/data-source.js';
import type { NotificationChannel } from '../../src/notification/channels/notification-channel.js';
import { Dispatcher } from '../../src/notification/delivery/dispatcher.js';
import { Notification } from '../../src/notification/outbox/notification.entity.js';
import { databaseUrl } from '../support/test-database.js';
import { WriteConnection } from '../../src/database/database.module.js';
import { Planner } from '../../src/notification/planning/planner.js';
import { Repeater } from '../../src/notification/repeating/repeater.js';
import type { WeekTime } from '../../src/notification/policy/weekly-summary.js';
import { WeeklyPlanner } from '../../src/notification/weekly/weekly-planner.js';
import type { WeekReader } from '../../src/notification/weekly/weekly-summary.js';
import { weeklySummary } from '../factories/weekly-summary.js';
import type { ChannelPolicy } from '../../src/notification/policy/notification-policy.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const POLICY: ChannelPolicy = {
  minSeverity: 'low',
  repeatMs: 6 * HOUR,
  notifiesEnd: false,
  resolves: false,
  maxAgeMs: 24 * HOUR,
  limit: 5,
  digestMs: 10 * MINUTE,
  quiet: null,
};

/** The outbox with everything that works on it, on a database of its own, at a time that the test sets. */
export class OutboxUnderTest {
  now = Date.UTC(2026, 10, 21, 12);
  /** What reads a week; it says nothing but its time, unless the test says otherwise. */
  weeks: WeekReader = { read: (week) => Promise.resolve(weeklySummary(week)) };
  private readonly processes: { planner: Planner; dispatcher: Dispatcher; outbox: WriteConnection }[] = [];

  private constructor(
    readonly database: DataSource,
    private readonly settings: ReturnType<typeof loadSettings>,
  ) {}

  static async open(folder: string, environment: Readonly<Record<string, string>> = {}): Promise<OutboxUnderTest> {
    Logger.overrideLogger(false);
    const settings = loadSettings({
      environment: { DATABASE_URL: databaseUrl(folder), ...environment },
      readFile: () => '',
    });
    return new OutboxUnderTest(await openDatabase(settings.DATABASE_URL), settings);
  }

  /** A process that tells of alerts on these channels; several work on the same outbox. */
  async process(
    channels: readonly NotificationChannel[],
    policy: Partial<ChannelPolicy> = {},
    weeklyAt: WeekTime | null = null,
  ): Promise<{ round: () => Promise<void>; dispatcher: Dispatcher; planner: Planner }> {
    const configured = channels.map((channel) => ({
      channel,
      policy: { ...POLICY, ...policy },
      weeklySummary: weeklyAt,
    }));
    const outbox = new WriteConnection(this.settings);
    const clock = (): number => this.now;
    const planner = new Planner(configured, outbox, this.settings, clock);
    const weekly = new WeeklyPlanner(configured, this.weeks, outbox, this.settings, clock);
    const repeater = new Repeater(configured, outbox, this.settings, clock);
    const dispatcher = new Dispatcher(configured, outbox, this.settings, clock);
    this.processes.push({ planner, dispatcher, outbox });
    await planner.registerChannels();
    await weekly.registerChannels();
    const round = async (): Promise<void> => {
      await planner.plan();
      await repeater.plan();
      await repeater.idle();
      await weekly.plan();
      await dispatcher.dispatch();
      await dispatcher.idle();
    };
    return { round, planner, dispatcher };
  }

  /** What a scan stores. */
  async store(kind: AlertChange['kind'], ...alerts: readonly DetectedAlert[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      const known = await storedAlerts(
        manager,
        alerts.map(({ id }) => id),
      );
      const incidents = await linkIncidents(
        manager,
        alerts.map((alert) => ({
          ...alert,
          incident: known.get(alert.id)?.incident ?? 0,
          lastSeenBefore: null,
          participants: alert.ipAddress === null ? [] : [alert.ipAddress],
        })),
      );
      await saveDetectedAlerts(
        manager,
        alerts.map((alert) => ({ ...alert, incident: incidents.get(alert.id)! })),
      );
      await recordAlertChanges(
        manager,
        alerts.map((alert) => ({ kind, alert })),
        this.now,
      );
    });
  }

  notifications(): Promise<Notification[]> {
    return this.database.manager.find(Notification, { order: { id: 'ASC' } });
  }

  async close(): Promise<void> {
    for (const { outbox } of this.processes) await outbox.close();
    await this.database.destroy();
  }
}
