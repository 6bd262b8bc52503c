/** How severe an alert is, lowest first; the levels of the Sigma specification. */
export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** True where one severity is above another. */
export function isMoreSevere(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(than);
}

/** That of an alert: the level of its rule, critical once they are in, and a level more, high at most, on suspicion. */
export function severityOf(level: Severity, outcome: AlertOutcome): Severity {
  switch (outcome) {
    case 'none':
      return level;
    case 'login_suspected':
      return isMoreSevere('high', level) ? SEVERITIES[SEVERITIES.indexOf(level) + 1]! : level;
    case 'login_succeeded':
      return 'critical';
    default:
      return outcome satisfies never;
  }
}

/** Where an alert stands with the people who triage it, in the order of its life. */
export const ALERT_STATUSES = ['open', 'acknowledged', 'resolved'] as const;

export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** The moments that decide the status, UTC milliseconds; null: it has not happened. */
export interface AlertMoments {
  readonly acknowledgedAt: number | null;
  readonly resolvedAt: number | null;
}

export function alertStatus({ acknowledgedAt, resolvedAt }: AlertMoments): AlertStatus {
  if (resolvedAt !== null) return 'resolved';
  return acknowledgedAt === null ? 'open' : 'acknowledged';
}

/**
 * Whether the attacker got in: `login_succeeded`, yes; `login_suspected`, somebody should look. The later in this list,
 * the worse: an outcome never becomes a milder one.
 */
export const ALERT_OUTCOMES = ['none', 'login_suspected', 'login_succeeded'] as const;

export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];
