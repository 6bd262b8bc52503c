import type { DetectedAlert } from './lifecycle/detected-alert.js';

/** How much there was of an attack: `12 attempts`, or `30 log entries` where nobody tried to log in. */
export function alertExtent({ attempts, events }: Pick<DetectedAlert, 'attempts' | 'events'>): string {
  if (attempts > 0) return counted(attempts, 'attempt', 'attempts');
  return counted(events, 'log entry', 'log entries');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
