import type { Severity } from '../../alerts/lifecycle/severity.js';
import { isGraver } from '../../alerts/lifecycle/severity.js';
import type { ChannelPolicy } from './channel-policy.js';
import { isQuiet } from './quiet-time.js';

/** How long after its end an attack is taken to be over: the last of its lines may still be on their way. */
export const END_SETTLES_MS = 120_000;

/** An alert that was told of. Times are UTC milliseconds. */
export interface FollowedAlert {
  readonly severity: Severity;
  readonly endsAt: number;
  readonly toldAt: number;
  /** True where somebody has taken care of it. */
  readonly handled: boolean;
}

/** What time asks to be said of an alert: something, nothing any more, or nothing yet. */
export type FollowUp = 'still_going_on' | 'ended' | 'forget' | 'wait';

/** What is to be said of an alert that was told of. @param now UTC milliseconds */
export function followUp(alert: FollowedAlert, policy: ChannelPolicy, now: number): FollowUp {
  const isOver = alert.endsAt < now - END_SETTLES_MS;
  const keepsStill = alert.severity !== 'critical' && isQuiet(policy.quiet, now);
  if (isOver) {
    if (alert.handled || !policy.tellsEnd || isGraver('high', alert.severity)) return 'forget';
    return keepsStill ? 'wait' : 'ended';
  }
  const { repeatMs } = policy;
  if (alert.handled) return 'wait';
  return repeatMs !== null && alert.toldAt <= now - repeatMs && !keepsStill ? 'still_going_on' : 'wait';
}
