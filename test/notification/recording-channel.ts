import type { DeliveryOutcome, NotificationChannel } from '../../src/notification/channels/notification-channel.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';

/** A channel that writes down what it is given, and answers what the test says. */
export class RecordingChannel implements NotificationChannel {
  readonly type = 'webhook';
  /** What arrived. */
  readonly delivered: NotificationMessage[] = [];
  readonly obstacle = null;
  /** What was tried. */
  readonly tried: NotificationMessage[] = [];
  /** How it answers; it delivers unless something else is said. */
  answer: (message: NotificationMessage, signal: AbortSignal) => DeliveryOutcome | Promise<DeliveryOutcome> = () => ({
    kind: 'delivered',
  });

  constructor(
    readonly name = 'recorder',
    readonly receivers: readonly string[] = ['one'],
  ) {}

  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    this.tried.push(message);
    const outcome = await this.answer(message, signal);
    if (outcome.kind === 'delivered') this.delivered.push(message);
    return outcome;
  }

  close(): void {}
}
