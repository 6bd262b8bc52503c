import { v5 as uuidV5 } from 'uuid';
import type { Severity } from './severity.js';
import type { TallyState } from './tally.js';

/** Namespace of alert ids; a constant of this project, so that ids are the same everywhere. */
const ALERT_NAMESPACE = '5b9c2b1e-6d0f-5c54-9d0e-3f1f6f0a7c11';

/** What detection knows of an attack: one record an attack and rule, extended while the attack lasts. Times are UTC ms. */
export interface DetectedAlert {
  readonly id: string;
  /** Name of the rule, such as `ssh_brute_force`. */
  readonly rule: string;
  /** Title of the rule: why there is an alert. */
  readonly reason: string;
  readonly severity: Severity;
  readonly ipAddress: string;
  readonly attempts: number;
  /** Number of log entries behind the attempts. */
  readonly events: number;
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  /** The rule's timespan behind `lastSeen`: the end of the attack, unless another event comes before. */
  readonly endsAt: number;
  /** Attempts by username; attacker text. */
  readonly usernames: TallyState;
}

/** The id of the attack that a rule saw beginning at `firstSeen` (UTC ms) from one source: the same whenever it is read. */
export function alertId(rule: string, groupKey: string, firstSeen: number): string {
  return uuidV5(JSON.stringify([rule, groupKey, firstSeen]), ALERT_NAMESPACE);
}
