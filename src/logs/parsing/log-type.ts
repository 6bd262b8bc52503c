/**
 * What kind of thing a log type is, whatever program says it: detection, figures, dashboard and rules ask for this.
 */
export const LOG_CATEGORIES = [
  'login_failed',
  'login_succeeded',
  'login_refused',
  'probe',
  'connection',
  'penalty',
  'session',
  'privilege',
  'account',
  'command',
  'system',
] as const;

export type LogCategory = (typeof LOG_CATEGORIES)[number];

/**
 * What a line says happened: the `log_type` of a stored log entry, of `explain` and of the API. Each is declared by the
 * program whose lines it is of.
 */
export type LogType = string;

/** The documentation of one log type: its category, a sentence, and a message that has it. */
export interface LogTypeMeaning {
  readonly category: LogCategory;
  readonly meaning: string;
  readonly example: string;
}
