import { v5 as uuidV5 } from 'uuid';
import type { AlertOutcome } from './outcomes.js';
import type { Severity } from './severity.js';
import type { TallyState } from './tally.js';

/** Namespace of alert ids; a constant of this project, so that ids are the same everywhere. */
const ALERT_NAMESPACE = '5b9c2b1e-6d0f-5c54-9d0e-3f1f6f0a7c11';

/** A login that succeeded, from an address of an alert or for its user. */
export interface AlertLogin {
  /** UTC milliseconds. */
  readonly at: number;
  readonly username: string | null;
  readonly method: string | null;
  readonly ipAddress: string | null;
  /** Id of the log entry. */
  readonly entryId: number;
}

/** Logins of an alert are counted up to here. */
export const MOST_LOGINS = 100;

/**
 * What detection knows of an attack: one record an attack and rule, extended while the attack lasts. Times are UTC
 * milliseconds; user names and hosts are attacker text.
 */
export interface DetectedAlert {
  readonly id: string;
  /** Name of the rule, such as `ssh_brute_force`. */
  readonly rule: string;
  readonly ruleId: string;
  readonly ruleVersion: string;
  /** Title of the rule: why there is an alert. */
  readonly reason: string;
  /** That of the rule, or more after a login; see `outcome`. */
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** The values of the rule's group-by, by name. */
  readonly groupBy: Readonly<Record<string, string>>;
  /** The source IP, where the rule groups by it. */
  readonly ipAddress: string | null;
  /** The user whom the attack is about, where the rule groups by users and not by addresses. */
  readonly username: string | null;
  readonly attempts: number;
  /** Number of log entries behind the alert. */
  readonly events: number;
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  /** The rule's timespan behind `lastSeen`: the end of the attack, unless another event comes before. */
  readonly endsAt: number;
  /** How many addresses took part, all told. */
  readonly ipAddressCount: number;
  /** Attempts by value. */
  readonly usernames: TallyState;
  readonly ipAddresses: TallyState;
  readonly methods: TallyState;
  readonly hosts: TallyState;
  /** Ids of the first and of the latest log entries behind the alert, a handful each. */
  readonly firstEntries: readonly number[];
  readonly lastEntries: readonly number[];
  /** The log entry with which the rule was met, and the attempts until then. */
  readonly firing: { readonly entryId: number; readonly attempts: number };
  readonly outcome: AlertOutcome;
  /** The first login that the outcome is about, or, where nobody tried in vain, that the alert is about; null: none. */
  readonly login: AlertLogin | null;
  /** How many such logins there are, {@link MOST_LOGINS} at most. */
  readonly logins: number;
  /** What there is to say that figures do not; null where they say everything. */
  readonly explanation: string | null;
  /** The lane of detection that the alert was found in; see Engine. */
  readonly lane: number;
}

/**
 * The id of the attack that a rule saw beginning at `firstSeen` (UTC ms) in one group: the same whenever it is read.
 *
 * @param groupKey the value of the rule's group-by; several values as a JSON array
 */
export function alertId(rule: string, groupKey: string, firstSeen: number): string {
  return uuidV5(JSON.stringify([rule, groupKey, firstSeen]), ALERT_NAMESPACE);
}

/** What detection needs of an attack to go on with it, or to count its firing. */
export type AttackFacts = Pick<
  DetectedAlert,
  'id' | 'rule' | 'groupBy' | 'ipAddress' | 'firstSeen' | 'firedAt' | 'lastSeen' | 'firing' | 'lane'
>;
