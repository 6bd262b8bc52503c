import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { v4 as uuidV4 } from 'uuid';
import { ALERT_CREATED, ALERT_LOGIN_FOUND } from '../alerts/alert-events.js';
import type { AlertEvent } from '../alerts/alert-events.js';
import { alertSummary } from '../alerts/lifecycle/alert-summary.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { reasonToSpeak, speaks } from './policy/speaker.js';
import { SpokenAlerts } from './policy/spoken-alerts.js';
import { CHANNELS } from './channels/configured-channels.js';
import type { ConfiguredChannel } from './channels/configured-channels.js';
import type { NotificationChannel } from './channels/notification-channel.js';
import type { NotificationMessage } from './notification-message.js';

/** How long shutdown waits for a delivery in progress. */
const SHUTDOWN_WAIT_MS = 5_000;
const DELIVERY_TIMEOUT_MS = 20_000;

/**
 * Tells people of new alerts, one delivery after the other, so that a slow channel holds up nothing but itself.
 * Deliveries wait in memory; those that fail are said in the log.
 */
@Injectable()
export class NotificationService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Notification');
  private readonly spoken = new SpokenAlerts();
  private readonly queues = new Map<NotificationChannel, Promise<void>>();

  constructor(
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const names = this.channels.map(({ channel }) => channel.name).join(', ');
    if (names !== '') this.logger.log(`Alerts are notified by ${names}.`);
    else this.logger.log('Nobody is told of alerts: set SENDER_EMAIL, RECEIVER_EMAIL and EMAIL_PASSWORD to get mails.');
  }

  async onApplicationShutdown(): Promise<void> {
    const patience = new Promise<void>((done) => setTimeout(done, SHUTDOWN_WAIT_MS).unref());
    await Promise.race([this.idle(), patience]);
    for (const { channel } of this.channels) channel.close();
  }

  @OnEvent(ALERT_CREATED)
  @OnEvent(ALERT_LOGIN_FOUND)
  notify({ alert }: AlertEvent): void {
    const reason = reasonToSpeak(alert, this.spoken);
    if (!speaks(reason)) return this.logger.debug(`Alert ${alert.id} is not told of: ${reason}.`);
    this.spoken.remember(alert);
    const stored = { ...alert, summary: alertSummary(alert), tallies: alert, acknowledgedAt: null, resolvedAt: null };
    for (const { channel } of this.channels) {
      for (const receiver of channel.receivers) {
        const now = this.clock();
        const common = { id: uuidV4(), createdAt: now, sentAt: now, receiver };
        this.queue(channel, { ...common, reason, alerts: [stored], further: 0, causes: [], earlier: [] });
      }
    }
  }

  private queue(channel: NotificationChannel, message: NotificationMessage): void {
    const before = this.queues.get(channel) ?? Promise.resolve();
    const what = `${channel.name}: ${message.alerts[0]!.id} to ${message.receiver}`;
    this.queues.set(
      channel,
      before.then(async () => {
        const outcome = await channel.deliver(message, AbortSignal.timeout(DELIVERY_TIMEOUT_MS));
        if (outcome.kind === 'delivered') this.logger.log(`${what} was delivered.`);
        else this.logger.error(`${what} was not delivered and is not tried again: ${outcome.reason}`);
      }),
    );
  }

  /** Settles when every delivery asked for so far has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.queues.values());
  }
}
