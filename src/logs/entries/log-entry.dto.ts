import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { isoTime } from '../../common/clock.js';
import { FormatParameter } from '../../lists/item-format.js';
import type { ItemFormat } from '../../lists/item-format.js';
import { sortNames } from '../../lists/list-order.js';
import { QueryParameter } from '../../lists/query-pipe.js';
import {
  AddressParameter,
  CheckedText,
  ChoicesParameter,
  NamesParameter,
  FieldsParameter,
  ListQueryDto,
  MomentParameter,
  SortParameter,
  TextParameter,
} from '../../lists/list-parameters.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { containsText, isOneOf, sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { CountriesParameter } from '../../origin/country-addresses.js';
import type { IpRange } from '../../net/ip-range.js';
import { shownDetails } from './shown-details.js';
import { storedDetails } from '../parsing/event-details.js';
import { LOG_CATEGORIES, TIME_BASIS_MEANINGS } from '../parsing/parsed-line.js';
import type { LogCategory, LogType, TimeBasis } from '../parsing/parsed-line.js';
import {
  FILTER_LOG_TYPE,
  LOG_TYPES,
  LOG_TYPE_MEANINGS,
  categoryOf,
  isFilterType,
  typesIn,
} from '../programs/registry.js';

/** Those that programs declare, and those of filters. */
export const LOG_TYPE_PATTERN = '^[a-z0-9_]{1,40}$';

/** What a log entry tells besides. */
export class EntryDetailsDto {
  @ApiPropertyOptional({ description: 'Why sshd punishes or drops.', example: 'failed authentication' })
  reason?: string;

  @ApiPropertyOptional({ description: 'What it punishes, in CIDR notation.', example: '203.0.113.7/32' })
  network?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Until when it does.', example: '2026-11-20T09:13:01.000Z' })
  until?: string;

  @ApiPropertyOptional({ description: 'Connections that were dropped and have no lines of their own.', example: 12 })
  dropped?: number;

  @ApiPropertyOptional({ description: 'Wrong passwords of somebody who is logged in already.', example: 3 })
  failures?: number;

  @ApiPropertyOptional({
    description: 'What of an account, a group, a file or a table of jobs is changed.',
    example: 'shell',
  })
  change?: string;

  @ApiPropertyOptional({ description: 'What it was before.', example: '/bin/sh' })
  before?: string;

  @ApiPropertyOptional({ description: 'What it is now.', example: '/bin/bash' })
  after?: string;

  @ApiPropertyOptional({ description: 'The number that an account has from now on.', example: 0 })
  uid?: number;

  @ApiPropertyOptional({ description: 'The number of its group, or of a group.', example: 0 })
  gid?: number;

  @ApiPropertyOptional({ description: 'The group of accounts that is changed.', example: 'sudo' })
  group?: string;

  @ApiPropertyOptional({ description: 'Home directory of an account.', example: '/home/backup2' })
  home?: string;

  @ApiPropertyOptional({ description: 'Login shell of an account.', example: '/bin/bash' })
  shell?: string;

  @ApiPropertyOptional({
    description: 'The file that is written, fetched or changed over sftp: text of whoever is logged in.',
    example: '/root/.ssh/authorized_keys',
  })
  path?: string;

  @ApiPropertyOptional({ description: 'What it is renamed or linked to.', example: '/root/.ssh/authorized_keys' })
  new_path?: string;

  @ApiPropertyOptional({ description: 'How it was opened.', example: 'WRITE,CREATE,TRUNCATE' })
  flags?: string;

  @ApiPropertyOptional({ description: 'Bytes that the user received, of a file or in all.', example: 1204 })
  bytes_read?: number;

  @ApiPropertyOptional({ description: 'Bytes that the user sent.', example: 0 })
  bytes_written?: number;

  @ApiPropertyOptional({
    description: 'What polkit authorizes.',
    example: 'org.freedesktop.systemd1.manage-units',
  })
  action?: string;

  @ApiPropertyOptional({ description: '`shell`, `command`, `subsystem` or `forced-command`.', example: 'shell' })
  session?: string;

  @ApiPropertyOptional({
    description:
      'True: text of the user may have made some of what the line says, so that it is not told as whom and where.',
    example: true,
  })
  ambiguous?: boolean;

  @ApiPropertyOptional({
    description: 'Of what a filter matches: true where the client may have chosen which address that takes.',
    example: true,
  })
  forgeable?: boolean;

  @ApiPropertyOptional({
    description: 'Of what a filter matches: how often it may in how long, as `LOG_FILES` says.',
    example: '5 in 600s',
  })
  threshold?: string;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Of a login: true where its user came from the address for the first time; null where there is none.',
    example: true,
  })
  new_address_for_user?: boolean | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Of a login: true where its user came from the network, /24 or /64, for the first time.',
    example: false,
  })
  new_network_for_user?: boolean | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Of a login: true where its user had the key for the first time; null for a login without.',
    example: null,
  })
  new_key_for_user?: boolean | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of a login: the first of its user that was known then; null: it was the first.',
    example: '2026-10-01T08:00:00.000Z',
  })
  login_history_since?: string | null;

  @ApiPropertyOptional({
    description: 'True: the source IP is that of the connection, by another line.',
    example: true,
  })
  address_carried?: boolean;

  /** Null where the entry tells nothing besides. */
  static from(stored: string | null): EntryDetailsDto | null {
    return stored === null ? null : shownDetails(storedDetails(stored));
  }
}

/** A log entry as the API shows it. */
export class LogEntryDto {
  @ApiProperty({ description: 'Grows in the order of storing.', example: 17 })
  id: number;

  @ApiProperty({ format: 'date-time', description: 'When it happened.', example: '2026-11-20T09:12:46.000Z' })
  timestamp: string;

  @ApiProperty({
    enum: Object.keys(TIME_BASIS_MEANINGS),
    description: `How the time was known. ${describe(TIME_BASIS_MEANINGS)}`,
    example: 'exact',
  })
  time_basis: TimeBasis;

  @ApiProperty({
    type: String,
    pattern: LOG_TYPE_PATTERN,
    description: `What happened. ${describe(logTypeMeanings())}`,
    example: 'ssh_failed_login',
  })
  log_type: LogType;

  @ApiProperty({ type: String, nullable: true, description: 'Host that wrote the line.', example: 'web-1' })
  host: string | null;

  @ApiProperty({ example: 'sshd' })
  program: string;

  @ApiProperty({ type: Number, nullable: true, example: 24200 })
  pid: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Source IP.', example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Name that stands in place of an address.', example: null })
  source_host: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 52814 })
  port: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the client gave it: any text.', example: 'root' })
  username: string | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'False: no such account, or it may not log in.',
    example: null,
  })
  valid_user: boolean | null;

  @ApiProperty({ type: String, nullable: true, example: 'password' })
  method: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Service of PAM that the line is about.', example: null })
  service: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'As whom `username` acts, or the account that is changed.',
    example: null,
  })
  target_user: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'With its arguments, as the program writes it: text of whoever is logged in.',
    example: null,
  })
  command: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Such as `pts/0`.', example: null })
  tty: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where a command was run: any text.', example: null })
  working_directory: string | null;

  @ApiProperty({ description: 'What the line adds to the failed attempts of its connection.', example: 1 })
  attempts: number;

  @ApiProperty({ type: EntryDetailsDto, nullable: true, description: 'What the line tells besides.', example: null })
  details: EntryDetailsDto | null;

  @ApiProperty({ description: 'True where the allowlist covered the address: it raised no alert.', example: false })
  allowlisted: boolean;

  @ApiProperty({ description: 'Log file that the line was read from.', example: '/var/log/auth.log' })
  source: string;

  @ApiProperty({
    description: 'The line itself.',
    example:
      '2026-11-20T09:12:46.000000+00:00 web-1 sshd[24200]: Failed password for root from 203.0.113.7 port 52814 ssh2',
  })
  raw_log: string;

  @ApiProperty({
    enum: LOG_CATEGORIES,
    enumName: 'LogCategory',
    description: 'What kind of thing happened, whatever program says it.',
    example: 'login_failed',
  })
  category: LogCategory;

  /** @param source path of the entry's log source */
  static from(row: LogEntryRow, source: string): LogEntryDto {
    return {
      id: row.id,
      timestamp: isoTime(row.timestamp),
      time_basis: row.time_basis,
      log_type: row.log_type,
      host: row.host,
      program: row.program,
      pid: row.pid,
      ip_address: row.ip_address,
      source_host: row.source_host,
      port: row.port,
      username: row.username,
      valid_user: row.valid_user === null ? null : row.valid_user !== 0,
      method: row.method,
      service: row.service,
      target_user: row.target_user,
      command: row.command,
      tty: row.tty,
      working_directory: row.working_directory,
      attempts: row.attempts,
      details: EntryDetailsDto.from(row.details),
      allowlisted: row.allowlisted !== 0,
      source,
      raw_log: row.raw_log,
      category: categoryOf(row.log_type),
    };
  }
}

/**
 * The columns that the API shows, as the database has them: lists are read without the detour of the entity, which
 * would cost as much as the query.
 */
export interface LogEntryRow extends Omit<
  LogEntryDto,
  'timestamp' | 'valid_user' | 'details' | 'allowlisted' | 'source' | 'category'
> {
  readonly details: string | null;
  readonly timestamp: number;
  readonly valid_user: number | null;
  readonly allowlisted: number;
  readonly source_id: number;
}

/** The columns of a {@link LogEntryRow}. */
export const LOG_ENTRY_COLUMNS = Object.keys({
  id: true,
  timestamp: true,
  time_basis: true,
  log_type: true,
  host: true,
  program: true,
  pid: true,
  ip_address: true,
  source_host: true,
  port: true,
  username: true,
  valid_user: true,
  method: true,
  service: true,
  target_user: true,
  command: true,
  tty: true,
  working_directory: true,
  attempts: true,
  details: true,
  allowlisted: true,
  source_id: true,
  raw_log: true,
} satisfies Record<keyof LogEntryRow, true>);

/** The members of a log entry, in order. */
export const LOG_ENTRY_FIELDS = [
  ...LOG_ENTRY_COLUMNS.map((column) => (column === 'source_id' ? 'source' : column)),
  'category',
];

function logTypeMeanings(): Record<string, string> {
  const meanings = Object.entries(LOG_TYPE_MEANINGS);
  return Object.fromEntries(
    meanings.map(([type, { category, meaning, example }]) => [
      type,
      `${meaning} Category: ${category}. (\`${example}\`)`,
    ]),
  );
}

function describe(meanings: Readonly<Record<string, string>>): string {
  return Object.entries(meanings)
    .map(([name, meaning]) => `\`${name}\`: ${meaning}`)
    .join(' ');
}

/** What log entries can be ordered by: columns of the table, by the name of the sort. */
export const LOG_SORTS = { id: ['id'], timestamp: ['timestamp', 'id'] };

/** Longest text that is searched for in lines. */
const LONGEST_SEARCH = 200;

/** Checks the text that a query looks for. */
export function SearchText(): PropertyDecorator {
  return CheckedText(LONGEST_SEARCH);
}

/** Which log entries to answer. */
export class LogListQueryDto extends ListQueryDto {
  @AddressParameter({ description: 'Source IP: an address, or a range in CIDR notation.', example: '203.0.113.0/24' })
  ip_address?: IpRange;

  @CountriesParameter('Only of addresses of these countries, separated by commas, by the file of `GEOIP_COUNTRY`.')
  country?: string[];

  @TextParameter({ description: 'User name, exactly as the client gave it.', example: 'root' })
  username?: string;

  @TextParameter({ description: 'As whom somebody acts, or the account that is changed.', example: 'backup2' })
  target_user?: string;

  @TextParameter({ description: 'Host that wrote the line.', example: 'web-1' }, 255)
  host?: string;

  @NamesParameter(
    {
      description: 'What happened: one or several types, separated by commas.',
      example: 'ssh_failed_login,ssh_invalid_user',
    },
    {
      pattern: LOG_TYPE_PATTERN,
      isName: (name) => LOG_TYPES.includes(name) || isFilterType(name),
      names: LOG_TYPES,
    },
  )
  log_type?: LogType[];

  @ChoicesParameter(LOG_CATEGORIES, {
    description: 'What kind of thing happened: one or several, separated by commas.',
    example: 'privilege,account,command',
  })
  category?: LogCategory[];

  @TextParameter({ description: 'Program that wrote the line.', example: 'sshd' }, 64)
  program?: string;

  @TextParameter({ description: 'How the client tried to log in.', example: 'password' }, 64)
  method?: string;

  @MomentParameter({ description: 'From this time, or the beginning of this day (UTC), on.', example: '2026-11-20' })
  since?: number;

  @MomentParameter({ description: 'Before this time, or before this day (UTC).', example: '2026-11-20T12:00:00Z' })
  until?: number;

  /** By now the text that is looked for: the rest of the query has become other parameters. */
  @QueryParameter('entries')
  @SearchText()
  q?: string;

  @SortParameter(
    sortNames(LOG_SORTS),
    'By default `id`; with `ip_address`, `country`, `since` or `until` it is `timestamp`.',
  )
  override sort?: string;

  @FieldsParameter(LOG_ENTRY_FIELDS, 'timestamp,ip_address,username')
  override fields?: string[];

  @FormatParameter()
  format?: ItemFormat;
}

/** What is asked of an entry. */
export type LogFilters = Pick<
  LogListQueryDto,
  | 'ip_address'
  | 'username'
  | 'target_user'
  | 'host'
  | 'log_type'
  | 'category'
  | 'program'
  | 'method'
  | 'since'
  | 'until'
  | 'q'
>;

/** What the request leaves over of the log entries. */
export function logFilter(query: LogFilters): ListFilter {
  const {
    ip_address: address,
    username,
    target_user: target,
    host,
    log_type,
    category,
    program,
    method,
    since,
    until,
    q,
  } = query;
  const tests = [
    ...(log_type === undefined ? [] : [isOneOf('log_type', log_type)]),
    ...(category === undefined ? [] : [isOfCategories(category)]),
    ...(target === undefined ? [] : [sqlCondition('target_user = ?', target)]),
    ...(host === undefined ? [] : [sqlCondition('host = ?', host)]),
    ...(username === undefined ? [] : [sqlCondition('username = ?', username)]),
    ...(program === undefined ? [] : [sqlCondition('program = ?', program)]),
    ...(method === undefined ? [] : [sqlCondition('method = ?', method)]),
    ...(q === undefined ? [] : [containsText('raw_log', q)]),
  ];
  return { address, since, until, tests };
}

/** Log types of filters are as many as there are filters: they are known by how they end, and of one category. */
function isOfCategories(categories: readonly LogCategory[]): SqlCondition {
  const { text, values } = isOneOf('log_type', categories.flatMap(typesIn));
  if (!categories.includes(categoryOf(FILTER_LOG_TYPE))) return { text, values };
  return sqlCondition(`(${text} OR log_type LIKE '%\\_failed\\_login' ESCAPE '\\')`, ...values);
}

/** The order in which an index finds what the filter leaves. */
export function defaultLogSort({ address, since, until, among }: ListFilter): string {
  return [address, since, until, among].every((each) => each === undefined) ? 'id' : 'timestamp';
}
