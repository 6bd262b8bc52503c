import type { Severity } from '../../alerts/lifecycle/severity.js';

/** What was said of an alert on a channel, or waits to be said. Times are UTC milliseconds. */
export interface ToldFacts {
  readonly alertId: string;
  /** The gravest at which it was told of. */
  readonly severity: Severity;
  /** When it was last told of; null while it waits for its first digest. */
  readonly toldAt: number | null;
}

/** What was told of on a channel so far, as far as it matters for an alert. */
export interface ToldHistory {
  /** By id of the alert. */
  readonly alerts: ReadonlyMap<string, ToldFacts>;
  /** By id of the incident: the gravest at which it was told of. */
  readonly incidents: ReadonlyMap<string, Severity>;
  /** Ids of the log entries of the logins that were told of, and of those that were told of as suspicious. */
  readonly logins: ReadonlySet<number>;
  readonly suspicions: ReadonlySet<number>;
}
