import { ConnectionAttempts, type AttemptsState, type Verdict } from './connection-attempts.js';
import { readAudit } from './forms/audit.js';
import { readModuleText } from './forms/pam.js';
import { readMessage } from './forms/read-message.js';
import { FORM_BY_ID } from './forms/all-forms.js';
import type { MessageForm } from './forms/message-form.js';
import { Reading } from './forms/reading.js';
import { readSourceAddress, type SourceAddress } from './ip-address.js';
import type { LogType } from './log-type.js';
import { ownCopy } from '../../common/own-copy.js';
import type { ForeignLine, IgnoredLine, ParsedLine, SshEvent, TimeBasis, UnrecognisedLine } from './parsed-line.js';
import type { LinePrefix } from './prefix/line-prefix.js';
import type { SshProgram } from './prefix/ssh-program.js';
import { PrefixReader } from './prefix/read-prefix.js';
import { MAX_OCCURRENCES, readRepetition } from './repeated-message.js';
import { LineClock, type LineClockState } from './time/line-clock.js';

export interface LogParserOptions {
  /** IANA zone assumed where a line has no offset. */
  readonly timeZone: string;
  /** Host for lines that carry none (option by file). */
  readonly host?: string | null;
}

/** Everything that lines to come may depend on; JSON-serialisable. */
export interface LogParserState extends AttemptsState {
  readonly clock: LineClockState;
  /** The last line of sshd, if it may be repeated by `last message repeated N times`. */
  readonly repeatable: SshEvent | null;
}

const NO_CONNECTIONS: AttemptsState = { connections: [], openedSinceSweep: 0 };
const FOREIGN: ForeignLine = Object.freeze({ kind: 'foreign' });
const REPEAT_IGNORED: IgnoredLine = Object.freeze({ kind: 'ignored', form: 'last_message_repeated' });
const NO_ADDRESS: SourceAddress = Object.freeze({ ip: null, host: null, doubtful: false });
/** A line with a longer name is not kept for a repetition: the state stays small. */
const LONGEST_REPEATABLE_NAME = 1_000;

/**
 * Reads the lines of one log file in order. Pure: the same lines with the same reference times give the same results,
 * wherever it is stopped and resumed from {@link state}. Never throws on a line.
 */
export class SshLogParser {
  /** The prefix of the last line; for explanations. */
  readonly prefix: LinePrefix;
  private readonly prefixes = new PrefixReader();
  /** What the last event added to its connection; for explanations. */
  lastVerdict: Verdict | null = null;
  private readonly clock: LineClock;
  private readonly attempts: ConnectionAttempts;
  private readonly defaultHost: string | null;
  private repeatable: SshEvent | null;
  private lastHost: string | null = null;

  /** @throws RangeError where the zone is not known to `Intl`. */
  constructor(options: LogParserOptions, state?: LogParserState) {
    this.prefix = this.prefixes.prefix;
    this.clock = new LineClock(options.timeZone, state?.clock ?? null);
    this.attempts = new ConnectionAttempts(state ?? NO_CONNECTIONS);
    this.repeatable = state?.repeatable ?? null;
    this.defaultHost = options.host ?? null;
  }

  /** `ms` (UTC): the latest moment the text can have been written (the file's modification time, or now). */
  setReferenceTime(ms: number): void {
    this.clock.setReference(ms);
  }

  /** UTC ms and basis of the last line, whatever its kind. */
  get lastTime(): number {
    return this.clock.time;
  }

  get lastTimeBasis(): TimeBasis {
    return this.clock.basis;
  }

  get lastLineHost(): string | null {
    return this.hostOfLine();
  }

  state(): LogParserState {
    return { clock: this.clock.state(), ...this.attempts.state(), repeatable: this.repeatable };
  }

  /** One complete line without its newline, decoded. A carriage return at its end is no part of it. */
  parse(line: string): ParsedLine {
    const { prefix } = this;
    this.prefixes.read(line);
    if (!prefix.repeatsTime) this.clock.read(prefix.stamp);
    if (prefix.program === null) return this.parseUnnamed();
    if (mayBeBare(prefix) && prefix.headerStyle === 'host_tag') {
      // `User sshd[1]: … from 192.0.2.1 not allowed because …`: the second word may be an attacker's.
      const bare = this.parseBare();
      if (bare !== null) return bare;
    }
    const message = prefix.message();
    if (prefix.stampStyle === 'audit') return this.judge(readAudit(message));
    if (prefix.oldPamTag) return this.judge(readModuleText(message, 0, 'pam_unix'));
    return this.parseMessage(message) ?? this.unrecognised(message);
  }

  /** A line that names no program of ours. */
  private parseUnnamed(): ParsedLine {
    const { prefix } = this;
    if (prefix.headerStyle === 'repeat_notice') {
      return this.repeatLast(readRepetition(prefix.message())?.times ?? 0);
    }
    const hasNoHeader = prefix.headerStyle === 'none' || prefix.headerStyle === 'socklog';
    const bare = hasNoHeader || mayBeBare(prefix) ? this.parseBare() : null;
    if (bare !== null) return bare;
    if (this.repeatable !== null && this.hostOfLine() === this.repeatable.host) this.repeatable = null;
    return FOREIGN;
  }

  /** The line as a message without header; null unless some form of message fits. */
  private parseBare(): ParsedLine | null {
    const { prefix } = this;
    const message = prefix.text.slice(prefix.headerStart, prefix.messageEnd);
    const reading = readMessage(message);
    if (reading === null ? readRepetition(message)?.message == null : reading.form.needsProgram) return null;
    prefix.dropHeader();
    return reading === null ? this.parseMessage(message) : this.judge(reading);
  }

  private parseMessage(message: string): ParsedLine | null {
    const reading = readMessage(message);
    if (reading !== null) return this.judge(reading);
    const repetition = readRepetition(message);
    if (repetition === null) return null;
    if (repetition.message === null) return this.repeatLast(repetition.times);
    const repeated = readMessage(repetition.message);
    if (repeated === null) return null;
    if (repeated.form.logType !== null) repeated.occurrences *= repetition.times;
    return this.judge(repeated);
  }

  /**
   * syslogd's `last message repeated N times` means the line of that host before it. It is counted where that was a
   * failure of sshd; lines of other hosts may stand in between only if they are not of sshd.
   */
  private repeatLast(times: number): ParsedLine {
    const last = this.repeatable;
    const form = last === null ? undefined : FORM_BY_ID.get(last.form);
    if (last === null || form === undefined || this.hostOfLine() !== last.host || times < 1) return REPEAT_IGNORED;
    const reading = new Reading(form).user(last.username, last.validUser);
    reading.address = last.ipAddress ?? last.sourceHost;
    reading.port = last.port;
    reading.method = last.method;
    reading.occurrences = times;
    this.prefix.program = last.program as SshProgram;
    this.prefix.pid = last.pid;
    return this.judge(reading);
  }

  /** Decides what a message adds to its connection, and so whether it is an event, and one to store. */
  private judge(reading: Reading): ParsedLine {
    const { form } = reading;
    this.repeatable = null;
    this.lastVerdict = null;
    if (form.logType === null) return form.ignoredLine;
    if (reading.occurrences > MAX_OCCURRENCES) reading.occurrences = MAX_OCCURRENCES;
    const source = reading.address === null ? NO_ADDRESS : readSourceAddress(reading.address);
    const sign = { host: this.hostOfLine(), pid: this.prefix.pid, ip: source.ip, port: reading.port };
    const verdict = this.attempts.count(reading, sign, this.clock.time);
    this.lastVerdict = verdict;
    const isNew = verdict.attempts > 0 || verdict.carriedAttempts > 0;
    if (!isNew && form.whenNothingNew === 'ignore') return form.ignoredLine;
    const event = this.eventOf(form.logType, reading, source, sign.host, verdict);
    if (isRepeatable(event, form)) this.repeatable = event;
    return event;
  }

  private eventOf(
    logType: LogType,
    reading: Reading,
    source: SourceAddress,
    host: string | null,
    verdict: Verdict,
  ): SshEvent {
    const { form } = reading;
    const { attempts, carriedAttempts } = verdict;
    return {
      kind: 'event',
      form: form.id,
      logType,
      timestamp: this.clock.time,
      timeBasis: this.clock.basis,
      host,
      program: this.prefix.program ?? (form.id.startsWith('dropbear') ? 'dropbear' : 'sshd'),
      pid: this.prefix.pid,
      ipAddress: source.ip ?? verdict.ip,
      sourceHost: source.host,
      port: reading.port,
      username: reading.username,
      validUser: reading.validUser,
      method: reading.method,
      keyType: reading.keyType,
      keyFingerprint: reading.keyFingerprint,
      certificateId: reading.certificateId,
      addressDoubtful: source.doubtful,
      occurrences: reading.occurrences,
      attempts,
      carriedAttempts,
      stored: attempts > 0 || carriedAttempts > 0 || form.whenNothingNew === 'store',
    };
  }

  private unrecognised(message: string): UnrecognisedLine {
    this.repeatable = null;
    return { kind: 'unrecognised', program: this.prefix.program ?? 'sshd', message };
  }

  /** The host of the last line, the same string for the same host. */
  private hostOfLine(): string | null {
    const { namedHost, text, hostStart, hostEnd } = this.prefix;
    if (namedHost !== null) return namedHost;
    const length = hostEnd - hostStart;
    if (length === 0) return this.defaultHost;
    if (this.lastHost === null || this.lastHost.length !== length || !text.startsWith(this.lastHost, hostStart)) {
      this.lastHost = ownCopy(text.slice(hostStart, hostEnd));
    }
    return this.lastHost;
  }
}

/** Without a syslog header in front, the rest of a line may be a message alone. */
function mayBeBare({ stampStyle }: LinePrefix): boolean {
  return stampStyle === 'none' || stampStyle === 'iso_blank' || stampStyle === 'slashes' || stampStyle === 'epoch';
}

function isRepeatable({ username }: SshEvent, { evidence }: MessageForm): boolean {
  const counts = evidence === 'failure' || evidence === 'pam';
  return counts && (username === null || username.length <= LONGEST_REPEATABLE_NAME);
}
