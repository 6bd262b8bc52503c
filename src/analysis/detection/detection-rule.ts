import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { LogEvent } from '../../logs/parsing/parsed-line.js';

export type FieldValue = string | number | boolean | null;

/** A field that rules can name: what stands in the entry, or what follows from it. */
export interface EventField {
  /** As rules write it, such as `ip_address`. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly read: (event: DetectionEvent) => FieldValue;
  /** True where the value follows from the source IP alone. */
  readonly ofAddress?: true;
}

/** What a rule says about itself: the attributes of the Sigma specification. */
export interface RuleDescription {
  /** UUID. */
  readonly id: string;
  /** Short name, such as `ssh_brute_force`; the id where the file gives none. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly level: Severity;
  readonly status: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly modified: string | null;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  /** Changes when the text of the rule, or of a rule that it refers to, does. */
  readonly version: string;
  /** False for a rule that only serves correlations. */
  readonly raisesAlerts: boolean;
}

/** Selects single events. */
export interface EventRule extends RuleDescription {
  readonly kind: 'event';
  /** Those of the logs that the rule is for: it is put to no others. */
  readonly logTypes: ReadonlySet<string>;
  /** Whether it selects an event of its logs. */
  readonly matches: (event: DetectionEvent) => boolean;
}

export const CORRELATION_TYPES = ['event_count', 'value_count', 'value_sum', 'temporal', 'temporal_ordered'] as const;

export type CorrelationType = (typeof CORRELATION_TYPES)[number];

/** One name of a correlation's group-by, and the field that it stands for in what each of its rules found. */
export interface GroupField {
  readonly name: string;
  /** In the order of the correlation's rules; all the same without aliases. */
  readonly fields: readonly EventField[];
}

/** Counts what other rules find, by group, in a sliding window. */
export interface CorrelationRule extends RuleDescription {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  /** Event rules, or correlations, whose firings then count as events at the moment of firing. */
  readonly rules: readonly DetectionRule[];
  readonly groupBy: readonly GroupField[];
  /** Length of the sliding window, milliseconds; both ends count. */
  readonly windowMs: number;
  /**
   * What the figure of a window must reach, at least 1. For the temporal types, how many of the rules must have been
   * met; all of them, where the file does not say.
   */
  readonly threshold: number;
  /**
   * For the temporal types: sets of its rules, by their positions, of which any must have been met as a whole, each in the
   * order of the rules; null: as many as the threshold, whichever.
   */
  readonly choices: readonly (readonly number[])[] | null;
  /** What value_count tells apart and value_sum adds up; null for the other types. */
  readonly field: EventField | null;
}

export type DetectionRule = EventRule | CorrelationRule;

/** What a rule can look at of what the parser understood. */
type Understood = Pick<
  LogEvent,
  | 'timestamp'
  | 'logType'
  | 'host'
  | 'program'
  | 'pid'
  | 'ipAddress'
  | 'sourceHost'
  | 'port'
  | 'username'
  | 'validUser'
  | 'method'
  | 'keyType'
  | 'keyFingerprint'
  | 'certificateId'
  | 'service'
  | 'targetUser'
  | 'command'
  | 'tty'
  | 'workingDirectory'
  | 'attempts'
  | 'carriedAttempts'
  | 'methodAttempts'
>;

/** A log entry as detection rules see it. Times are UTC milliseconds; text is attacker text. */
export interface DetectionEvent extends Understood {
  /** What the line tells besides, as JSON; see `StoredDetails`. */
  readonly details: string | null;
  /** Id of the log entry. */
  readonly id: number;
  readonly rawLog: string;
}
