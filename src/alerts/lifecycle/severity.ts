import type { AlertOutcome } from './outcomes.js';

/** How grave an alert is, mildest first; the levels of the Sigma specification. */
export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** True where one severity is above another. */
export function isGraver(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(than);
}

/** That of an alert: the level of its rule, critical once they are in, and a level more, high at most, on suspicion. */
export function severityOf(level: Severity, outcome: AlertOutcome): Severity {
  switch (outcome) {
    case 'none':
      return level;
    case 'login_suspected':
      return isGraver('high', level) ? SEVERITIES[SEVERITIES.indexOf(level) + 1]! : level;
    case 'login_succeeded':
      return 'critical';
    default:
      return outcome satisfies never;
  }
}
