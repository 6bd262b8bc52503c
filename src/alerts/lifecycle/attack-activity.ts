import { NO_END } from './service-alert.js';

/**
 * Whether an attack lasts: `active`, seen within the last {@link ACTIVE_WITHIN_MS}; `quiet`, not seen since, though what comes
 * within its rule's timespan would still belong to it; `ended`, over.
 */
export const ATTACK_ACTIVITIES = ['active', 'quiet', 'ended'] as const;

export type AttackActivity = (typeof ATTACK_ACTIVITIES)[number];

/** As long as an open connection may be silent. A rule's timespan may be a day: nobody goes on for a day by having been there. */
export const ACTIVE_WITHIN_MS = 600_000;

/** What decides; UTC milliseconds. What the service depends on has no end until it is given one, and lasts until then. */
interface AttackMoments {
  readonly lastSeen: number;
  readonly endsAt: number;
}

/** @param now UTC milliseconds; both ends count */
export function attackActivity({ lastSeen, endsAt }: AttackMoments, now: number): AttackActivity {
  if (endsAt < now) return 'ended';
  return endsAt === NO_END || now - lastSeen <= ACTIVE_WITHIN_MS ? 'active' : 'quiet';
}
