import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { SEVERITIES } from '../../alerts/lifecycle/severity.js';

/** Why an alert is told of, or why it is not. */
export type SpeakReason =
  /** The first word about an attack. */
  | 'first'
  /** Others have spoken about the attack; this one is graver. */
  | 'graver'
  /** They got in. */
  | 'login_succeeded'
  /** Another alert of the same attack, at least as grave, has spoken. */
  | 'spoken_by_related'
  /** Another alert has told of the same login. */
  | 'login_told';

/** The reasons to tell. */
export type TellingReason = Extract<SpeakReason, 'first' | 'graver' | 'login_succeeded'>;

/** What was told of so far. */
export interface Spoken {
  /** By id of the alert: the gravest severity at which it was told of. */
  readonly alerts: ReadonlyMap<string, DetectedAlert['severity']>;
  /** Ids of the log entries of the logins that were told of. */
  readonly logins: ReadonlySet<number>;
}

/**
 * Whether an alert that is new, or has just learned of a login, is told of. Several rules may see one attack: the
 * first speaks, a graver one speaks up, and the others keep still. A login is told of once.
 */
export function reasonToSpeak(alert: DetectedAlert, spoken: Spoken): SpeakReason {
  if (alert.login !== null && spoken.logins.has(alert.login.entryId)) return 'login_told';
  if (alert.outcome === 'login_succeeded') return 'login_succeeded';
  const told = alert.related.flatMap(({ id }) => spoken.alerts.get(id) ?? []);
  if (told.length === 0) return 'first';
  const gravest = Math.max(...told.map((severity) => SEVERITIES.indexOf(severity)));
  return SEVERITIES.indexOf(alert.severity) > gravest ? 'graver' : 'spoken_by_related';
}

/** True for the reasons to tell, false for the reasons not to. */
export function speaks(reason: SpeakReason): reason is TellingReason {
  return reason === 'first' || reason === 'graver' || reason === 'login_succeeded';
}
