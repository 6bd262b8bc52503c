import type { DeliveryOutcome } from './notification-channel.js';

/** What became of a delivery that its signal ended. */
export function interrupted(signal: AbortSignal): DeliveryOutcome {
  const timedOut = (signal.reason as Error | undefined)?.name === 'TimeoutError';
  return { kind: 'retry', reason: timedOut ? 'took too long' : 'was interrupted' };
}
