import { visibleText } from '../common/visible-text.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';

/** How much of a group's value a line shows. */
const MOST_VALUE = 60;

/**
 * Whom an alert is about, in words that complete its reason: `from 203.0.113.7`, `on user root`. Attacker text is
 * shortened and made visible.
 */
export function alertSubject({ groupBy }: Pick<DetectedAlert, 'groupBy'>): string {
  return Object.entries(groupBy)
    .map(([name, value]) => `${PREPOSITIONS[name] ?? `with ${name}`} ${visibleText(value, MOST_VALUE)}`)
    .join(' ');
}

const PREPOSITIONS: Readonly<Record<string, string>> = {
  ip_address: 'from',
  ip_network: 'from',
  username: 'on user',
  host: 'on host',
  source: 'in',
};
