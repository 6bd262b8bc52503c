import { Brackets } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { ACTIVE_WITHIN_MS } from '../../alerts/lifecycle/attack-activity.js';
import { NO_END } from '../../alerts/lifecycle/service-alert.js';
import { Alert } from '../../alerts/alert.entity.js';
import { isTriaged } from '../../alerts/lifecycle/triage.js';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertOutcome } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { AlertNotificationState } from '../outbox/outbox-records.entity.js';
import { END_SETTLES_MS, followUp, isDigestDue } from '../policy/notification-policy.js';
import type { ChannelPolicy, DigestCause, FollowUp, WaitingAlerts } from '../policy/notification-policy.js';
import { standsUntil } from '../policy/repeat-policy.js';
import type { PlannedMessage } from './planned-message.js';

/** How many alerts one planning looks at. */
const MAX_AT_ONCE = 500;

/** An alert of which time asks to say something, or nothing any more. */
interface DueFollowUp {
  readonly state: AlertNotificationState;
  readonly what: Exclude<FollowUp, 'wait'>;
}

/** Alerts that were notified on a channel, and are due for another word or for being forgotten. @param now UTC ms */
export async function dueFollowUps(
  manager: EntityManager,
  channel: string,
  policy: ChannelPolicy,
  now: number,
): Promise<DueFollowUp[]> {
  const { entities, raw } = await manager
    .createQueryBuilder(AlertNotificationState, 'state')
    .innerJoin(Alert, 'alert', 'alert.id = state.alertId')
    .addSelect(['alert.lastSeen', 'alert.endsAt', 'alert.acknowledgedAt', 'alert.resolvedAt', 'alert.snoozedUntil'])
    .addSelect(['alert.outcome', 'alert.login'])
    .where('state.channel = :channel AND state.followed = :followed', { channel, followed: true })
    .andWhere(
      new Brackets((or) =>
        or
          .where('alert.endsAt < :over', { over: now - END_SETTLES_MS })
          .orWhere('(state.notifiedAt <= :repeat AND (alert.lastSeen >= :active OR alert.endsAt = :none))', {
            repeat: now - (policy.repeatMs ?? Number.MAX_SAFE_INTEGER),
            active: now - ACTIVE_WITHIN_MS,
            none: NO_END,
          })
          .orWhere(policy.resolves ? 'alert.resolvedAt IS NOT NULL' : '1 = 0'),
      ),
    )
    .orderBy('state.notifiedAt', 'ASC')
    .limit(MAX_AT_ONCE)
    .getRawAndEntities<RawMoments>();
  return entities.flatMap((state, index) => {
    const moments = raw[index]!;
    const triage = {
      acknowledgedAt: moments.alert_acknowledged_at,
      resolvedAt: moments.alert_resolved_at,
      snoozedUntil: moments.alert_snoozed_until === null ? null : Number(moments.alert_snoozed_until),
    };
    const triaged = isTriaged(triage, now);
    const { severity, notifiedAt } = state;
    const [lastSeen, endsAt] = [Number(moments.alert_last_seen), endOf(moments, policy)];
    const resolved = moments.alert_resolved_at !== null;
    const alert = { severity, lastSeen, endsAt, notifiedAt: notifiedAt!, triaged, resolved };
    const what = followUp(alert, policy, now);
    return what === 'wait' ? [] : [{ state, what }];
  });
}

/** What a receiver keeps open is a break-in for longer than the attack. */
function endOf({ alert_ends_at, alert_outcome, alert_login }: RawMoments, { resolves }: ChannelPolicy): number {
  const endsAt = Number(alert_ends_at);
  if (!resolves || alert_login === null) return endsAt;
  return standsUntil({ outcome: alert_outcome, login: JSON.parse(alert_login) as AlertLogin, endsAt });
}

interface RawMoments {
  readonly alert_last_seen: number | string;
  readonly alert_ends_at: number | string;
  readonly alert_acknowledged_at: number | null;
  readonly alert_resolved_at: number | null;
  readonly alert_snoozed_until: number | string | null;
  readonly alert_outcome: AlertOutcome;
  readonly alert_login: string | null;
}

/** How many alerts a digest names; of the others it says how many they are. */
export const MAX_NAMED = 500;

/** Alerts that wait on a channel, by cause. */
async function waitingAlerts(manager: EntityManager, channel: string): Promise<WaitingAlerts[]> {
  const rows: { cause: DigestCause; oldest: string; newest: string }[] = await manager
    .createQueryBuilder(AlertNotificationState, 'state')
    .select('state.cause', 'cause')
    .addSelect('MIN(state.waitingSince)', 'oldest')
    .addSelect('MAX(state.waitingSince)', 'newest')
    .where('state.channel = :channel AND state.waitingSince IS NOT NULL', { channel })
    .groupBy('state.cause')
    .getRawMany();
  return rows.map(({ cause, oldest, newest }) => ({ cause, oldest: Number(oldest), newest: Number(newest) }));
}

/** The causes for which a channel is due a digest. @param now UTC milliseconds */
export async function dueCauses(
  manager: EntityManager,
  channel: string,
  policy: ChannelPolicy,
  now: number,
): Promise<DigestCause[]> {
  const waiting = await waitingAlerts(manager, channel);
  return waiting.filter((each) => isDigestDue(each, policy, now)).map(({ cause }) => cause);
}

/**
 * Takes the alerts that wait for these causes into one digest, in the caller's transaction.
 *
 * @returns null where somebody has taken care of all of them in the meantime
 */
export async function takeDigest(
  manager: EntityManager,
  channel: string,
  causes: readonly DigestCause[],
  now: number,
): Promise<PlannedMessage | null> {
  const waiting = await manager
    .createQueryBuilder(AlertNotificationState, 'state')
    .innerJoin(Alert, 'alert', 'alert.id = state.alertId')
    .select(['state.alertId AS "alertId"', 'state.severity AS severity'])
    .where('state.channel = :channel AND state.waitingSince IS NOT NULL AND state.cause IN (:...causes)')
    .andWhere(`(alert.acknowledgedAt IS NULL AND alert.resolvedAt IS NULL OR alert.outcome <> 'none')`)
    .setParameters({ channel, causes })
    .orderBy('alert.firedAt', 'DESC')
    .addOrderBy('alert.id', 'DESC')
    .getRawMany<Pick<AlertNotificationState, 'alertId' | 'severity'>>();
  await manager
    .createQueryBuilder()
    .update(AlertNotificationState)
    // An alert that people asked not to hear of at once is followed; of a flood, and of old news, the digest is enough.
    .set({ notifiedAt: now, waitingSince: null, followed: () => `cause = 'quiet'`, cause: null })
    .where('channel = :channel AND waiting_since IS NOT NULL AND cause IN (:...causes)', { channel, causes })
    .execute();
  const sorted = waiting.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const [first] = sorted;
  if (first === undefined) return null;
  return {
    reason: 'digest',
    severity: first.severity,
    alertIds: sorted.slice(0, MAX_NAMED).map(({ alertId }) => alertId),
    causes,
    further: Math.max(0, sorted.length - MAX_NAMED),
  };
}
