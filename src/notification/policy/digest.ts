import type { Severity } from '../../alerts/lifecycle/severity.js';
import type { DigestCause } from './notification-reason.js';
import type { ChannelPolicy } from './channel-policy.js';
import { isAlwaysQuiet, isQuiet } from './quiet-time.js';

/** How long nothing old may have been found before a backfill is taken to be over. */
export const BACKFILL_SETTLES_MS = 60_000;
/** A backfill that takes longer is told of while it goes on. */
export const BACKFILL_LASTS_AT_MOST_MS = 3_600_000;

/** Messages that were sent at once within the channel's `digestMs`. */
export interface SentLately {
  readonly critical: number;
  readonly others: number;
}

/**
 * Why an alert that is to be told of waits for a digest; null: it is told of at once. Critical ones break the quiet
 * time, and have a limit of their own: a flood of others cannot push them aside.
 *
 * @param now UTC milliseconds
 */
export function causeToWait(
  alert: { readonly severity: Severity; readonly lastSeen: number },
  policy: ChannelPolicy,
  sent: SentLately,
  now: number,
): DigestCause | null {
  if (alert.lastSeen < now - policy.maxAgeMs) return 'backfill';
  const isCritical = alert.severity === 'critical';
  if (!isCritical && isQuiet(policy.quiet, now)) return 'quiet';
  return (isCritical ? sent.critical : sent.others) >= policy.limit ? 'rate_limit' : null;
}

/** The alerts that wait on a channel for one cause: since when the first and the last of them. UTC milliseconds. */
export interface WaitingAlerts {
  readonly cause: DigestCause;
  readonly oldest: number;
  readonly newest: number;
}

/** Whether those alerts go into a digest now. @param now UTC milliseconds */
export function isDigestDue({ cause, oldest, newest }: WaitingAlerts, policy: ChannelPolicy, now: number): boolean {
  const { quiet, digestMs } = policy;
  const isAlways = quiet !== null && isAlwaysQuiet(quiet);
  if (isQuiet(quiet, now) && !isAlways) return false;
  switch (cause) {
    case 'backfill':
      return newest <= now - BACKFILL_SETTLES_MS || oldest <= now - BACKFILL_LASTS_AT_MOST_MS;
    case 'rate_limit':
      return oldest <= now - digestMs;
    case 'quiet':
      return !isAlways || oldest <= now - digestMs;
    default:
      return cause satisfies never;
  }
}
