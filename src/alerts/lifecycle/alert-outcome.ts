import { MOST_LOGINS } from './detected-alert.js';
import { ALERT_OUTCOMES } from './outcomes.js';
import type { AlertLogin, DetectedAlert } from './detected-alert.js';
import type { AlertOutcome } from './outcomes.js';
import { severityOf } from './severity.js';
import type { Severity } from './severity.js';

/** A login counts for an alert for so long after its last event. */
export const LOGIN_AFTER_MS = 24 * 3_600_000;

/** A user who logs in from where he has logged in so lately is no cause for suspicion. */
export const FAMILIAR_FOR_MS = 30 * 24 * 3_600_000;

/** Of an alert, what a login may change. */
export type AlertEntered = Pick<DetectedAlert, 'severity' | 'outcome' | 'login' | 'logins'>;

/** Logins that an alert has not counted yet. */
export interface FoundLogins {
  readonly outcome: Exclude<AlertOutcome, 'none'>;
  readonly count: number;
  /** The first of them. */
  readonly first: AlertLogin;
}

/**
 * An alert after logins; the same whether they are found at once or one by one. Suspicion gives way to certainty: then
 * only logins from addresses that took part count.
 */
export function entered<Alert extends AlertEntered>(alert: Alert, found: FoundLogins): Alert {
  const rank = ALERT_OUTCOMES.indexOf(found.outcome) - ALERT_OUTCOMES.indexOf(alert.outcome);
  if (rank < 0) return alert;
  if (rank > 0) {
    const severity: Severity = severityOf(alert.severity, found.outcome);
    return {
      ...alert,
      severity,
      outcome: found.outcome,
      login: found.first,
      logins: Math.min(found.count, MOST_LOGINS),
    };
  }
  const login = alert.login === null || isEarlier(found.first, alert.login) ? found.first : alert.login;
  return { ...alert, login, logins: Math.min(alert.logins + found.count, MOST_LOGINS) };
}

function isEarlier(a: AlertLogin, b: AlertLogin): boolean {
  return a.at < b.at || (a.at === b.at && a.entryId < b.entryId);
}
