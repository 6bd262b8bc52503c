import type { DetectedAlert } from './detected-alert.js';

/**
 * What happens to an alert. `login_found`: one that is not new has learned that they got in, or may have; `handled`:
 * somebody has done something with it.
 */
export const ALERT_CHANGE_KINDS = ['created', 'updated', 'login_found', 'handled'] as const;

export type AlertChangeKind = (typeof ALERT_CHANGE_KINDS)[number];

/** What is told of an alert that has changed; whoever wants to know more reads it. */
export type AlertNews = Pick<
  DetectedAlert,
  'id' | 'rule' | 'reason' | 'groupBy' | 'severity' | 'outcome' | 'attempts' | 'events' | 'explanation'
>;

/** An alert that a transaction has changed. */
export interface AlertChange {
  readonly kind: Exclude<AlertChangeKind, 'handled'>;
  readonly alert: AlertNews;
}
