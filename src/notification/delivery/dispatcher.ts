import { Inject, Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { v4 as uuidV4 } from 'uuid';
import { Alert } from '../../alerts/alert.entity.js';
import { withIncidents } from '../../alerts/incidents/incidents.js';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { BulkSql } from '../../database/bulk-sql.js';
import { WriteConnection } from '../../database/database.module.js';
import { isOfDatabase } from '../../faults/set-aside.js';
import type { NotificationMessage } from '../alert-text.js';
import { CHANNELS } from '../channels/configured-channels.js';
import type { ConfiguredChannel } from '../channels/configured-channels.js';
import type { DeliveryOutcome, NotificationChannel } from '../channels/notification-channel.js';
import { Notification, NotifiedAlert } from '../outbox/notification.entity.js';
import { retryDelay } from '../policy/notification-policy.js';
import { LATE, claimNext, endClaim, failOverdue } from './claims.js';
import type { AttemptResult } from './claims.js';

/** How many earlier messages of its incident a message refers to. */
const MAX_EARLIER = 20;

/**
 * Puts a message together: its alerts as they stand now, so that one which had to wait does not speak of yesterday.
 *
 * @param now UTC milliseconds
 */
async function readMessage(
  manager: EntityManager,
  notification: Notification,
  now: number,
): Promise<NotificationMessage> {
  const { id, reason, createdAt, receiver, further, causes, summary } = notification;
  const named = await manager.find(NotifiedAlert, { where: { notificationId: id }, order: { position: 'ASC' } });
  const ids = named.map(({ alertId }) => alertId);
  const stored = await withIncidents(new BulkSql(manager), await manager.findBy(Alert, { id: In(ids) }));
  const alerts = new Map(stored.map((alert) => [alert.id, alert]));
  const [only] = reason === 'digest' || ids.length !== 1 ? [] : stored;
  return {
    id,
    reason,
    createdAt,
    sentAt: now,
    receiver,
    alerts: ids.flatMap((alertId) => alerts.get(alertId) ?? []),
    further,
    causes,
    summary,
    earlier: only === undefined ? [] : await earlierIds(manager, notification, only),
    incidentId: only?.inIncident.id ?? null,
  };
}

/**
 * What the same receiver was sent of the incident of an alert before: the first message, and the latest after it. Two incidents
 * that have grown together are one.
 */
async function earlierIds(
  manager: EntityManager,
  { id, channel, receiver }: Notification,
  { incident }: Alert,
): Promise<string[]> {
  const sent = manager
    .createQueryBuilder(Notification, 'n')
    .select('n.id', 'id')
    .distinct(true)
    .innerJoin(NotifiedAlert, 'named', 'named.notificationId = n.id')
    .innerJoin(Alert, 'alert', 'alert.id = named.alertId AND alert.incident = :incident', { incident })
    .where('n.channel = :channel AND n.receiver = :receiver AND n.id < :id', { channel, receiver, id })
    .andWhere(`n.reason <> 'digest'`);
  const [first] = await sent.clone().orderBy('n.id', 'ASC').limit(1).getRawMany<{ id: string }>();
  if (first === undefined) return [];
  const latest = await sent
    .orderBy('n.id', 'DESC')
    .limit(MAX_EARLIER - 1)
    .getRawMany<{ id: string }>();
  return [...new Set([first.id, ...latest.map((row) => row.id).toReversed()])];
}

/** How long after its time is up a delivery may still be on its way to the database. */
const CLAIM_MARGIN_MS = 2_000;

const OUR_FAULT = 'Something went wrong on our side; the log of the service says what.';
const UNREADABLE: DeliveryOutcome = { kind: 'retry', reason: OUR_FAULT };

/**
 * Delivers what is due, to each receiver one message after the other: a slow one holds up nothing but itself. What
 * could not be delivered stays in the outbox, to be tried again.
 */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger('Notification');
  private readonly instance = uuidV4();
  private readonly queues = new Map<string, Promise<void>>();
  private readonly ending = new AbortController();
  private stopped = false;

  constructor(
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    private readonly database: WriteConnection,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins to deliver what is due, where that is not under way. */
  async dispatch(): Promise<void> {
    const overdue = await this.database.transaction((manager) => failOverdue(manager, this.clock()));
    if (overdue > 0) this.logger.error(`${overdue} notifications were given up: their time was over.`);
    for (const { channel } of this.channels) {
      for (const receiver of channel.receivers) this.startQueue(channel, receiver);
    }
  }

  /** Settles when nothing is being delivered. */
  async idle(): Promise<void> {
    while (this.queues.size > 0) await Promise.all(this.queues.values());
  }

  /** Begins nothing more. What is under way has `patience` milliseconds to end. */
  async stop(patience: number): Promise<void> {
    this.stopped = true;
    const timer = setTimeout(() => this.ending.abort(), patience);
    await this.idle();
    clearTimeout(timer);
  }

  private startQueue(channel: NotificationChannel, receiver: string): void {
    const key = JSON.stringify([channel.name, receiver]);
    if (this.stopped || this.queues.has(key)) return;
    const queue = this.deliverDue(channel, receiver)
      .catch((error: Error) => this.logger.error(`${channel.name}: ${error.message}`))
      .finally(() => this.queues.delete(key));
    this.queues.set(key, queue);
  }

  private async deliverDue(channel: NotificationChannel, receiver: string): Promise<void> {
    while (!this.stopped) {
      const now = this.clock();
      const claim = { by: this.instance, now, until: now + 2 * this.timeoutMs + CLAIM_MARGIN_MS };
      const claimed = await this.database.run((manager) =>
        claimNext(manager, { channel: channel.name, receiver }, claim),
      );
      if (claimed === null) return;
      const outcome = await this.deliver(channel, claimed);
      // Where one message has to wait, those behind it would, too; they have their turn at the next round.
      if (outcome.kind === 'retry' && outcome !== UNREADABLE) return;
    }
  }

  private async deliver(channel: NotificationChannel, claimed: Notification): Promise<DeliveryOutcome> {
    const startedAt = this.clock();
    const message = await this.read(claimed, startedAt);
    const outcome = message === null ? UNREADABLE : await this.attempt(channel, message);
    const endedAt = this.clock();
    const result = this.resultOf(outcome, claimed, endedAt);
    const error = outcome.kind === 'delivered' ? null : outcome.reason;
    const attempt = { startedAt, endedAt, outcome: outcomeName(outcome), error } as const;
    await this.database.transaction((manager) => endClaim(manager, claimed, attempt, result));
    this.say(channel, claimed, outcome, result);
    return outcome;
  }

  /** Null where the message cannot be put together: it is tried again, and those behind it go on. */
  private async read(claimed: Notification, now: number): Promise<NotificationMessage | null> {
    try {
      return await this.database.run((manager) => readMessage(manager, claimed, now));
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      this.logger.error(`${claimed.id}: ${(error as Error).message}`, (error as Error).stack);
      return null;
    }
  }

  /** A channel that keeps neither to its time nor to its word does no more harm than one that fails. */
  private async attempt(channel: NotificationChannel, message: NotificationMessage): Promise<DeliveryOutcome> {
    const signal = AbortSignal.any([AbortSignal.timeout(this.timeoutMs), this.ending.signal]);
    const late = new Promise<DeliveryOutcome>((settle) => {
      const inTime = `No answer within ${this.settings.NOTIFY_TIMEOUT_SECONDS} s.`;
      const reason = (): string => (this.ending.signal.aborted ? 'The service was stopped.' : inTime);
      signal.addEventListener('abort', () => settle({ kind: 'retry', reason: reason() }), { once: true });
    });
    const delivered = channel.deliver(message, signal).catch((error: unknown): DeliveryOutcome => {
      const { message: what, stack } = error instanceof Error ? error : new Error(String(error));
      this.logger.error(what, stack);
      return { kind: 'retry', reason: OUR_FAULT };
    });
    return Promise.race([delivered, late]);
  }

  private resultOf(outcome: DeliveryOutcome, { tries, deadlineAt }: Notification, now: number): AttemptResult {
    if (outcome.kind === 'delivered') return { state: 'delivered', dueAt: now, endedAt: now, lastError: null };
    const { reason } = outcome;
    if (outcome.kind === 'give-up') return { state: 'failed', dueAt: now, endedAt: now, lastError: reason };
    const dueAt = now + Math.max(retryDelay(tries + 1, Math.random()), outcome.afterMs ?? 0);
    if (dueAt < deadlineAt) return { state: 'pending', dueAt, endedAt: null, lastError: reason };
    return { state: 'failed', dueAt, endedAt: now, lastError: LATE + reason };
  }

  private say(
    channel: NotificationChannel,
    { id, receiver, reason }: Notification,
    outcome: DeliveryOutcome,
    { state, dueAt, lastError }: AttemptResult,
  ): void {
    const what = `${channel.name}: ${reason} to ${receiver} (${id})`;
    if (outcome.kind === 'delivered') this.logger.log(`${what} was delivered.`);
    else if (state === 'failed') this.logger.error(`${what} was given up: ${lastError}`);
    else this.logger.warn(`${what} is tried again at ${new Date(dueAt).toISOString()}: ${lastError}`);
  }

  private get timeoutMs(): number {
    return this.settings.NOTIFY_TIMEOUT_SECONDS * 1000;
  }
}

function outcomeName({ kind }: DeliveryOutcome): 'delivered' | 'retry' | 'give_up' {
  return kind === 'give-up' ? 'give_up' : kind;
}
