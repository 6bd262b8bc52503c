import type { LogType } from './log-type.js';
import type { ParsedLine, SshEvent, TimeBasis } from './parsed-line.js';
import type { SshLogParser } from './ssh-log-parser.js';

/** What was understood of a line, and why, in the API's words. */
export interface LineExplanation {
  readonly timestamp: string | null;
  readonly time_basis: TimeBasis | null;
  readonly host: string | null;
  readonly program: string | null;
  readonly pid: number | null;
  readonly log_type: LogType | null;
  readonly ip_address: string | null;
  readonly source_host: string | null;
  readonly port: number | null;
  readonly username: string | null;
  readonly method: string | null;
  readonly attempts: number;
  readonly reason: string;
}

/** Explains lines, one after the other, by the very parser that the service uses. */
export class LineExplainer {
  constructor(private readonly parser: SshLogParser) {}

  explain(line: string): LineExplanation {
    const parsed = this.parser.parse(line);
    const event = parsed.kind === 'event' ? parsed : null;
    return {
      timestamp: event === null ? null : new Date(event.timestamp).toISOString(),
      time_basis: event?.timeBasis ?? null,
      host: event?.host ?? null,
      program: event?.program ?? (parsed.kind === 'unrecognised' ? parsed.program : null),
      pid: event?.pid ?? null,
      log_type: event?.logType ?? null,
      ip_address: event?.ipAddress ?? null,
      source_host: event?.sourceHost ?? null,
      port: event?.port ?? null,
      username: event?.username ?? null,
      method: event?.method ?? null,
      attempts: event?.attempts ?? 0,
      reason: reasonOf(parsed),
    };
  }
}

function reasonOf(parsed: ParsedLine): string {
  switch (parsed.kind) {
    case 'event':
      return `${parsed.form}: ${attemptsReason(parsed)}`;
    case 'ignored':
      return `${parsed.form}: understood; says nothing of an attack or a login`;
    case 'unrecognised':
      return 'a line of sshd that no form matches';
    case 'foreign':
      return 'a line of another program';
  }
}

function attemptsReason({ attempts, stored }: SshEvent): string {
  if (attempts > 0) return `adds ${attempts} to the failed attempts of its connection`;
  return stored ? 'counts no failed attempt' : 'repeats what an earlier line of the connection has counted';
}
