import type { DetectedAlert } from './detected-alert.js';

/**
 * What happens to an alert. `login_found`: one that is not new has learned that they got in; `handled`: somebody has
 * done something with it.
 */
export const ALERT_CHANGE_KINDS = ['created', 'updated', 'login_found', 'handled'] as const;

export type AlertChangeKind = (typeof ALERT_CHANGE_KINDS)[number];

/** An alert that detection has changed since its changes were last taken. */
export interface AlertChange {
  readonly kind: Exclude<AlertChangeKind, 'handled'>;
  readonly alert: DetectedAlert;
}
