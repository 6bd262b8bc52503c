import { Inject, Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { RecordedAlertChange } from '../../alerts/alert-records.entity.js';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SETTINGS_TOKEN } from '../../config/config.module.js';
import type { Settings } from '../../config/settings.schema.js';
import { CHANNELS } from '../channels/configured-channels.js';
import type { ConfiguredChannel } from '../channels/configured-channels.js';
import { isRepeating } from '../channels/notification-channel.js';
import { ChannelState } from '../outbox/outbox-records.entity.js';
import { inParts } from '../../database/bulk-sql.js';
import type { Fault } from '../../faults/fault.entity.js';
import {
  faultsOf,
  isAnyDue,
  isOfDatabase,
  setAside,
  settled,
  tryEach,
  tryLater,
  tryPart,
} from '../../faults/set-aside.js';
import { WriteConnection } from '../../database/database.module.js';
import type { ChangedAlert } from '../policy/notification-policy.js';
import { ChannelPlan } from './channel-plan.js';
import { dueCauses, dueFollowUps, takeDigest } from './digests.js';
import { storeMessages } from './planned-message.js';
import { changedAlerts, saveNotified, sentSince, notifiedBefore } from './notified-alerts.js';

/** How many changes of alerts one transaction decides about. */
const CHANGES_AT_ONCE = 500;
/** Alerts that are kept for a channel that cannot be notified of them. */
const MAX_WAITING = 10_000;

/**
 * Decides what is notified: takes the changes of alerts out of the outbox, looks at what time asks for, and writes the
 * notifications in the same transaction. Two processes on one database never decide at the same time.
 */
@Injectable()
export class Planner {
  private readonly logger = new Logger('Notification');
  /** Those of people; what is sent to the others, the repeater decides. */
  private readonly channels: readonly ConfiguredChannel[];

  constructor(
    @Inject(CHANNELS) private readonly configured: readonly ConfiguredChannel[],
    private readonly database: WriteConnection,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.channels = configured.filter(({ channel }) => !isRepeating(channel));
  }

  /** Before the first planning. */
  async registerChannels(): Promise<void> {
    if (this.configured.length === 0) return;
    const rows = this.configured.map(({ channel }) => ({ name: channel.name, version: 0 }));
    await this.database.run((manager) =>
      manager.createQueryBuilder().insert().into(ChannelState).values(rows).orIgnore().execute(),
    );
  }

  /** Decides about everything that there is to decide about now. */
  async plan(): Promise<void> {
    while (await this.database.run((manager) => this.hasWork(manager))) {
      const isDone = await this.database.transaction((manager) => this.planOnce(manager));
      if (isDone) return;
    }
  }

  private async hasWork(manager: EntityManager): Promise<boolean> {
    if (await manager.existsBy(RecordedAlertChange, { pending: true })) return true;
    const now = this.clock();
    if (await isAnyDue(manager, ['channel'], now)) return true;
    for (const configured of this.channels) if (await this.isDue(manager, configured, now)) return true;
    return false;
  }

  private async isDue(manager: EntityManager, { channel, policy }: ConfiguredChannel, now: number): Promise<boolean> {
    try {
      if ((await dueCauses(manager, channel.name, policy, now)).length > 0) return true;
      return (await dueFollowUps(manager, channel.name, policy, now)).length > 0;
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      // Planning meets it again, and sets it aside.
      return true;
    }
  }

  /** @returns true when nothing is left of the changes */
  private async planOnce(manager: EntityManager): Promise<boolean> {
    const names = this.channels.map(({ channel }) => channel.name);
    // The first statement writes: whoever else plans waits here.
    await manager.increment(ChannelState, { name: In(names) }, 'version', 1);
    const now = this.clock();
    const changes = await manager.find(RecordedAlertChange, {
      where: { pending: true },
      order: { id: 'ASC' },
      take: CHANGES_AT_ONCE,
    });
    const alertIds = changes.map(({ alertId }) => alertId);
    const waiting = new Map((await faultsOf(manager, 'channel')).map((fault) => [fault.subject, fault]));
    for (const configured of this.channels) {
      await this.planOrSetAside(manager, configured, alertIds, waiting.get(configured.channel.name), now);
    }
    for (const some of inParts(changes)) {
      await manager.update(RecordedAlertChange, { id: In(some.map(({ id }) => id)) }, { pending: false });
    }
    return changes.length < CHANGES_AT_ONCE;
  }

  /** What cannot be decided about is set aside, for this channel alone. @param fault what is set aside of it */
  private async planOrSetAside(
    manager: EntityManager,
    configured: ConfiguredChannel,
    alertIds: readonly string[],
    fault: Fault | undefined,
    now: number,
  ): Promise<void> {
    const { name } = configured.channel;
    const isRetry = fault !== undefined && fault.nextTryAt <= now;
    const before = (fault?.payload ?? []) as readonly string[];
    const ids = [...new Set(isRetry ? [...before, ...alertIds] : alertIds)];
    const plan = async (part: EntityManager, some: readonly string[]): Promise<void> => {
      const found = await changedAlerts(part, some, now);
      const alerts = some.flatMap((id) => found.get(id) ?? []);
      await this.planChannel(part, configured, alerts, now);
    };
    const failed = ids.length > 0 ? await tryEach(manager, ids, plan) : [];
    const idle = ids.length > 0 ? null : await tryPart(manager, (part) => plan(part, []));
    const error = failed[0]?.error ?? idle?.error;
    if (error === undefined) {
      if (isRetry) await settled(manager, [fault]);
      return;
    }
    const payload = [...new Set([...(isRetry ? [] : before), ...failed.map(({ item }) => item)])].slice(0, MAX_WAITING);
    if (fault === undefined) {
      this.logger.error(`${name}: what is due cannot be decided about, and was set aside: ${(error as Error).message}`);
      await setAside(manager, { kind: 'channel', subject: name, error, payload }, now);
    } else await tryLater(manager, { ...fault, payload }, error, isRetry ? now : null);
  }

  private async planChannel(
    manager: EntityManager,
    { channel, policy }: ConfiguredChannel,
    alerts: readonly ChangedAlert[],
    now: number,
  ): Promise<void> {
    const { name } = channel;
    const due = await dueFollowUps(manager, name, policy, now);
    const before = await notifiedBefore(manager, name, alerts);
    const sent = await sentSince(manager, name, policy, now - policy.digestMs);
    const plan = new ChannelPlan(name, policy, before, sent);
    for (const alert of alerts) {
      const { reason, waits } = plan.consider(alert, now);
      this.logger.debug(`${name}: alert ${alert.id}: ${reason}${waits === null ? '' : `, waits (${waits})`}.`);
    }
    for (const each of due) {
      const row = plan.alerts.get(each.state.alertId) ?? each.state;
      if (each.what !== 'forget') plan.notifyAgain(row, each.what, now);
      else plan.changed.add(Object.assign(row, { followed: false }));
    }
    await saveNotified(manager, name, plan);
    const causes = await dueCauses(manager, name, policy, now);
    const digest = causes.length === 0 ? null : await takeDigest(manager, name, causes, now);
    const messages = digest === null ? plan.messages : [...plan.messages, digest];
    const deadline = now + this.settings.NOTIFY_DEADLINE_HOURS * 3_600_000;
    await storeMessages(manager, channel, messages, { now, deadline });
  }
}
