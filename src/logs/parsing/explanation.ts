import { FILTER_MATCH } from '../programs/imported/program.js';
import { ALL_FORMS, FORM_BY_ID, readBareMessage } from '../programs/registry.js';
import { attemptsOf } from './connection.js';
import type { Connection } from './connection.js';
import { shapeOf } from './coverage.js';
import type { LogParser } from './log-parser.js';
import type { Evidence, MessageForm } from './message-form.js';
import type { EventDetails, LogEvent, LogType, ParsedLine, SettledResult, TimeBasis } from './parsed-line.js';

const LONGEST_COMPARED = 40;

/** Where fewer words are the same, a form is not like the message: naming it would mislead. */
const LEAST_LIKENESS = 0.3;

/**
 * The form whose example has most words in common with `message`, counting those at the same place double; null where none
 * is like it.
 */
function nearestForm(message: string): MessageForm | null {
  const words = wordsOf(message);
  let nearest: MessageForm | null = null;
  let best = LEAST_LIKENESS;
  for (const form of ALL_FORMS) {
    const score = likeness(words, wordsOf(form.example));
    if (score <= best) continue;
    best = score;
    nearest = form;
  }
  return nearest;
}

function wordsOf(message: string): string[] {
  return shapeOf(message).toLowerCase().split(' ').slice(0, LONGEST_COMPARED);
}

/** Between 0 and 1. */
function likeness(words: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  let score = 0;
  words.forEach((word, index) => {
    if (word === '*') return;
    if (others[index] === word) score += 2;
    else if (known.has(word)) score += 1;
  });
  return score / (words.length + others.length);
}

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
  /** True where the address is that of the connection, by another line. */
  readonly addressCarried: boolean;
  readonly sourceHost: string | null;
  readonly port: number | null;
  readonly username: string | null;
  readonly validUser: boolean | null;
  readonly method: string | null;
  readonly keyType: string | null;
  readonly keyFingerprint: string | null;
  readonly certificateId: string | null;
  readonly service: string | null;
  readonly targetUser: string | null;
  readonly command: string | null;
  readonly tty: string | null;
  readonly workingDirectory: string | null;
  readonly details: EventDetails | null;
  readonly attempts: number;
  /** False where no form matches, or the line is of no program that is known. */
  readonly isUnderstood: boolean;
  /** The line as it was read where its program is known and no form matches; null otherwise. */
  readonly notUnderstood: string | null;
  /** True where the line becomes a log entry, by what it says or because a rule selects it. */
  readonly stored: boolean;
  /** Names of the rules whose selection the line meets. */
  readonly rules: readonly string[];
  readonly reason: string;
}

function noFormReason(nearest: MessageForm | null): string {
  return nearest === null ? 'no form matches' : `no form matches; the nearest is ${nearest.id}: ${nearest.example}`;
}

/** The names of the rules that select an event of a line. */
export type RulesSelecting = (event: LogEvent, line: string) => readonly string[];

const NOTHING = {
  logType: null,
  ipAddress: null,
  addressCarried: false,
  sourceHost: null,
  port: null,
  username: null,
  validUser: null,
  method: null,
  keyType: null,
  keyFingerprint: null,
  certificateId: null,
  service: null,
  targetUser: null,
  command: null,
  tty: null,
  workingDirectory: null,
  details: null,
  attempts: 0,
  stored: false,
  rules: [],
};

/** A row that is printed when those before it are. */
interface QueuedRow {
  explanation: LineExplanation;
  /** The round of PAM that decides whether the line counts; null where that is known. */
  round: number | null;
}

/** So many rows wait for one whose result is not known yet, then it is shown as it is. */
const MAX_QUEUED = 50_000;

/** Explains lines through the very parser that counts them: it must be the only one that parses the file's lines. */
export class LineExplainer {
  private queue: QueuedRow[] = [];
  private readonly rowOfRound = new Map<number, QueuedRow>();

  /** @param rulesSelecting without it no rule is asked */
  constructor(
    private readonly parser: LogParser,
    private readonly rulesSelecting: RulesSelecting = () => [],
  ) {}

  /**
   * Takes the next line. Whether it counts may only be known a few lines later.
   *
   * @returns the explanations that are complete, in the order of the lines
   */
  explain(line: string): readonly LineExplanation[] {
    const parsed = this.parser.parse(line);
    const row: QueuedRow = { explanation: this.explanationOf(parsed, line), round: null };
    if (parsed.kind === 'event' && parsed.pendingRound !== null) {
      row.round = parsed.pendingRound;
      this.rowOfRound.set(row.round, row);
    }
    this.queue.push(row);
    this.complete();
    return this.takeReady();
  }

  /** After the last line: the explanations that are left. */
  end(): readonly LineExplanation[] {
    this.parser.settle();
    this.complete();
    for (const row of this.queue) row.round = null;
    return this.takeReady();
  }

  private complete(): void {
    for (const { event, line, round, result } of this.parser.takeSettled()) {
      const row = this.rowOfRound.get(round);
      this.rowOfRound.delete(round);
      if (row === undefined || row.round === null) continue;
      const { attempts, ipAddress, addressCarried } = event;
      const reason =
        result === 'address'
          ? `${row.explanation.reason}${addressReason(event)}`
          : `form ${event.form}: ${settledReason(attempts, result)}`;
      row.explanation = {
        ...row.explanation,
        attempts,
        ipAddress,
        addressCarried,
        ...this.fateOf(event, line),
        reason,
      };
      row.round = null;
    }
  }

  private takeReady(): readonly LineExplanation[] {
    let ready = this.queue.findIndex(({ round }) => round !== null);
    if (ready === -1) ready = this.queue.length;
    else if (this.queue.length > MAX_QUEUED) ready = Math.max(1, ready);
    return this.queue.splice(0, ready).map(({ explanation }) => explanation);
  }

  private explanationOf(parsed: ParsedLine, line: string): LineExplanation {
    const { prefix, lastTime: timestamp, lastTimeBasis: timeBasis } = this.parser;
    const isUnderstood = parsed.kind === 'event' || parsed.kind === 'ignored';
    const notUnderstood = parsed.kind === 'unrecognised' ? line : null;
    const head = { timestamp, timeBasis, host: this.parser.lastLineHost, isUnderstood, notUnderstood };
    const event = this.eventOf(parsed);
    const reason = this.reasonOf(parsed);
    const fate = event === null ? null : this.fateOf(event, line);
    // Of another program's line nothing is known but that a rule asks for it.
    if (event === null || fate === null || (parsed.kind === 'foreign' && !fate.stored))
      return { ...head, ...NOTHING, program: prefix.programName(), pid: prefix.pid, reason };
    const { program, pid, logType, ipAddress, sourceHost, port, username, validUser, method } = event;
    const { keyType, keyFingerprint, certificateId, attempts, addressCarried, details } = event;
    const source = { logType, ipAddress, addressCarried, sourceHost, port, username, validUser, method };
    const key = { keyType, keyFingerprint, certificateId, details };
    const { service, targetUser, command, tty, workingDirectory } = event;
    return {
      ...head,
      program,
      pid,
      ...source,
      ...key,
      service,
      targetUser,
      command,
      tty,
      workingDirectory,
      attempts,
      ...fate,
      reason,
    };
  }

  /** The line as rules see it; null where they do not. */
  private eventOf(parsed: ParsedLine): LogEvent | null {
    if (parsed.kind === 'event') return parsed;
    const type = this.parser.remarkType(parsed);
    return type === null ? null : this.parser.remark(parsed, type);
  }

  /** What becomes of an event; one that waits for its result is asked again when it is known. */
  private fateOf(event: LogEvent, line: string): Pick<LineExplanation, 'stored' | 'rules'> {
    const rules = event.pendingRound === null ? this.rulesSelecting(event, line) : [];
    return { stored: event.stored || rules.length > 0, rules };
  }

  private reasonOf(parsed: ParsedLine): string {
    switch (parsed.kind) {
      case 'event':
        if (parsed.form === FILTER_MATCH.id) return `the filter ${parsed.service} matches: a refused attempt; adds 1`;
        return `form ${parsed.form}: ${attemptsReason(parsed, this.parser.lastCount?.connection ?? null)}${
          parsed.addressCarried ? addressReason(parsed) : ''
        }`;
      case 'ignored':
        return `form ${parsed.form}: understood, and says nothing about an attempt by itself`;
      case 'unrecognised':
        return noFormReason(nearestForm(parsed.message));
      case 'foreign':
        return this.foreignReason();
      default:
        return parsed satisfies never;
    }
  }

  /** Where the words are ours, the tag may be that of a container. */
  private tagHint(program: string): string {
    const { text, programStart, messageEnd } = this.parser.prefix;
    const at = text.indexOf(': ', programStart);
    const isOurs = at > 0 && readBareMessage(text.slice(at + 2, messageEnd), 0)?.form.needsProgram === false;
    return isOurs ? `; if that is sshd, say so in LOG_FILES: PATH;program=${program}:sshd` : '';
  }

  private foreignReason(): string {
    const program = this.parser.prefix.programName();
    if (program !== null) return `belongs to another program${this.tagHint(program)}`;
    return 'no program is named, and no form of sshd matches';
  }
}

const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  failure: 'a refused attempt (F)',
  failures_in_all: 'how many attempts were refused in all (F)',
  pam: 'a refusal by a module of PAM (P)',
  pam_more: 'further failures that PAM reports (P)',
  pam_error: 'an answer that PAM refused (P)',
  other: 'other evidence of an attempt (O)',
  refused_key: "a valid user's key was refused, which is no attempt unless the connection ends without a login",
  end_after_refused_key: 'the connection ended after a refused key (O)',
  none: 'no attempt by itself',
};

function attemptsReason(event: LogEvent, connection: Readonly<Connection> | null): string {
  const form: MessageForm | undefined = FORM_BY_ID.get(event.form);
  const evidence = form?.evidence ?? 'none';
  const times = event.occurrences > 1 ? `, ${event.occurrences} times` : '';
  return `${EVIDENCE_WORDS[evidence]}${times}${countReason(event, evidence, connection)}${carriedReason(event)}`;
}

function countReason(event: LogEvent, evidence: Evidence, connection: Readonly<Connection> | null): string {
  if (evidence === 'none' || evidence === 'refused_key') return '';
  if (event.pendingRound !== null) return '; its result was not known yet';
  if (connection === null)
    return evidence === 'other' ? '; of no connection that is known, so no attempt of its own' : '';
  const { failures, pamRounds, pamErrors, other } = connection;
  const families = `F=${failures} P=${Math.max(pamRounds, pamErrors)} O=${other}`;
  const total = attemptsOf(connection);
  if (event.attempts > 0) return `; adds ${event.attempts} (${families}, in all ${total})`;
  if (evidence === 'pam') return '; another module refuses the same attempt';
  return `; an earlier line of the connection counted it already (${families}, in all ${total})`;
}

function carriedReason({ carriedAttempts }: LogEvent): string {
  return carriedAttempts === 0
    ? ''
    : `; first line with the address, so ${carriedAttempts} counted before belong to it as well`;
}

/** Where an address comes from that the line has not. */
function addressReason({ addressCarried, ipAddress }: LogEvent): string {
  if (addressCarried) return '; the address is that of its connection, by another line';
  return ipAddress === null ? '; its address is not known' : '';
}

/** What became of a line that had to wait. */
function settledReason(attempts: number, result: SettledResult): string {
  const evidence = EVIDENCE_WORDS.pam;
  if (result === 'allowed') return `${evidence}; the user was let in, so it was no failed attempt`;
  return attempts > 0 ? `${evidence}; adds ${attempts}` : `${evidence}; other lines of the connection count it already`;
}
