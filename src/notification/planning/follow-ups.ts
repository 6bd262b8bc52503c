import { Brackets } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Alert } from '../../alerts/alert.entity.js';
import { isHandled } from '../../alerts/lifecycle/alert-handling.js';
import { ToldAlert } from '../outbox/told-alert.entity.js';
import type { ChannelPolicy } from '../policy/channel-policy.js';
import { END_SETTLES_MS, followUp } from '../policy/follow-up.js';
import type { FollowUp } from '../policy/follow-up.js';

/** How many alerts one planning looks at. */
const MOST_AT_ONCE = 500;

/** An alert of which time asks to say something, or nothing any more. */
export interface DueFollowUp {
  readonly told: ToldAlert;
  readonly what: Exclude<FollowUp, 'wait'>;
}

/** Alerts that were told of on a channel, and are due for another word or for being forgotten. @param now UTC ms */
export async function dueFollowUps(
  manager: EntityManager,
  channel: string,
  policy: ChannelPolicy,
  now: number,
): Promise<DueFollowUp[]> {
  const { entities, raw } = await manager
    .createQueryBuilder(ToldAlert, 'told')
    .innerJoin(Alert, 'alert', 'alert.id = told.alertId')
    .addSelect(['alert.endsAt', 'alert.acknowledgedAt', 'alert.resolvedAt', 'alert.snoozedUntil'])
    .where('told.channel = :channel AND told.followed = :followed', { channel, followed: true })
    .andWhere(
      new Brackets((or) =>
        or
          .where('alert.endsAt < :over', { over: now - END_SETTLES_MS })
          .orWhere('told.toldAt <= :repeat', { repeat: now - (policy.repeatMs ?? Number.MAX_SAFE_INTEGER) }),
      ),
    )
    .orderBy('told.toldAt', 'ASC')
    .limit(MOST_AT_ONCE)
    .getRawAndEntities<RawMoments>();
  return entities.flatMap((told, index) => {
    const moments = raw[index]!;
    const handling = {
      acknowledgedAt: moments.alert_acknowledged_at,
      resolvedAt: moments.alert_resolved_at,
      snoozedUntil: moments.alert_snoozed_until === null ? null : Number(moments.alert_snoozed_until),
    };
    const handled = isHandled(handling, now);
    const { severity, toldAt } = told;
    const what = followUp({ severity, endsAt: Number(moments.alert_ends_at), toldAt: toldAt!, handled }, policy, now);
    return what === 'wait' ? [] : [{ told, what }];
  });
}

interface RawMoments {
  readonly alert_ends_at: number | string;
  readonly alert_acknowledged_at: number | null;
  readonly alert_resolved_at: number | null;
  readonly alert_snoozed_until: number | string | null;
}
