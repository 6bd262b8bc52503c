import type { LogEvent } from '../../logs/parsing/parsed-line.js';

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
  | 'attempts'
  | 'carriedAttempts'
  | 'methodAttempts'
>;

/** A log entry as detection rules see it. Times are UTC milliseconds; text is attacker text. */
export interface DetectionEvent extends Understood {
  /** Id of the log entry. */
  readonly id: number;
  readonly rawLog: string;
}
