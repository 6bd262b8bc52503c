import type { EntityManager } from 'typeorm';
import { ChannelState } from '../outbox/outbox-records.entity.js';
import { Notification } from '../outbox/notification.entity.js';
import type { DeliveryAttempt } from '../outbox/notification.entity.js';

/** How many attempts of a notification are kept. */
const MAX_ATTEMPTS = 50;

/** Nobody is sending it. */
const IS_FREE = '(claimed_until IS NULL OR claimed_until <= :now)';

/** Who is sending, and until when nobody else does. UTC milliseconds. */
interface Claim {
  readonly by: string;
  readonly now: number;
  readonly until: number;
}

/** Where messages go. */
interface Destination {
  readonly channel: string;
  readonly receiver: string;
}

/**
 * Takes the next notification that is due, so that no other process sends it while the claim holds. The statement that
 * claims also checks: of two that have seen the same row, one gets it.
 *
 * @returns null where nothing is due
 */
export async function claimNext(
  manager: EntityManager,
  { channel, receiver }: Destination,
  { by, now, until }: Claim,
): Promise<Notification | null> {
  for (;;) {
    const next = await manager
      .createQueryBuilder(Notification, 'n')
      .where('n.channel = :channel AND n.receiver = :receiver', { channel, receiver })
      .andWhere(`n.state = 'pending' AND n.dueAt <= :now AND n.deadlineAt > :now`, { now })
      .andWhere(`(n.claimedUntil IS NULL OR n.claimedUntil <= :now)`)
      .orderBy({ 'n.dueAt': 'ASC', 'n.id': 'ASC' })
      .getOne();
    if (next === null) return null;
    const claim = { claimedBy: by, claimedAt: now, claimedUntil: until };
    const { affected } = await manager
      .createQueryBuilder()
      .update(Notification)
      .set(claim)
      .where(`id = :id AND state = 'pending'`, { id: next.id })
      .andWhere(IS_FREE, { now })
      .execute();
    if (affected !== 1) continue;
    return { ...next, ...claim, attempts: withInterrupted(next) };
  }
}

/** A claim that nobody has ended: its process did. */
function withInterrupted({ attempts, claimedBy, claimedAt, claimedUntil }: Notification): readonly DeliveryAttempt[] {
  if (claimedBy === null) return attempts;
  const error = 'The service ended before it knew whether the message had arrived.';
  const interrupted = { startedAt: claimedAt!, endedAt: claimedUntil!, outcome: 'interrupted', error } as const;
  return [...attempts, interrupted].slice(-MAX_ATTEMPTS);
}

/** What an attempt changes about a notification. */
export type AttemptResult = Pick<Notification, 'state' | 'dueAt' | 'endedAt' | 'lastError'>;

/**
 * Ends a claim and counts how, in the caller's transaction.
 *
 * @returns false where the claim had run out, and somebody else has taken over
 */
export async function endClaim(
  manager: EntityManager,
  claimed: Notification,
  attempt: DeliveryAttempt,
  result: AttemptResult,
): Promise<boolean> {
  const { id, claimedBy, attempts, tries } = claimed;
  const { affected } = await manager.update(
    Notification,
    { id, claimedBy: claimedBy! },
    {
      ...result,
      claimedBy: null,
      claimedAt: null,
      claimedUntil: null,
      tries: tries + 1,
      attempts: [...attempts, attempt].slice(-MAX_ATTEMPTS),
    },
  );
  if (affected !== 1) return false;
  await manager.increment(ChannelState, { name: claimed.channel }, COUNTED_AS[result.state], 1);
  return true;
}

/** Where a channel counts an attempt, by the state that it left the notification in. */
const COUNTED_AS = { delivered: 'delivered', failed: 'failed', pending: 'retried' } as const;

/** Before what was wrong with a message whose time was over. */
export const LATE = 'Not delivered in time; at last: ';
const UNTRIED = 'Not tried in time; is the channel still configured?';

const IS_OVERDUE = `state = 'pending' AND deadline_at <= :now AND ${IS_FREE}`;

/**
 * Gives up what could not be delivered in time, such as messages of a channel that is no longer configured, and counts
 * it, in the caller's transaction.
 */
export async function failOverdue(manager: EntityManager, now: number): Promise<number> {
  const overdue = `FROM notifications WHERE channel = notification_channels.name AND ${IS_OVERDUE}`;
  await manager
    .createQueryBuilder()
    .update(ChannelState)
    .set({ failed: () => `failed + (SELECT COUNT(*) ${overdue})` })
    .where(`EXISTS (SELECT 1 ${overdue})`, { now })
    .execute();
  const { affected } = await manager
    .createQueryBuilder()
    .update(Notification)
    .set({
      state: 'failed',
      endedAt: now,
      lastError: () => 'COALESCE(:late || last_error, :untried)',
    })
    .where(IS_OVERDUE, { now, late: LATE, untried: UNTRIED })
    .execute();
  return affected ?? 0;
}
