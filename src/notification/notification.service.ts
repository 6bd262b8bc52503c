import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ALERT_CREATED, ALERT_LOGIN_FOUND } from '../alerts/alert-outbox.js';
import { SingleFlight } from '../common/single-flight.js';
import { DATABASE_CHANGED } from '../database/replica.service.js';
import { databaseBusy } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';
import { CHANNELS } from './channels/configured-channels.js';
import type { ConfiguredChannel } from './channels/configured-channels.js';
import { Dispatcher } from './delivery/dispatcher.js';
import { Planner } from './planning/planner.js';
import { WeeklyPlanner } from './weekly/weekly-planner.js';
import { Repeater } from './repeating/repeater.js';

// The problems of notification's routes, as the API documents them.

const PATH = '/notifications/019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11';

export const NOT_FOUND: ProblemDocument = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'NOTIFICATION_NOT_FOUND',
  detail: 'There is no such notification.',
  instance: PATH,
};

export const DELIVERED: ProblemDocument = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  code: 'NOTIFICATION_DELIVERED',
  detail: 'The notification was delivered; it is not sent again.',
  instance: `${PATH}/retry`,
};

export const NOT_CONFIGURED: ProblemDocument = {
  ...DELIVERED,
  code: 'CHANNEL_NOT_CONFIGURED',
  detail: 'The configuration no longer has a channel email that reaches admin@example.org.',
};

export const CHANNEL_NOT_FOUND: ProblemDocument = {
  ...NOT_FOUND,
  code: 'CHANNEL_NOT_FOUND',
  detail: 'There is no such channel; GET /channels lists them.',
  instance: '/channels/pager/test',
};

export const BUSY = databaseBusy(`${PATH}/retry`);

/** How often there is a look at what time has made due: retries, digests, attacks that go on. */
const ROUND_MS = 5_000;

/** How long shutdown waits for deliveries in progress. */
const SHUTDOWN_WAIT_MS = 5_000;

/** Name of the rounds in Nest's scheduler registry. */
const ROUNDS_JOB = 'notification-rounds';

/**
 * Has alerts notified: at once when an event says that there is news, and in rounds for what is due by time. The news
 * itself comes from the outbox, where it was put with the alert; an event that gets lost delays it by a round.
 */
@Injectable()
export class NotificationService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Notification');
  private readonly flight = new SingleFlight(() => this.runRound());

  constructor(
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    private readonly planner: Planner,
    private readonly weekly: WeeklyPlanner,
    private readonly repeater: Repeater,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const names = this.channels.map(({ channel }) => `${channel.name} (${channel.type})`).join(', ');
    if (names !== '') this.logger.log(`Alerts are notified by ${names}.`);
    else
      this.logger.log(
        'Nobody is notified of alerts: set up mail, a webhook or a chat; docs/notifications.md shows how.',
      );
    for (const { channel } of this.channels)
      if (channel.obstacle !== null) this.logger.warn(`${channel.name} cannot deliver anything: ${channel.obstacle}.`);
    await this.planner.registerChannels();
    await this.weekly.registerChannels();
    this.scheduler.addInterval(
      ROUNDS_JOB,
      setInterval(() => void this.run(), ROUND_MS),
    );
    void this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.scheduler.doesExist('interval', ROUNDS_JOB)) this.scheduler.deleteInterval(ROUNDS_JOB);
    await this.flight.stop();
    await this.repeater.stop();
    await this.dispatcher.stop(SHUTDOWN_WAIT_MS);
    for (const { channel } of this.channels) channel.close();
  }

  @OnEvent(ALERT_CREATED)
  @OnEvent(ALERT_LOGIN_FOUND)
  @OnEvent(DATABASE_CHANGED)
  heard(): void {
    void this.run();
  }

  /** Decides what is notified, and begins to deliver what is due. Settles when everything is decided. */
  async run(): Promise<void> {
    await this.flight.run();
  }

  /** Settles when everything that is due now has been delivered, or has failed. */
  async idle(): Promise<void> {
    await this.run();
    await this.repeater.idle();
    await this.dispatcher.idle();
  }

  private async runRound(): Promise<void> {
    try {
      await this.planner.plan();
      await this.repeater.plan();
      await this.weekly.plan();
      await this.dispatcher.dispatch();
    } catch (error) {
      this.logger.error(`What is due could not be notified, and is tried again: ${(error as Error).message}`);
    }
  }
}
