import type { MessageForm } from '../parsing/message-form.js';
import type { MessageMarks } from '../parsing/message-table.js';
import type { MessageReader, ParsedMessage } from '../parsing/parsed-message.js';
import type { LogType, LogTypeMeaning } from '../parsing/parsed-line.js';

/** A program whose lines are understood: what {@link PROGRAMS} registers. */
export interface Program {
  /** What it calls itself in front of its lines; the most frequent first. */
  readonly names: readonly string[];
  /** Tags in place of a name whose messages are read in a way of their own. */
  readonly tags?: readonly NamedProgramReader[];
  /** What Sigma rules call its logs. */
  readonly logSource: LogSource;
  /** What its events are; the name is `<program>_<what happened>`. */
  readonly logTypes: Readonly<Record<string, LogTypeMeaning>>;
  /** The log type of its lines that are understood and passed over: rules may ask for them. */
  readonly remarkType: LogType;
  /** In the order of the tables of `docs/log-forms.md`. */
  readonly forms: readonly MessageForm[];
  /** Among those with the same first letter, the most frequent first. */
  readonly readers: readonly MessageReader[];
  /** What may stand in front of a message, and what behind it; neither is given to a reader. */
  readonly marks?: MessageMarks | undefined;
  /** True where its lines stand beside those of logins: how many are understood says nothing of the log that they are in. */
  readonly isBesideLogins?: boolean;
  /** `foreign` for a program of which only some lines are meant to be understood; others are lines of any program then. */
  readonly otherLines?: 'foreign';
  /** True where its messages are known without a header that names it. */
  readonly isKnownBare?: boolean;
  /** Words that few other programs write: a line that no known prefix explains, and that has one, is likely its own. */
  readonly typicalWords?: readonly string[];
  /** True where it writes a pid and a time of its own into the message. */
  readonly stampsMessages?: boolean;
  /** Reads a record of auditd about it; records about programs without are passed over. */
  readonly readAudit?: (text: string) => ParsedMessage;
}

/** A tag, the name of its program, and how its messages are read. */
export interface NamedProgramReader {
  /** As it stands in front of a line, such as `sshd(pam_unix)`. */
  readonly tag: string;
  /** The name of the program that it stands for. */
  readonly name: string;
  readonly read: (message: string) => ParsedMessage;
}

/** The attributes of a Sigma rule's `logsource`. */
export interface LogSource {
  readonly category: readonly string[];
  readonly product: readonly string[];
  readonly service: readonly string[];
}

/** The forms among what a module exports: a family of forms is a module. */
export function formsOf(...families: readonly Readonly<Record<string, unknown>>[]): MessageForm[] {
  return families.flatMap((family) => Object.values(family).filter(isForm));
}

function isForm(value: unknown): value is MessageForm {
  return typeof value === 'object' && value !== null && 'ignoredLine' in value;
}
