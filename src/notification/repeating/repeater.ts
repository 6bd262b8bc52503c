import { Inject, Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Alert } from '../../alerts/alert.entity.js';
import { withIncidents } from '../../alerts/incidents/incidents.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { BulkSql, inParts } from '../../database/bulk-sql.js';
import { WriteConnection } from '../../database/database.module.js';
import { CHANNELS } from '../channels/configured-channels.js';
import type { ConfiguredChannel } from '../channels/configured-channels.js';
import { isRepeating } from '../channels/notification-channel.js';
import type { DeliveryOutcome, RepeatingChannel } from '../channels/notification-channel.js';
import { AlertNotificationState, ChannelState } from '../outbox/outbox-records.entity.js';
import { storeMessages } from '../planning/planned-message.js';
import type { PlannedMessage } from '../planning/planned-message.js';
import { repeatReason } from '../policy/repeat-policy.js';
import type { ReasonToNotify } from '../policy/notification-policy.js';
import { recordRepeatFault, settleRepeatFault } from './repeat-faults.js';
import { MAX_REPEATED, repeatCandidates } from './repeated-alerts.js';
import type { RepeatCandidate } from './repeated-alerts.js';

/** Alerts of one request. */
const MAX_AT_ONCE = 500;
/** News beyond so many in one round share messages. */
const MAX_SINGLE_NEWS = 20;
/** How long after a failure it is tried again. */
const RETRY_MS = 10_000;

interface Due {
  readonly candidate: RepeatCandidate;
  readonly reason: ReasonToNotify | 'repeat';
}

/** What a process has taken on to repeat: nobody else does within the channel's `repeatMs`. */
interface Claimed {
  readonly channel: RepeatingChannel;
  readonly at: number;
  /** By id of the alert: the severity at which it was first sent. */
  readonly first: ReadonlyMap<string, Severity>;
}

/**
 * Keeps the alerts alive on channels whose receivers forget them: what is new goes through the outbox as on other
 * channels, and is repeated from then on while it stands, and for five minutes after its end. What was sent when is
 * stored, so that neither a restart nor a second process sends anything twice as often.
 */
@Injectable()
export class Repeater {
  private readonly logger = new Logger('Notification');
  private readonly running = new Map<string, Promise<void>>();
  private readonly ending = new AbortController();
  /** By channel: what was said in the log last, so that it is not said every round. */
  private readonly said = new Map<string, string>();
  private stopped = false;

  constructor(
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    private readonly database: WriteConnection,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts what is new into the outbox, and begins to repeat what is due; where that is under way, the next round does. */
  async plan(): Promise<void> {
    for (const configured of this.channels) {
      const { channel } = configured;
      if (this.stopped || !isRepeating(channel) || this.running.has(channel.name)) continue;
      const isAnyDue = (await this.database.run((manager) => this.dueOn(manager, configured, channel))).length > 0;
      if (!isAnyDue) {
        const overdueSince = this.clock() - channel.repeatMs;
        await this.database.run((manager) => settleRepeatFault(manager, channel.name, overdueSince));
        continue;
      }
      const claimed = await this.database.transaction((manager) => this.claim(manager, configured, channel));
      if (claimed.first.size === 0) continue;
      const run = this.repeat(claimed)
        .catch((error: Error) => this.logger.error(`${channel.name}: ${error.message}`, error.stack))
        .finally(() => this.running.delete(channel.name));
      this.running.set(channel.name, run);
    }
  }

  /** Settles when nothing is being repeated. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  /** Begins nothing more, and ends what is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.ending.abort();
    await this.idle();
  }

  private async dueOn(
    manager: EntityManager,
    { policy: { minSeverity } }: ConfiguredChannel,
    { name, repeatMs }: RepeatingChannel,
  ): Promise<Due[]> {
    const now = this.clock();
    const candidates = await repeatCandidates(manager, name, now);
    if (candidates.length > MAX_REPEATED)
      this.say(
        name,
        `more than ${MAX_REPEATED} alerts stand: the most severe and newest are sent, the others are not.`,
      );
    return candidates.slice(0, MAX_REPEATED).flatMap((candidate) => {
      const reason = repeatReason(candidate, candidate.before, { minSeverity, repeatMs }, now);
      return reason === null ? [] : [{ candidate, reason }];
    });
  }

  /** In one transaction: the news, and that what is due has been taken on. */
  private async claim(
    manager: EntityManager,
    configured: ConfiguredChannel,
    channel: RepeatingChannel,
  ): Promise<Claimed> {
    const { name } = channel;
    // The first statement writes: whoever else plans waits here, and then finds nothing due.
    await manager.increment(ChannelState, { name }, 'version', 1);
    const due = await this.dueOn(manager, configured, channel);
    const now = this.clock();
    for (const rows of inParts(
      due.map((each) => sentNow(each, name, now)),
      MAX_AT_ONCE,
    ))
      await manager.upsert(AlertNotificationState, rows, ['channel', 'alertId']);
    const deadline = now + this.settings.NOTIFY_DEADLINE_HOURS * 3_600_000;
    await storeMessages(manager, channel, newsOf(due), { now, deadline });
    // One that was raised goes on at the severity that it had before, which the news does not tell of.
    const repeated = due.filter(({ candidate: { before } }) => before !== null);
    const first = new Map(repeated.map(({ candidate: { id, before } }) => [id, before!.severity]));
    return { channel, at: now, first };
  }

  private async repeat(claimed: Claimed): Promise<void> {
    const { channel, first } = claimed;
    const parts = [...inParts([...first.keys()], MAX_AT_ONCE)];
    for (const [index, ids] of parts.entries()) {
      const outcome = await this.send(claimed, ids);
      if (outcome.kind === 'delivered') {
        if (this.said.delete(channel.name)) this.logger.log(`${channel.name}: alerts are repeated again.`);
        continue;
      }
      this.say(channel.name, `alerts that stand could not be repeated: ${outcome.reason}`);
      await this.giveBack(claimed, parts.slice(index).flat(), outcome.reason);
      return;
    }
    await this.database.run((manager) => settleRepeatFault(manager, channel.name));
  }

  private async send({ channel, first }: Claimed, ids: readonly string[]): Promise<DeliveryOutcome> {
    const timeout = AbortSignal.timeout(this.settings.NOTIFY_TIMEOUT_SECONDS * 1000);
    const alerts = await this.database.run(async (manager) =>
      withIncidents(new BulkSql(manager), await manager.findBy(Alert, { id: In([...ids]) })),
    );
    const states = alerts.map((alert) => ({ alert, first: first.get(alert.id)! }));
    return channel.repeat(states, AbortSignal.any([timeout, this.ending.signal]), this.clock());
  }

  /** What could not be sent is due again soon, for whoever comes first. */
  private async giveBack({ channel, at }: Claimed, ids: readonly string[], reason: string): Promise<void> {
    const { name, repeatMs } = channel;
    const now = this.clock();
    const pause = Math.min(RETRY_MS, repeatMs);
    const notifiedAt = now - repeatMs + pause;
    for (const some of inParts(ids, MAX_AT_ONCE))
      await this.database.run((manager) =>
        manager.update(
          AlertNotificationState,
          { channel: name, alertId: In([...some]), notifiedAt: at },
          { notifiedAt },
        ),
      );
    await this.database.run((manager) => recordRepeatFault(manager, name, reason, { now, nextTryAt: now + pause }));
  }

  private say(name: string, words: string): void {
    if (this.said.get(name) === words) return;
    this.said.set(name, words);
    this.logger.warn(`${name}: ${words}`);
  }
}

/** What is stored of an alert that is sent now. */
function sentNow({ candidate, reason }: Due, channel: string, now: number): AlertNotificationState {
  const { id, severity, before, login } = candidate;
  const entryId = login?.entryId ?? null;
  return {
    channel,
    alertId: id,
    severity: before?.severity ?? severity,
    loginEntryId: reason === 'login_succeeded' ? entryId : (before?.loginEntryId ?? null),
    suspectedEntryId: reason === 'login_suspected' ? entryId : (before?.suspectedEntryId ?? null),
    notifiedAt: now,
    waitingSince: null,
    cause: null,
    followed: false,
  };
}

/** A message for each alert of which there is something new; for a flood of them, one for some hundred. */
function newsOf(due: readonly Due[]): PlannedMessage[] {
  const news = due.filter((each): each is Due & { reason: ReasonToNotify } => each.reason !== 'repeat');
  if (news.length <= MAX_SINGLE_NEWS)
    return news.map(({ reason, candidate: { id, severity } }) => ({
      reason,
      severity,
      alertIds: [id],
      causes: [],
      further: 0,
    }));
  return [...inParts(news, MAX_AT_ONCE)].map((part) => ({
    reason: 'digest',
    severity: part[0]!.candidate.severity,
    alertIds: part.map(({ candidate }) => candidate.id),
    causes: ['rate_limit'],
    further: 0,
  }));
}
