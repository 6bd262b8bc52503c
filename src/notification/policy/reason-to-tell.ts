import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { isGraver } from '../../alerts/lifecycle/severity.js';
import type { Severity } from '../../alerts/lifecycle/severity.js';
import type { ToldHistory } from './told-history.js';

/** What the policy looks at when an alert has changed. */
export type ChangedAlert = Pick<DetectedAlert, 'id' | 'severity' | 'outcome' | 'login' | 'related' | 'lastSeen'> & {
  /** True where somebody has taken care of it already. */
  readonly handled: boolean;
};

/** Why a change of an alert is told of. */
export const REASONS_TO_TELL = ['first', 'graver', 'login_succeeded'] as const;

export type ReasonToTell = (typeof REASONS_TO_TELL)[number];

/** Why a change of an alert is not told of. */
export const REASONS_TO_KEEP_STILL = [
  /** The channel tells of graver alerts only. */
  'below_severity',
  /** Somebody knows. */
  'handled',
  /** It was told of before. */
  'told',
  /** Another alert of the same attack, at least as grave, was told of. */
  'told_by_related',
  /** Another alert has told of the same login. */
  'login_told',
] as const;

export type ReasonToKeepStill = (typeof REASONS_TO_KEEP_STILL)[number];

/**
 * Whether the change of an alert is told of, and why. Several rules may see one attack: the first speaks, a graver one
 * speaks up, and the others keep still. A login is told of once, whoever took care of the alert before.
 */
export function reasonToTell(
  alert: ChangedAlert,
  minSeverity: Severity,
  history: ToldHistory,
): ReasonToTell | ReasonToKeepStill {
  if (isGraver(minSeverity, alert.severity)) return 'below_severity';
  if (alert.login !== null && history.logins.has(alert.login.entryId)) return 'login_told';
  if (alert.outcome === 'login_succeeded') return 'login_succeeded';
  if (alert.handled) return 'handled';
  if (history.alerts.has(alert.id)) return 'told';
  const told = alert.related.flatMap(({ id }) => history.alerts.get(id) ?? []);
  if (told.length === 0) return 'first';
  return told.every(({ severity }) => isGraver(alert.severity, severity)) ? 'graver' : 'told_by_related';
}

/** True for the reasons to tell, false for the reasons not to. */
export function isToTell(reason: ReasonToTell | ReasonToKeepStill): reason is ReasonToTell {
  return REASONS_TO_TELL.some((each) => each === reason);
}
