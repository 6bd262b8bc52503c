import type { Bouncer } from '../decision.entity.js';

const DAY = 86_400_000;
/** Without a pull for so many of its intervals, or for so long, whichever is longer, a bouncer has stopped. */
const MISSED_INTERVALS = 6;
const MIN_PATIENCE_MS = 2 * 60_000;

type Pulls = Pick<Bouncer, 'lastPullAt' | 'pullInterval'>;

/**
 * Whether a bouncer asks as often as it did. One that asks about visitors alone has nothing to ask at night.
 *
 * @param startedAt when the service came up, UTC milliseconds: nobody could ask before
 */
export function isPulling({ lastPullAt, pullInterval }: Pulls, startedAt: number, now: number): boolean {
  if (lastPullAt === null) return false;
  if (pullInterval === 0) return now - lastPullAt <= DAY;
  const patience = Math.max(MIN_PATIENCE_MS, MISSED_INTERVALS * (pullInterval ?? 0));
  return now - Math.max(lastPullAt, startedAt) <= patience;
}

/** Whether a bouncer is one of those that ask again and again: it has, and not about one address. */
export function asksRegularly({ pullInterval }: Pulls): boolean {
  return pullInterval !== null && pullInterval > 0;
}
