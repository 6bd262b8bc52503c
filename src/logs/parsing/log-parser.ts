import { AddressClaims } from './address-claims.js';
import type { AddressClaim } from './address-claims.js';
import {
  ConnectionAttempts,
  NO_ATTEMPTS,
  type AttemptCount,
  type AttemptsState,
  type SettledLine,
} from './connection-attempts.js';
import {
  FORM_BY_ID,
  OTHER_LOG_TYPE,
  isOtherService,
  likelyProgram,
  pamServiceOf,
  programNamed,
  programOfForm,
  readBareMessage,
  remarkTypeOf,
} from '../programs/registry.js';
import type { NamedProgram } from '../programs/registry.js';
import { FilterSet } from '../programs/imported/filter-set.js';
import type { FailedFilter, FilterSetState, FoundFailure, SourceFilter } from '../programs/imported/filter-set.js';
import { FILTER_MATCH } from '../programs/imported/program.js';
import { ignoredForm } from './message-form.js';
import type { MessageForm } from './message-form.js';
import { ParsedMessage, portAt } from './parsed-message.js';
import type { MessageDetails } from './parsed-message.js';
import { readSourceAddress, type SourceAddress } from '../../net/ip-address.js';
import type {
  EventAction,
  EventDetails,
  ForeignLine,
  IgnoredLine,
  LogEvent,
  LogType,
  ParsedLine,
  SettledEvent,
  TimeBasis,
  UnrecognisedLine,
} from './parsed-line.js';
import { detachString } from '../../common/visible-text.js';
import { mayBeBare, namesHostAndProgram } from './prefix/line-prefix.js';
import type { LinePrefix } from './prefix/line-prefix.js';
import { readTagAs } from './prefix/header.js';
import { PrefixReader } from './prefix/read-prefix.js';
import { MAX_OCCURRENCES, readRepetition } from './altered-lines.js';
import { LineClock } from './time/line-clock.js';
import type { LineClockState } from './time/line-clock.js';

interface LogParserOptions {
  /** IANA zone assumed where a line has no offset. */
  readonly timeZone: string;
  /** Host for lines that carry none (option by file). */
  readonly host?: string | null | undefined;
  /** What lines of a tag that is not known are of: `sshd`, or `TAG:sshd` for one tag alone (option by file). */
  readonly program?: string | null | undefined;
  /** Filters for lines of programs that are not known by name (option by file). */
  readonly filters?: readonly SourceFilter[] | undefined;
}

/** Everything that lines to come may depend on; JSON-serialisable. */
export interface LogParserState extends AttemptsState {
  readonly clock: LineClockState;
  /** The last line of a known program, if it may be repeated by `last message repeated N times`. */
  readonly repeatable: LogEvent | null;
  /** The lines that wait for the result of their round, by its number. */
  readonly pending?: readonly (readonly [round: number, pending: PendingLine])[];
  /** Addresses that wait for a second line that gives them. */
  readonly claims?: readonly AddressClaim[];
  /** What filters remember of earlier lines. */
  readonly filters?: FilterSetState;
}

/** A line that waits, as it will come again. */
interface PendingLine {
  readonly event: LogEvent;
  readonly line: string;
}

/** A priority, a time with a zone, and blanks. */
const LONGEST_TIME = 48;
/** `sshd[1234567]: ` and the like. */
const SHORTEST_TAG = 24;
const LONGEST_TAG = 64;
/** `message repeated 10000 times: [ ` in front of a message. */
const REPETITION_BYTES = 40;
/** In front of what a module of PAM says. */
const PAM_MARK = 'pam_';
const NO_CONNECTIONS: AttemptsState = { connections: [], openedSinceSweep: 0 };
const FOREIGN: ForeignLine = Object.freeze({ kind: 'foreign' });
const REPEAT_IGNORED: IgnoredLine = Object.freeze({ kind: 'ignored', form: 'last_message_repeated' });
/** What stands for the form of a line that has none of its own. */
const REMARK = ignoredForm('remark', { example: '', writtenBy: '' });
const NO_ACTION: EventAction = Object.freeze({});
const NO_ADDRESS: SourceAddress = Object.freeze({ ip: null, host: null, doubtful: false });
/** A line with a longer name is not kept for a repetition: the state stays small. */
const LONGEST_REPEATABLE_NAME = 1_000;
/** How much of a line that waits is kept, and of the name in it: PAM's lines are shorter. */
const LONGEST_PENDING = 1_000;
/** Names of hosts are no longer than this. */
const LONGEST_HOST = 255;

/**
 * Reads the lines of one log file in order. Pure: the same lines with the same reference times give the same results,
 * wherever it is stopped and resumed from {@link state}. Never throws on a line.
 */
export class LogParser {
  /** The prefix of the last line; for explanations. */
  readonly prefix: LinePrefix;
  private readonly prefixes = new PrefixReader();
  /** What the last event added to its connection; for explanations. */
  lastCount: AttemptCount | null = null;
  private readonly clock: LineClock;
  private readonly attempts: ConnectionAttempts;
  private readonly defaultHost: string | null;
  private readonly taggedProgram: TaggedProgram | null;
  private readonly filters: FilterSet | null;
  private repeatable: LogEvent | null;
  private readonly pending: Map<number, PendingLine>;
  private readonly claims: AddressClaims;
  private settledEvents: SettledEvent[] = [];
  private lastHost: string | null = null;
  private line = '';

  /** @throws RangeError where the zone is not known to `Intl`, FilterFault where a filter cannot be used */
  constructor(options: LogParserOptions, state?: LogParserState) {
    this.prefix = this.prefixes.prefix;
    this.clock = new LineClock(options.timeZone, state?.clock ?? null);
    this.attempts = new ConnectionAttempts(state ?? NO_CONNECTIONS);
    this.repeatable = state?.repeatable ?? null;
    this.pending = new Map(state?.pending ?? []);
    this.claims = new AddressClaims(state?.claims ?? []);
    this.defaultHost = options.host ?? null;
    this.taggedProgram = taggedProgram(options.program ?? '');
    const { filters = [] } = options;
    this.filters = filters.length === 0 ? null : new FilterSet(filters, state?.filters);
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
    const { clock, attempts, repeatable, pending, claims } = this;
    const known = {
      clock: clock.state(),
      ...attempts.state(),
      repeatable,
      pending: [...pending],
      claims: claims.state(),
    };
    const filters = this.filters?.state() ?? null;
    return filters === null ? known : { ...known, filters };
  }

  /** Filters that failed while they read lines, and are not asked any more. */
  get failedFilters(): readonly FailedFilter[] {
    return this.filters?.failed ?? [];
  }

  /** How many lines wait for the result of their round. */
  get pendingCount(): number {
    return this.pending.size;
  }

  /** True where {@link takeSettled} has something to give. */
  get hasSettled(): boolean {
    return this.settledEvents.length > 0;
  }

  /** Nothing more will come: what was never decided counts, and can be taken by {@link takeSettled}. */
  settle(): void {
    this.attempts.settleEverything();
    this.collectSettled();
  }

  /** Events of earlier lines that the lines since the last call have decided, in the order of the decisions. */
  takeSettled(): readonly SettledEvent[] {
    const settled = this.settledEvents;
    if (settled.length > 0) this.settledEvents = [];
    return settled;
  }

  /** One complete line without its newline, decoded. A carriage return at its end is no part of it. */
  parse(line: string): ParsedLine {
    const { prefix } = this;
    this.line = line;
    this.prefixes.read(line);
    if (!prefix.repeatsTime) this.clock.read(prefix.stamp);
    // The tag is that of a container or an add-on.
    if (this.taggedProgram !== null && prefix.program === null) this.takeTag(this.taggedProgram);
    const parsed = this.parseRead();
    if (this.pending.size > 0) this.collectSettled();
    return parsed;
  }

  private takeTag({ tag, program }: TaggedProgram): void {
    const { prefix } = this;
    if (prefix.headerStyle === 'repeat_notice' || prefix.stampStyle === 'audit') return;
    // Without a tag, the name of a function in front of the message looks like one.
    const whole = prefix.text.slice(prefix.headerStart, prefix.messageEnd);
    if (mayBeBare(prefix) && program.read(whole, this.headerBytes()) !== null) {
      prefix.dropHeader();
      prefix.program = program;
      return;
    }
    const name = prefix.programName();
    if (name === null || (tag === null ? isOtherService(name) : name !== tag)) return;
    if (readSyslogdRepetition(prefix) === null) readTagAs(prefix, program);
  }

  private parseRead(): ParsedLine {
    const { prefix } = this;
    if (this.pending.size > 0) this.attempts.passTime(this.hostOfLine(), this.clock.time);
    const { program } = prefix;
    if (this.filters !== null && (program === null || program.program.isBesideLogins === true)) {
      const matched = this.parseByFilters(this.filters);
      if (matched !== null) return matched;
    }
    if (program === null) return this.parseUnnamed();
    if (mayBeBare(prefix) && prefix.headerStyle === 'host_tag') {
      // `User sshd[1]: … from 192.0.2.1 not allowed because …`: the second word may be an attacker's.
      const bare = this.parseBare();
      if (bare !== null) return bare;
    }
    const message = prefix.message();
    if (prefix.stampStyle === 'audit') {
      const { readAudit } = program.program;
      return readAudit === undefined ? FOREIGN : this.judge(readAudit(message));
    }
    const parsed = this.parseMessage(message, program.read);
    if (parsed !== null) return parsed;
    return program.program.otherLines === 'foreign' ? this.foreign() : this.unrecognised(message, program);
  }

  /** What a filter of the log says of the line; null where none matches it. */
  private parseByFilters(filters: FilterSet): LogEvent | null {
    const { prefix } = this;
    const isJournal = prefix.stampStyle === 'json';
    const text = isJournal ? this.journalText() : prefix.stampStyle === 'container' ? this.containerText() : this.line;
    if (!filters.mayMatch(text)) return null;
    const found = filters.read(text, !isJournal, prefix.journalEntry ?? undefined);
    if (found === null) return null;
    this.repeatable = null;
    this.lastCount = null;
    // What took the line from its program has a time of its own, which is exact.
    if (prefix.stampStyle !== 'json' && prefix.stampStyle !== 'container' && found.stamp.kind !== 'none')
      this.clock.read(found.stamp);
    return this.filterEvent(found);
  }

  private filterEvent({
    address,
    username,
    port,
    forgeable,
    source: { definition, logType, threshold },
  }: FoundFailure): LogEvent {
    const reading = new ParsedMessage(FILTER_MATCH).user(username, null);
    reading.port = port === null ? null : portAt(port, 0, port.length);
    const details: MessageDetails = {
      ...(forgeable ? { forgeable } : {}),
      ...(threshold === null ? {} : { threshold: `${threshold.attempts} in ${threshold.seconds}s` }),
    };
    reading.does({ service: definition.name }, Object.keys(details).length === 0 ? null : details);
    const source = address === null ? NO_ADDRESS : readSourceAddress(address);
    const isNamed = namesHostAndProgram(this.prefix);
    const host = isNamed ? this.hostOfLine() : this.defaultHost;
    const event = this.eventOf(logType, reading, source, host, { ...NO_ATTEMPTS, attempts: 1 });
    return { ...event, program: (isNamed ? this.prefix.programName() : null) ?? definition.name };
  }

  /** An entry of the journal as fail2ban puts it together: `host program[pid]: message`. */
  private journalText(): string {
    const { prefix } = this;
    const pid = prefix.pid === null ? '' : `[${prefix.pid}]`;
    return `${prefix.namedHost ?? ''} ${prefix.programName() ?? ''}${pid}: ${prefix.message()}`;
  }

  /** What a program in a container wrote, without what was put around it. */
  private containerText(): string {
    const { prefix } = this;
    return prefix.text.slice(prefix.headerStart);
  }

  /** A line that names no program of ours. */
  private parseUnnamed(): ParsedLine {
    const { prefix } = this;
    if (prefix.headerStyle === 'repeat_notice') {
      return this.repeatLast(readRepetition(prefix.message())?.times ?? 0);
    }
    const repetition = this.repeatable === null ? null : readSyslogdRepetition(prefix);
    if (repetition !== null) return this.repeatLast(repetition);
    const hasNoHeader = prefix.headerStyle === 'none' || prefix.headerStyle === 'socklog';
    const bare = hasNoHeader || mayBeBare(prefix) ? this.parseBare() : null;
    if (bare !== null) return bare;
    const ofService = prefix.headerStyle === 'none' ? null : this.parsePamService();
    if (ofService !== null) return ofService;
    const foreign = this.foreign();
    const program = prefix.headerStyle === 'none' ? likelyProgram(prefix.text) : null;
    return program === null ? foreign : { kind: 'unrecognised', program, message: prefix.message() };
  }

  /** A line of another program: what is repeated behind it is not the line before it. */
  private foreign(): ForeignLine {
    if (this.repeatable !== null && this.hostOfLine() === this.repeatable.host) this.repeatable = null;
    return FOREIGN;
  }

  /** What PAM says for a service, on a line of a program that is not known; null for any other. */
  private parsePamService(): ParsedLine | null {
    const { prefix } = this;
    if (!this.mayBePam()) return null;
    const tag = prefix.programName();
    if (tag === null) return null;
    const program = pamServiceOf(tag);
    const { messageStart } = prefix;
    if (prefix.stampStyle === 'json') prefix.program = program;
    else readTagAs(prefix, program);
    const message = prefix.message();
    const parsed = message.startsWith(PAM_MARK) ? this.parseMessage(message, program.read) : null;
    if (parsed !== null) return parsed;
    prefix.program = null;
    prefix.pid = null;
    prefix.messageStart = messageStart;
    return null;
  }

  /** Most lines of other programs end here: a message stands behind the first colon, or in a field. */
  private mayBePam(): boolean {
    const { text, programStart, headerStyle } = this.prefix;
    if (headerStyle === 'fields') return text.includes(PAM_MARK, programStart);
    return text.startsWith(PAM_MARK, text.indexOf(': ', programStart) + 2);
  }

  /** The line as a message without header; null unless some form of message fits. */
  private parseBare(): ParsedLine | null {
    const { prefix } = this;
    const message = prefix.text.slice(prefix.headerStart, prefix.messageEnd);
    const reading = readBareMessage(message, this.headerBytes());
    if (reading === null ? readRepetition(message)?.message == null : reading.form.needsProgram) return null;
    prefix.dropHeader();
    return reading === null ? this.parseMessage(message, readBareMessage) : this.judge(reading);
  }

  /** The most that can have stood in front of the message when it was cut, if it was: other times, a priority. */
  private headerBytes(): number {
    const { messageStart, programStart, hostStart, hostEnd, namedHost } = this.prefix;
    const host = hostEnd > hostStart ? hostEnd - hostStart : (namedHost ?? this.defaultHost ?? '').length;
    return LONGEST_TIME + host + Math.max(SHORTEST_TAG, Math.min(LONGEST_TAG, messageStart - programStart));
  }

  private parseMessage(message: string, read: NamedProgram['read']): ParsedLine | null {
    // First, since lines of some programs may begin with any text.
    const repetition = readRepetition(message);
    const reading = repetition?.message == null ? read(message, this.headerBytes()) : null;
    if (reading !== null) return this.judge(reading);
    if (repetition === null) return null;
    if (repetition.message === null) return this.repeatLast(repetition.times);
    const repeated = read(repetition.message, this.headerBytes() + REPETITION_BYTES);
    if (repeated === null) return null;
    if (repeated.form.logType !== null) repeated.occurrences *= repetition.times;
    return this.judge(repeated);
  }

  /**
   * syslogd's `last message repeated N times` means the line of that host before it. It is counted where that was a
   * failed attempt; lines of other hosts may stand in between only if they are of other programs.
   */
  private repeatLast(times: number): ParsedLine {
    const last = this.repeatable;
    const form = last === null ? undefined : FORM_BY_ID.get(last.form);
    if (last === null || form === undefined || this.hostOfLine() !== last.host || times < 1) return REPEAT_IGNORED;
    const reading = new ParsedMessage(form).user(last.username, last.validUser);
    reading.address = last.ipAddress ?? last.sourceHost;
    reading.port = last.port;
    reading.method = last.method;
    reading.occurrences = times;
    if (last.service != null) reading.does({ service: last.service });
    this.prefix.program = programNamed(last.program) ?? pamServiceOf(last.program);
    this.prefix.pid = last.pid;
    return this.judge(reading);
  }

  /** Decides what a message adds to its connection, and so whether it is one to store. */
  private judge(reading: ParsedMessage): ParsedLine {
    const { form } = reading;
    this.repeatable = null;
    this.lastCount = null;
    if (form.logType === null) return form.ignoredLine;
    if (reading.occurrences > MAX_OCCURRENCES) reading.occurrences = MAX_OCCURRENCES;
    if (reading.claim !== null) this.claims.prove(reading, this.hostOfLine(), this.prefix.pid);
    const source = reading.address === null ? NO_ADDRESS : readSourceAddress(reading.address);
    const sign = { host: this.hostOfLine(), pid: this.prefix.pid, ip: source.ip, port: reading.port };
    const count = form.isOfConnection
      ? this.attempts.count(reading, sign, this.clock.time)
      : attemptsAlone(form, reading.occurrences);
    this.lastCount = count;
    const logType = count.isAlone ? form.whenAlone! : form.logType;
    const event = this.eventOf(logType, reading, source, sign.host, count);
    if (count.pendingRound !== null) this.keepPending(count.pendingRound, event);
    if (isRepeatable(event, form)) this.repeatable = event;
    return event;
  }

  /** The log type of a line that says nothing by itself, or is not understood; null for syslogd's own repetitions. */
  remarkType(parsed: IgnoredLine | UnrecognisedLine | ForeignLine): LogType | null {
    switch (parsed.kind) {
      case 'ignored':
        return remarkTypeOf(parsed.form);
      case 'unrecognised':
        return programNamed(parsed.program)!.program.remarkType;
      case 'foreign':
        return OTHER_LOG_TYPE;
      default:
        return parsed satisfies never;
    }
  }

  /** Such a line, the last one, as an event: for rules that ask for it. */
  remark(parsed: IgnoredLine | UnrecognisedLine | ForeignLine, logType: LogType): LogEvent {
    const event = this.eventOf(logType, new ParsedMessage(REMARK), NO_ADDRESS, this.hostOfLine(), NO_ATTEMPTS);
    if (parsed.kind === 'ignored') return { ...event, form: parsed.form };
    return { ...event, program: parsed.kind === 'foreign' ? (this.prefix.programName() ?? '') : parsed.program };
  }

  private eventOf(
    logType: LogType,
    reading: ParsedMessage,
    source: SourceAddress,
    host: string | null,
    count: AttemptCount,
  ): LogEvent {
    const { form } = reading;
    const action = reading.action ?? NO_ACTION;
    const { attempts, carriedAttempts, methodAttempts, pendingRound } = count;
    return {
      kind: 'event',
      form: form.id,
      logType,
      timestamp: this.clock.time,
      timeBasis: this.clock.basis,
      host,
      program: this.prefix.program?.name ?? programOfForm(form) ?? '',
      pid: this.prefix.pid,
      ipAddress: source.ip ?? count.ip,
      addressCarried: source.ip === null && count.ip !== null,
      sourceHost: source.host,
      port: reading.port,
      username: reading.username,
      validUser: reading.validUser,
      method: reading.method,
      keyType: reading.keyType,
      keyFingerprint: reading.keyFingerprint,
      certificateId: reading.certificateId,
      service: action.service ?? null,
      targetUser: action.targetUser ?? null,
      command: action.command ?? null,
      tty: action.tty ?? null,
      workingDirectory: action.workingDirectory ?? null,
      details: reading.details === null ? null : detailsAt(this.clock.time, reading.details),
      addressDoubtful: source.doubtful,
      occurrences: reading.occurrences,
      attempts,
      carriedAttempts,
      methodAttempts,
      pendingRound,
      stored:
        !waitsForAddress(form, count) &&
        (attempts > 0 || carriedAttempts > 0 || count.isAlone || form.whenNothingNew === 'store'),
    };
  }

  private keepPending(round: number, event: LogEvent): void {
    const line = detachString(this.line.slice(0, LONGEST_PENDING));
    this.pending.set(round, { event: detached(event), line });
  }

  private collectSettled(): void {
    for (const settled of this.attempts.takeSettled()) {
      const pending = this.pending.get(settled.round);
      this.pending.delete(settled.round);
      if (pending !== undefined) this.settledEvents.push(settledEvent(pending, settled));
    }
  }

  private unrecognised(message: string, { name: program }: NamedProgram): UnrecognisedLine {
    this.repeatable = null;
    return { kind: 'unrecognised', program, message };
  }

  /** Fields of JSON may name anything: what is no name of a host is kept as far as one can be long. */
  private boundedHost(host: string): string {
    if (host.length <= LONGEST_HOST) return host;
    if (this.lastHost?.length !== LONGEST_HOST || !host.startsWith(this.lastHost)) {
      this.lastHost = detachString(host.slice(0, LONGEST_HOST));
    }
    return this.lastHost;
  }

  /** The host of the last line, the same string for the same host. */
  private hostOfLine(): string | null {
    const { namedHost, text, hostStart, hostEnd } = this.prefix;
    if (namedHost !== null) return this.boundedHost(namedHost);
    const length = hostEnd - hostStart;
    if (length === 0) return this.defaultHost;
    if (this.lastHost === null || this.lastHost.length !== length || !text.startsWith(this.lastHost, hostStart)) {
      this.lastHost = detachString(text.slice(hostStart, hostEnd));
    }
    return this.lastHost;
  }
}

/** `syslogd[1]: last message repeated 5 times`, as BSD's writes it under its own name: how often; null for other lines. */
function readSyslogdRepetition(prefix: LinePrefix): number | null {
  if (prefix.headerStyle === 'none' || prefix.programName() !== 'syslogd') return null;
  const at = prefix.text.indexOf(': ', prefix.programStart);
  const repetition = at < 0 ? null : readRepetition(prefix.text.slice(at + 2, prefix.messageEnd));
  return repetition === null || repetition.message !== null ? null : repetition.times;
}

/** An event that does not keep the text of the batch alive that its line was read with. */
function detached(event: LogEvent): LogEvent {
  const { username, sourceHost, host, ipAddress } = event;
  return {
    ...event,
    username: copied(username),
    sourceHost: copied(sourceHost),
    host: copied(host),
    ipAddress: copied(ipAddress),
  };
}

function copied(text: string | null): string | null {
  return text === null ? null : detachString(text.slice(0, LONGEST_PENDING));
}

/** A program, and the tag that stands for it; null: any that is not known. */
interface TaggedProgram {
  readonly tag: string | null;
  readonly program: NamedProgram;
}

function taggedProgram(text: string): TaggedProgram | null {
  const colon = text.lastIndexOf(':');
  const program = programNamed(text.slice(colon + 1));
  return program === null ? null : { tag: colon < 0 ? null : text.slice(0, colon), program };
}

/** A failed login of a program whose lines are of no connection is an attempt by itself. */
function attemptsAlone({ evidence }: MessageForm, attempts: number): AttemptCount {
  return evidence === 'failure' ? { ...NO_ATTEMPTS, attempts } : NO_ATTEMPTS;
}

function waitsForAddress({ awaitsAddress }: MessageForm, { pendingRound }: AttemptCount): boolean {
  return awaitsAddress && pendingRound !== null;
}

function detailsAt(time: number, { seconds, ...details }: MessageDetails): EventDetails {
  return seconds === undefined ? details : { ...details, until: time + seconds * 1000 };
}

function settledEvent({ event, line }: PendingLine, { round, attempts, ip, result }: SettledLine): SettledEvent {
  const ipAddress = event.ipAddress ?? ip;
  const addressCarried = event.addressCarried || (event.ipAddress === null && ip !== null);
  const form = FORM_BY_ID.get(event.form);
  // What has taken the address is what is kept of the connection.
  const isKept = result === 'address' && (form?.whenNothingNew === 'store' || (form?.isProbe === true && ip !== null));
  // Nobody else has it: it was copied when it began to wait.
  const settled: { -readonly [Field in keyof LogEvent]: LogEvent[Field] } = event;
  settled.attempts = attempts;
  settled.pendingRound = null;
  settled.ipAddress = ipAddress;
  settled.addressCarried = addressCarried;
  settled.stored = attempts > 0 || isKept;
  return { event: settled, line, round, result };
}

function isRepeatable({ username }: LogEvent, { evidence }: MessageForm): boolean {
  const counts = evidence === 'failure' || evidence === 'pam' || evidence === 'pam_error';
  return counts && (username === null || username.length <= LONGEST_REPEATABLE_NAME);
}
