import type { IpRange } from '../../net/ip-range.js';
import { AddressParameter, ChoicesParameter, MomentParameter, TextParameter } from '../../lists/list-parameters.js';
import { sortNames } from '../../lists/list-order.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { FieldsParameter, ListQueryDto, SortParameter } from '../../lists/list-query.dto.js';
import { containsText, isOneOf, sqlCondition } from '../../lists/sql-condition.js';
import { LOG_ENTRY_FIELDS } from './log-entry.dto.js';
import { LOG_TYPES } from '../programs/registry.js';
import type { LogType } from '../parsing/log-type.js';

/** What log entries can be ordered by: columns of the table, by the name of the sort. */
export const LOG_SORTS = { id: ['id'], timestamp: ['timestamp', 'id'] };

/** Longest text that is searched for in lines. */
const LONGEST_SEARCH = 200;

/** Which log entries to answer. */
export class LogListQueryDto extends ListQueryDto {
  @AddressParameter({ description: 'Source IP: an address, or a range in CIDR notation.', example: '203.0.113.0/24' })
  ip_address?: IpRange;

  @TextParameter({ description: 'User name, exactly as the client gave it.', example: 'root' })
  username?: string;

  @TextParameter({ description: 'Host that wrote the line.', example: 'web-1' }, 255)
  host?: string;

  @ChoicesParameter(LOG_TYPES, {
    description: 'What happened: one or several types, separated by commas.',
    example: 'ssh_failed_login,ssh_invalid_user',
  })
  log_type?: LogType[];

  @TextParameter({ description: 'How the client tried to log in.', example: 'password' }, 64)
  method?: string;

  @MomentParameter({ description: 'From this time, or the beginning of this day (UTC), on.', example: '2026-11-20' })
  since?: number;

  @MomentParameter({ description: 'Before this time, or before this day (UTC).', example: '2026-11-20T12:00:00Z' })
  until?: number;

  @TextParameter(
    { description: 'Text somewhere in the line; ASCII letters match in either case.', example: 'maximum auth' },
    LONGEST_SEARCH,
  )
  q?: string;

  @SortParameter(sortNames(LOG_SORTS), 'By default `id`; with `ip_address`, `since` or `until` it is `timestamp`.')
  override sort?: string;

  @FieldsParameter(LOG_ENTRY_FIELDS, 'timestamp,ip_address,username')
  override fields?: string[];
}

/** What the request leaves over of the log entries. */
export function logFilter(query: LogListQueryDto): ListFilter {
  const { ip_address: address, username, host, log_type, method, since, until, q } = query;
  const tests = [
    ...(log_type === undefined ? [] : [isOneOf('log_type', log_type)]),
    ...(host === undefined ? [] : [sqlCondition('host = ?', host)]),
    ...(username === undefined ? [] : [sqlCondition('username = ?', username)]),
    ...(method === undefined ? [] : [sqlCondition('method = ?', method)]),
    ...(q === undefined ? [] : [containsText('raw_log', q)]),
  ];
  return { address, since, until, tests };
}

/** The order in which an index finds what the filter leaves. */
export function defaultLogSort({ address, since, until }: ListFilter): string {
  return address === undefined && since === undefined && until === undefined ? 'id' : 'timestamp';
}
