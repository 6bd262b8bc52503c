import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { isGraver } from '../../alerts/lifecycle/severity.js';
import type { Severity } from '../../alerts/lifecycle/severity.js';
import type { ToldHistory } from './told-history.js';

/** What the policy looks at when an alert has changed. */
export type ChangedAlert = Pick<DetectedAlert, 'id' | 'severity' | 'outcome' | 'login' | 'lastSeen'> & {
  /** The id of its incident. */
  readonly incidentId: string;
  /** True where somebody has taken care of it already. */
  readonly handled: boolean;
};

/** Why a change of an alert is told of. */
export const REASONS_TO_TELL = ['first', 'graver', 'login_suspected', 'login_succeeded'] as const;

export type ReasonToTell = (typeof REASONS_TO_TELL)[number];

/** Why a change of an alert is not told of. */
export const REASONS_TO_KEEP_STILL = [
  /** The channel tells of graver alerts only. */
  'below_severity',
  /** Somebody knows. */
  'handled',
  /** It was told of before. */
  'told',
  /** Another alert of the same incident, at least as grave, was told of. */
  'told_by_related',
  /** The same login was told of. */
  'login_told',
] as const;

export type ReasonToKeepStill = (typeof REASONS_TO_KEEP_STILL)[number];

/**
 * Whether the change of an alert is told of, and why. Of the alerts of one incident the first speaks, a graver one speaks
 * up, and the others keep still. A login is told of once, whoever took care of the alert before; one that was suspected
 * is told of again when it turns out that they are in.
 */
export function reasonToTell(
  alert: ChangedAlert,
  minSeverity: Severity,
  history: ToldHistory,
): ReasonToTell | ReasonToKeepStill {
  const { outcome, login } = alert;
  if (isGraver(minSeverity, alert.severity)) return 'below_severity';
  if (login !== null && history.logins.has(login.entryId)) return 'login_told';
  if (outcome === 'login_succeeded') return 'login_succeeded';
  if (outcome === 'login_suspected') {
    return login !== null && history.suspicions.has(login.entryId) ? 'login_told' : 'login_suspected';
  }
  if (alert.handled) return 'handled';
  if (history.alerts.has(alert.id)) return 'told';
  const told = history.incidents.get(alert.incidentId);
  if (told === undefined) return 'first';
  return isGraver(alert.severity, told) ? 'graver' : 'told_by_related';
}

/** True for the reasons to tell, false for the reasons not to. */
export function isToTell(reason: ReasonToTell | ReasonToKeepStill): reason is ReasonToTell {
  return REASONS_TO_TELL.some((each) => each === reason);
}
