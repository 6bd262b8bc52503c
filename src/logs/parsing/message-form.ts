import type { IgnoredLine, LogType } from './parsed-line.js';

/**
 * What a form proves about its connection.
 *
 * - F: `failure` is a refused attempt; `failures_in_all` tells how many there were.
 * - P: `pam` is a module's refusal, which waits for the result of its round; `pam_more` are further ones, of which no
 *   other line tells; `pam_error` is what sshd says of a refused answer.
 * - O: `other` is any other evidence; `refused_key` (a valid user's key: clients offer theirs one by one) counts nothing
 *   until the connection ends without a login, which `end_after_refused_key` says.
 */
export type Evidence =
  | 'failure'
  | 'failures_in_all'
  | 'pam'
  | 'pam_more'
  | 'pam_error'
  | 'other'
  | 'refused_key'
  | 'end_after_refused_key'
  | 'none';

/**
 * What a form says of a round of PAM that is not decided: its result, by a module (`allowed`) or by the server itself
 * (`refused`, `login`), or that none will come.
 */
type Decision = 'refused' | 'allowed' | 'login' | 'end';

/** What becomes of a line that adds no attempt: an entry of its own, or an event that is not stored. */
type WhenNothingNew = 'store' | 'event';

/** One form of message: a row of `docs/log-forms.md`. */
export interface MessageForm {
  /** Name that `explain` and the coverage figures use. */
  readonly id: string;
  /** Null for a form that says nothing about an attack, a login or a connection. */
  readonly logType: LogType | null;
  readonly evidence: Evidence;
  /** Null where it decides nothing. */
  readonly decides: Decision | null;
  readonly whenNothingNew: WhenNothingNew;
  /** True where the line tells the address of a connection before anything happened on it. */
  readonly opensConnection: boolean;
  /** True where the line tells that the client never came to authentication. */
  readonly isProbe: boolean;
  /** The log type of an end of a connection of which nothing else is known: null where an end says nothing by itself. */
  readonly whenAlone: LogType | null;
  /** What a connection has one line of: a second one is of another connection. */
  readonly saidOnce: 'connection' | 'invalid_user' | null;
  /** True where the line says nothing of its client, and the next line of the process does: the event waits for its address. */
  readonly awaitsAddress: boolean;
  /** False where the line is of no connection: it adds to none, and its pid is no connection's. */
  readonly isOfConnection: boolean;
  /** The message as the program writes it, without prefix. */
  readonly example: string;
  /** The versions that write it and the source of the format, where known. */
  readonly writtenBy: string;
  /** True for words that other programs say as well: believed only on a line that names its program. */
  readonly needsProgram: boolean;
  /** What {@link LogParser} returns where the line says nothing. */
  readonly ignoredLine: IgnoredLine;
}

interface Description {
  readonly example: string;
  readonly writtenBy: string;
  readonly needsProgram?: boolean;
}

interface EventDescription extends Description {
  readonly logType: LogType;
  readonly evidence?: Evidence;
  readonly decides?: Decision;
  readonly whenNothingNew?: WhenNothingNew;
  readonly opensConnection?: boolean;
  readonly isProbe?: boolean;
  readonly whenAlone?: LogType;
  readonly saidOnce?: MessageForm['saidOnce'];
  readonly isOfConnection?: boolean;
  readonly awaitsAddress?: boolean;
}

/** A form that gives events. Unless it says otherwise it proves nothing and makes an unstored event. */
export function eventForm(id: string, description: EventDescription): MessageForm {
  return {
    id,
    logType: description.logType,
    evidence: description.evidence ?? 'none',
    decides: description.decides ?? null,
    whenNothingNew: description.whenNothingNew ?? 'event',
    opensConnection: description.opensConnection ?? false,
    isProbe: description.isProbe ?? false,
    whenAlone: description.whenAlone ?? null,
    saidOnce: description.saidOnce ?? null,
    isOfConnection: description.isOfConnection ?? true,
    awaitsAddress: description.awaitsAddress ?? false,
    needsProgram: description.needsProgram ?? false,
    example: description.example,
    writtenBy: description.writtenBy,
    ignoredLine: Object.freeze({ kind: 'ignored', form: id }),
  };
}

/** A form that is understood and passed over. */
export function ignoredForm(id: string, description: Description): MessageForm {
  return {
    id,
    logType: null,
    evidence: 'none',
    decides: null,
    whenNothingNew: 'event',
    opensConnection: false,
    isProbe: false,
    whenAlone: null,
    saidOnce: null,
    isOfConnection: false,
    awaitsAddress: false,
    needsProgram: description.needsProgram ?? false,
    example: description.example,
    writtenBy: description.writtenBy,
    ignoredLine: Object.freeze({ kind: 'ignored', form: id }),
  };
}
