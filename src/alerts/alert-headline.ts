import { quotedText, visibleText } from '../common/visible-text.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';

/** How much of a group's value a line shows. */
const MOST_VALUE = 60;

/** Why there is an alert, and whom it is about: `SSH brute force from 203.0.113.7`. */
export function alertHeadline(alert: Pick<DetectedAlert, 'reason' | 'groupBy'>): string {
  return `${alert.reason} ${alertSubject(alert)}`.trimEnd();
}

/**
 * Whom an alert is about, in words that complete its reason: `from 203.0.113.7`, `on user root`. Attacker text is
 * shortened, made visible, and put in quotes where it could pass for something else.
 */
function alertSubject({ groupBy }: Pick<DetectedAlert, 'groupBy'>): string {
  return Object.entries(groupBy)
    .map(
      ([name, value]) =>
        `${PREPOSITIONS[name] ?? `with ${name}`} ${OURS.has(name) ? visibleText(value, MOST_PATH) : quotedText(value, MOST_VALUE)}`,
    )
    .join(' ');
}

/** Values that no attacker writes: addresses are read as such, paths are configured. */
const OURS: ReadonlySet<string> = new Set(['ip_network', 'source']);
const MOST_PATH = 200;

const PREPOSITIONS: Readonly<Record<string, string>> = {
  ip_address: 'from',
  ip_network: 'from',
  username: 'on user',
  host: 'on host',
  source: 'in',
};
