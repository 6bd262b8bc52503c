import { ALERT_OUTCOMES, severityOf } from './alert-terms.js';
import type { AlertOutcome, Severity } from './alert-terms.js';
import { MAX_LOGINS } from './detected-alert.js';
import type { AlertLogin, DetectedAlert } from './detected-alert.js';

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
      logins: Math.min(found.count, MAX_LOGINS),
    };
  }
  const login = alert.login === null || isEarlier(found.first, alert.login) ? found.first : alert.login;
  return { ...alert, login, logins: Math.min(alert.logins + found.count, MAX_LOGINS) };
}

function isEarlier(a: AlertLogin, b: AlertLogin): boolean {
  return a.at < b.at || (a.at === b.at && a.entryId < b.entryId);
}

/**
 * What happens to an alert. `login_found`: one that is not new has learned that they got in, or may have; `escalated`:
 * whoever got in went further: became root, changed an account, left a key behind, …; `handled`: somebody has done something
 * with it.
 */
const ALERT_CHANGE_KINDS = ['created', 'updated', 'login_found', 'escalated', 'handled'] as const;

/** What whoever got in did, as an alert keeps it: written by the transaction that stores it. */
export interface AfterLogin {
  /** What they reached, such as `root`, in the order of the sessions. */
  readonly milestones: readonly string[];
  /** In plain words, each of which goes on after `they`; texts of theirs are cut, visible, and in quotes. */
  readonly sentences: readonly string[];
}

export type AlertChangeKind = (typeof ALERT_CHANGE_KINDS)[number];

/** What is said of an alert that has changed; whoever wants to know more reads it. */
export type AlertNews = Pick<
  DetectedAlert,
  'id' | 'rule' | 'reason' | 'groupBy' | 'severity' | 'outcome' | 'attempts' | 'events' | 'explanation'
>;

/** An alert that a transaction has changed. */
export interface AlertChange {
  readonly kind: Exclude<AlertChangeKind, 'handled'>;
  readonly alert: AlertNews;
}

/** What is said of an alert, without all else that is known of it. */
export function newsOf({
  id,
  rule,
  reason,
  groupBy,
  severity,
  outcome,
  attempts,
  events,
  explanation,
}: AlertNews): AlertNews {
  return { id, rule, reason, groupBy, severity, outcome, attempts, events, explanation };
}
