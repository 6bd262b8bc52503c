import type { Connection } from './connection.js';
import { attemptsOf } from './connection.js';
import { FORM_BY_ID } from './forms/all-forms.js';
import type { Evidence, MessageForm } from './forms/message-form.js';
import type { LogType } from './log-type.js';
import { nearestForm } from './nearest-form.js';
import type { ParsedLine, SshEvent, TimeBasis } from './parsed-line.js';
import type { SshLogParser } from './ssh-log-parser.js';

/** What was understood of one line, and why. Text of the line stands here as it is: escape it where it is shown. */
export interface LineExplanation {
  /** UTC ms. */
  readonly timestamp: number;
  readonly timeBasis: TimeBasis;
  readonly host: string | null;
  readonly program: string | null;
  readonly pid: number | null;
  readonly logType: LogType | null;
  readonly ipAddress: string | null;
  readonly sourceHost: string | null;
  readonly port: number | null;
  readonly username: string | null;
  readonly method: string | null;
  readonly attempts: number;
  readonly stored: boolean;
  readonly reason: string;
}

const NOTHING = {
  logType: null,
  ipAddress: null,
  sourceHost: null,
  port: null,
  username: null,
  method: null,
  attempts: 0,
  stored: false,
};

/** Explains lines through the very parser that counts them: it must be the only one that parses the file's lines. */
export class LineExplainer {
  constructor(private readonly parser: SshLogParser) {}

  explain(line: string): LineExplanation {
    const parsed = this.parser.parse(line);
    const { prefix, lastTime: timestamp, lastTimeBasis: timeBasis } = this.parser;
    const head = {
      timestamp,
      timeBasis,
      host: this.parser.lastLineHost,
      program: prefix.programName(),
      pid: prefix.pid,
    };
    if (parsed.kind !== 'event') return { ...head, ...NOTHING, reason: this.reasonOf(parsed) };
    const { logType, ipAddress, sourceHost, port, username, method, attempts, stored } = parsed;
    const fields = { logType, ipAddress, sourceHost, port, username, method, attempts, stored };
    return { ...head, program: parsed.program, pid: parsed.pid, ...fields, reason: this.reasonOf(parsed) };
  }

  private reasonOf(parsed: ParsedLine): string {
    switch (parsed.kind) {
      case 'event':
        return `form ${parsed.form}: ${attemptsReason(parsed, this.parser.lastVerdict?.connection ?? null)}`;
      case 'ignored':
        return `form ${parsed.form}: understood, and says nothing about an attempt by itself`;
      case 'unrecognised':
        return `no form matches; the nearest is ${nearestForm(parsed.message).id}: ${nearestForm(parsed.message).example}`;
      case 'foreign':
        return this.foreignReason();
      default:
        return parsed satisfies never;
    }
  }

  private foreignReason(): string {
    const program = this.parser.prefix.programName();
    if (program !== null) return 'belongs to another program';
    return 'no program is named, and no form of sshd matches';
  }
}

const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  failure: 'a refused attempt (F)',
  pam: 'a failure that PAM reports (P)',
  other: 'other evidence of an attempt (O)',
  refused_key: "a valid user's key was refused, which is no attempt unless the connection ends without a login",
  end_after_refused_key: 'the connection ended after a refused key (O)',
  none: 'no attempt by itself',
};

function attemptsReason(event: SshEvent, connection: Readonly<Connection> | null): string {
  const form: MessageForm | undefined = FORM_BY_ID.get(event.form);
  const evidence = form?.evidence ?? 'none';
  const times = event.occurrences > 1 ? `, ${event.occurrences} times` : '';
  return `${EVIDENCE_WORDS[evidence]}${times}${countReason(event, evidence, connection)}${carriedReason(event)}`;
}

function countReason(event: SshEvent, evidence: Evidence, connection: Readonly<Connection> | null): string {
  if (evidence === 'none' || evidence === 'refused_key' || connection === null) return '';
  const { failures, pamUnix, pamOthers, other } = connection;
  const families = `F=${failures} P=${Math.max(pamUnix, pamOthers)} O=${other}`;
  const total = attemptsOf(connection);
  if (event.attempts === 0)
    return `; an earlier line of the connection counted it already (${families}, in all ${total})`;
  return `; adds ${event.attempts} (${families}, in all ${total})`;
}

function carriedReason({ carriedAttempts }: SshEvent): string {
  return carriedAttempts === 0
    ? ''
    : `; first line with the address, so ${carriedAttempts} counted before belong to it as well`;
}
