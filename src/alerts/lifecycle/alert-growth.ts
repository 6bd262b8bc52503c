import type { DetectedAlert } from './detected-alert.js';
import type { Severity } from './severity.js';
import type { ValueCounts } from './tally.js';

/** What an alert tells of its rule. */
export interface AlertingRule {
  readonly name: string;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly level: Severity;
  readonly tags: readonly string[];
  /** False for a rule that only serves other rules. */
  readonly raisesAlerts: boolean;
}

/**
 * What detection has found of one attack since it last told of it; can be copied to another thread. Times are UTC
 * milliseconds. Detection keeps of an attack what it needs to go on; the alert, which adds all growth up, is stored.
 */
export interface AlertGrowth {
  /** The id of the alert. */
  readonly id: string;
  /** True where the attack has begun since. */
  readonly isNew: boolean;
  readonly rule: AlertingRule;
  readonly groupBy: Readonly<Record<string, string>>;
  /** The source IP, where the rule groups by it. */
  readonly ipAddress: string | null;
  /** The user whom the attack is about, where the rule groups by users and not by addresses. */
  readonly username: string | null;
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  readonly endsAt: number;
  readonly firing: DetectedAlert['firing'];
  readonly lane: number;
  /** Failed attempts, and log entries, that have come since. */
  readonly attempts: number;
  readonly events: number;
  /** Attempts by value that have come since; those without an attempt, too. */
  readonly usernames: ValueCounts;
  readonly ipAddresses: ValueCounts;
  readonly methods: ValueCounts;
  readonly hosts: ValueCounts;
  /** Ids of the first and of the last log entries that have come since. */
  readonly firstEntries: readonly number[];
  readonly lastEntries: readonly number[];
}

/** How many log entries an alert names at its beginning, and how many at its end. */
export const MOST_EVIDENCE = 5;
