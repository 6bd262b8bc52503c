import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../../common/clock.js';
import { sortNames } from '../../lists/list-order.js';
import {
  AddressParameter,
  ChoiceParameter,
  FieldsParameter,
  ListQueryDto,
  MomentParameter,
  SortParameter,
  TextParameter,
} from '../../lists/list-parameters.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { sqlCondition } from '../../lists/sql-condition.js';
import { LogEntryDto } from '../../logs/entries/log-entry.dto.js';
import type { IpRange } from '../../net/ip-range.js';
import { END_REASONS, LINK_KINDS, MILESTONES } from './session.js';
import type { EndReason, LinkKind, Milestone } from './session.js';
import type { Session } from './session.entity.js';
import { sessionSummary } from './session-summary.js';

/** When something that matters happened first; null: it did not, as far as the log says. */
class MilestonesDto {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'They acted as root.' })
  root: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'They changed accounts or groups.' })
  account: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'They changed authorized keys.' })
  key: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'They changed scheduled jobs.' })
  job: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'They touched logs or history.' })
  logs: string | null;

  static from(milestones: Partial<Record<Milestone, number>>): MilestonesDto {
    const entries = MILESTONES.map((name) => [name, isoTime(milestones[name] ?? null)]);
    return Object.fromEntries(entries) as MilestonesDto;
  }
}

/** A login, and what was done from it until it ended. */
export class SessionDto {
  @ApiProperty({ format: 'uuid', example: '5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11' })
  id: string;

  @ApiProperty({ format: 'date-time', description: 'The login.', example: '2026-11-20T09:20:00.000Z' })
  started_at: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null while it is open.',
    example: null,
  })
  ended_at: string | null;

  @ApiProperty({
    enum: END_REASONS,
    enumName: 'SessionEnd',
    nullable: true,
    description: 'Why it is over. `lost`: its end is not in the log; `ended_at` is its last event then.',
    example: null,
  })
  end_reason: EndReason | null;

  @ApiProperty({ format: 'date-time', description: 'Its last event.', example: '2026-11-20T09:21:30.000Z' })
  last_seen: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds from login to end; null while it is open.',
    example: null,
  })
  duration_seconds: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'web-1' })
  host: string | null;

  @ApiProperty({ description: 'Who logged in.', example: 'deploy' })
  username: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where from.', example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 52814 })
  port: number | null;

  @ApiProperty({ example: 'sshd' })
  program: string;

  @ApiProperty({ type: String, nullable: true, example: 'password' })
  method: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Fingerprint of the key.', example: null })
  key_fingerprint: string | null;

  @ApiProperty({ description: 'Id of the log entry of the login.', example: 812 })
  login_entry: number;

  @ApiProperty({ type: [String], description: 'Terminals, where the log tells them.', example: ['pts/0'] })
  ttys: string[];

  @ApiProperty({ type: [String], description: 'As whom it went on.', example: ['root'] })
  became: string[];

  @ApiProperty({ description: 'Events that are its own, or may be.', example: 9 })
  events: number;

  @ApiProperty({ description: 'Commands as somebody else, or that a server logged.', example: 4 })
  commands: number;

  @ApiProperty({ description: 'Rights that were refused.', example: 0 })
  refusals: number;

  @ApiProperty({ description: 'Changes of accounts and groups.', example: 1 })
  account_changes: number;

  @ApiProperty({ description: 'Files written or changed over sftp.', example: 1 })
  files_written: number;

  @ApiProperty({ description: 'Files fetched over sftp.', example: 0 })
  files_read: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Bytes sent to the client, where the log tells.',
    example: null,
  })
  bytes_sent: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes received from it.', example: null })
  bytes_received: number | null;

  @ApiProperty({ type: MilestonesDto })
  milestones: MilestonesDto;

  @ApiProperty({
    type: [String],
    description: 'What they did, in plain words that follow `they`.',
    example: ['were logged in as deploy for 41 minutes', 'became root by sudo after 12 s'],
  })
  summary: string[];

  static from(session: Session): SessionDto {
    const { facts, startedAt, endedAt } = session;
    return {
      id: session.id,
      started_at: isoTime(startedAt),
      ended_at: isoTime(endedAt),
      end_reason: session.endReason,
      last_seen: isoTime(session.lastSeen),
      duration_seconds: endedAt === null ? null : Math.floor((endedAt - startedAt) / 1000),
      host: session.host,
      username: session.username,
      ip_address: session.ipAddress,
      port: session.port,
      program: session.program,
      method: session.method,
      key_fingerprint: session.keyFingerprint,
      login_entry: session.loginEntry,
      ttys: [...facts.ttys],
      became: [...facts.became],
      events: session.events,
      commands: facts.commands,
      refusals: facts.refusals,
      account_changes: facts.accounts,
      files_written: facts.filesWritten,
      files_read: facts.filesRead,
      bytes_sent: facts.bytesSent,
      bytes_received: facts.bytesReceived,
      milestones: MilestonesDto.from(facts.milestones),
      summary: sessionSummary(session),
    };
  }
}

/** The members of a session, in order. */
export const SESSION_FIELDS = [
  'id',
  'started_at',
  'ended_at',
  'end_reason',
  'last_seen',
  'duration_seconds',
  'host',
  'username',
  'ip_address',
  'port',
  'program',
  'method',
  'key_fingerprint',
  'login_entry',
  'ttys',
  'became',
  'events',
  'commands',
  'refusals',
  'account_changes',
  'files_written',
  'files_read',
  'bytes_sent',
  'bytes_received',
  'milestones',
  'summary',
] as const satisfies readonly (keyof SessionDto)[];

/** A log entry of a session, and how it is known that it is one. */
export class SessionEntryDto extends LogEntryDto {
  @ApiProperty({
    enum: LINK_KINDS,
    enumName: 'SessionLink',
    description:
      'How it is known that it belongs to the session. `login`, `connection`: the line says so; `tty`: it names the terminal; ' +
      '`only_session`: no other session was open on the host that could have done it; `same_second`: a command of the ' +
      'session ran the tool in that second; `command`: one that runs such tools was at most five minutes before; `ambiguous`: ' +
      'several sessions could have, and each lists it.',
    example: 'tty',
  })
  how: LinkKind;
}

/** A session with its log entries. */
export class SessionDetailDto extends SessionDto {
  @ApiProperty({ type: [SessionEntryDto], description: 'Its log entries, oldest first.' })
  timeline: SessionEntryDto[];

  @ApiProperty({
    description:
      'False where not all of its events are in the timeline: it has too many, or some are too old to be kept.',
    example: true,
  })
  timeline_is_whole: boolean;
}

/** What sessions can be ordered by: columns of the table, by the name of the sort. */
export const SESSION_SORTS = { started_at: ['started_at', 'id'] };

/** Which sessions to answer. */
export class SessionListQueryDto extends ListQueryDto {
  @AddressParameter({ description: 'Where from: an address, or a range in CIDR notation.', example: '203.0.113.0/24' })
  ip_address?: IpRange;

  @TextParameter({ description: 'Who logged in.', example: 'deploy' })
  username?: string;

  @TextParameter({ description: 'Host that they logged in to.', example: 'web-1' }, 255)
  host?: string;

  @TextParameter({ description: 'How they logged in.', example: 'password' }, 64)
  method?: string;

  @ChoiceParameter(['open', 'ended'] as const, { description: 'Whether it is over.', example: 'open' })
  state?: 'open' | 'ended';

  @MomentParameter({
    description: 'Began at this time or later; a day (UTC) from its beginning.',
    example: '2026-11-20',
  })
  since?: number;

  @MomentParameter({ description: 'Began before this time, or before this day (UTC).', example: '2026-11-21' })
  until?: number;

  @SortParameter(sortNames(SESSION_SORTS), 'By default `-started_at`.')
  override sort?: string;

  @FieldsParameter([...SESSION_FIELDS], 'id,started_at,username,ip_address')
  override fields?: string[];
}

/** What the request leaves over of the sessions. */
export function sessionFilter(query: SessionListQueryDto): ListFilter {
  const { ip_address: address, username, host, method, state, since, until } = query;
  const tests = [
    ...(username === undefined ? [] : [sqlCondition('username = ?', username)]),
    ...(host === undefined ? [] : [sqlCondition('host = ?', host)]),
    ...(method === undefined ? [] : [sqlCondition('method = ?', method)]),
    ...(state === undefined ? [] : [sqlCondition(`ended_at IS ${state === 'open' ? '' : 'NOT '}NULL`)]),
  ];
  return { address, since, until, tests };
}
