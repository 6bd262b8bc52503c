import { Stamp } from '../time/local-clock.js';
import type { JournalFields } from '../../programs/imported/journal-match.js';
import type { NamedProgram } from '../../programs/registry.js';

/** How the time at the front of a line is written. */
export type StampStyle =
  | 'none'
  | 'classic'
  | 'weekday'
  | 'bracketed'
  | 'iso'
  | 'iso_blank'
  | 'slashes'
  | 'pid_first'
  | 'epoch'
  | 'rfc5424'
  | 'json'
  | 'container'
  | 'audit'
  | 'logrus';

/** How host, program and pid follow it. */
export type HeaderStyle =
  | 'host_tag'
  | 'tag'
  | 'empty_host_tag'
  | 'bracket_tag'
  | 'bsd_verbose'
  | 'busybox'
  | 'socklog'
  | 'host_program_columns'
  /** RFC 5424, JSON and auditd have fields instead. */
  | 'fields'
  | 'repeat_notice'
  | 'none';

/**
 * Everything before the message of a line. One instance is filled anew for every line: positions instead of strings,
 * so that a line of another program costs no allocation.
 */
export class LinePrefix {
  stampStyle: StampStyle = 'none';
  headerStyle: HeaderStyle = 'none';
  readonly stamp = new Stamp();
  /** True where the time is written as in the line before; the stamp is empty then. */
  repeatsTime = false;
  /** The text that the positions below refer to: the line, or the MESSAGE of a JSON line. */
  text = '';
  /** Where the header begins, after the time. */
  headerStart = 0;
  hostStart = 0;
  hostEnd = 0;
  /** The host, where it is known without looking: that of the line before, or a field of a JSON or audit line. */
  namedHost: string | null = null;
  /** The program that a JSON line names. */
  fieldProgram: string | null = null;
  /** All fields of an entry of the journal; null for any other line. */
  journalEntry: JournalFields | null = null;
  programStart = 0;
  programEnd = 0;
  /** Null for a program whose lines are not understood, and where the line names none. */
  program: NamedProgram | null = null;
  pid: number | null = null;
  /** The process, where it stands in front of the time. */
  stampPid: number | null = null;
  messageStart = 0;
  messageEnd = 0;

  reset(line: string): void {
    this.stampStyle = 'none';
    this.headerStyle = 'none';
    this.stamp.clear();
    this.repeatsTime = false;
    this.text = line;
    this.headerStart = this.hostStart = this.hostEnd = this.programStart = this.programEnd = 0;
    this.namedHost = null;
    this.fieldProgram = null;
    this.journalEntry = null;
    this.program = null;
    this.pid = null;
    this.stampPid = null;
    this.messageStart = 0;
    this.messageEnd = endOfText(line);
  }

  /** Takes back host, program and pid: all that follows the time is the message. */
  dropHeader(): void {
    this.headerStyle = 'none';
    this.hostStart = this.hostEnd = 0;
    this.namedHost = null;
    this.program = null;
    this.pid = this.stampPid;
    this.messageStart = this.headerStart;
  }

  /** The message, without blanks and carriage returns at its end. */
  message(): string {
    return this.text.slice(this.messageStart, this.messageEnd);
  }

  /** The program that the line names, known or not; null where it names none. */
  programName(): string | null {
    if (this.program !== null) return this.program.name;
    if (this.headerStyle === 'none') return null;
    if (this.fieldProgram !== null) return this.fieldProgram;
    if (this.programStart === 0 && this.headerStyle !== 'tag') return null;
    return /^[^ :[\]"]{1,64}/.exec(this.text.slice(this.programStart, this.programStart + 64))?.[0] ?? null;
  }
}

const MAX_BLANKS = 256;

/** The end of `text` without the blanks and carriage returns that stand there; a longer run of them is text. */
export function endOfText(text: string): number {
  const limit = text.length - MAX_BLANKS;
  let end = text.length;
  while (end > 0 && end > limit && isBlankOrReturn(text.charCodeAt(end - 1))) end--;
  return end;
}

function isBlankOrReturn(code: number): boolean {
  return code === 32 || code === 13;
}

/**
 * True for lines as syslog, the journal or a container engine write them: what stands in front names a host and a program. In
 * the log of an application it may be anything, such as a level or the beginning of an object.
 */
export function namesHostAndProgram({ stampStyle, headerStyle, pid }: LinePrefix): boolean {
  switch (stampStyle) {
    case 'classic':
    case 'iso':
    case 'rfc5424':
    case 'json':
    case 'container':
      return true;
    default:
      return headerStyle === 'host_tag' && pid !== null;
  }
}

/** Without a syslog header in front, the rest of a line may be a message alone. */
export function mayBeBare({ stampStyle, headerStyle }: LinePrefix): boolean {
  switch (stampStyle) {
    case 'none':
    case 'iso_blank':
    case 'slashes':
    case 'epoch':
    case 'pid_first':
    case 'container':
      return true;
    // `docker logs -t` writes a time and the message; what else writes such a time writes a host behind it.
    case 'iso':
      return headerStyle === 'tag';
    default:
      return false;
  }
}
