import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { ALERT_CREATED, ALERT_LOGIN_FOUND } from '../alerts/alert-events.js';
import type { AlertEvent } from '../alerts/alert-events.js';
import { alertText } from './alert-text.js';
import { reasonToSpeak, speaks } from './policy/speaker.js';
import { SpokenAlerts } from './policy/spoken-alerts.js';
import { CHANNELS } from './channels/notification-channel.js';
import type { NotificationChannel } from './channels/notification-channel.js';

/** How long shutdown waits for a delivery in progress. */
const SHUTDOWN_WAIT_MS = 5_000;

/**
 * Tells people of new alerts, one delivery after the other, so that a slow channel holds up nothing but itself.
 * Deliveries wait in memory; those that fail are said in the log.
 */
@Injectable()
export class NotificationService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Notification');
  private readonly spoken = new SpokenAlerts();
  private readonly queues = new Map<NotificationChannel, Promise<void>>();

  constructor(@Inject(CHANNELS) private readonly channels: readonly NotificationChannel[]) {}

  onApplicationBootstrap(): void {
    const names = this.channels.map((channel) => channel.name).join(', ');
    if (names !== '') this.logger.log(`Alerts are notified by ${names}.`);
    else this.logger.log('Mail is off: set SENDER_EMAIL, RECEIVER_EMAIL and EMAIL_PASSWORD to be told of alerts.');
  }

  async onApplicationShutdown(): Promise<void> {
    const patience = new Promise<void>((done) => setTimeout(done, SHUTDOWN_WAIT_MS).unref());
    await Promise.race([this.idle(), patience]);
  }

  @OnEvent(ALERT_CREATED)
  @OnEvent(ALERT_LOGIN_FOUND)
  notify({ alert }: AlertEvent): void {
    const reason = reasonToSpeak(alert, this.spoken);
    if (!speaks(reason)) return this.logger.debug(`Alert ${alert.id} is not told of: ${reason}.`);
    this.spoken.remember(alert);
    const text = alertText(alert);
    for (const channel of this.channels) {
      const before = this.queues.get(channel) ?? Promise.resolve();
      this.queues.set(
        channel,
        before.then(async () => {
          const outcome = await channel.deliver(text);
          if (outcome.kind === 'delivered') this.logger.log(`${channel.name}: "${text.subject}" was delivered.`);
          else
            this.logger.error(
              `${channel.name}: "${text.subject}" (${alert.id}) was not delivered and is not tried again: ${outcome.reason}`,
            );
        }),
      );
    }
  }

  /** Settles when every delivery asked for so far has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.queues.values());
  }
}
