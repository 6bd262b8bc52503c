import type { IpRange } from '../net/ip-range.js';
import {
  AddressParameter,
  ChoiceParameter,
  ChoicesParameter,
  FieldsParameter,
  ListQueryDto,
  MomentParameter,
  SortParameter,
  TextsParameter,
} from '../lists/list-parameters.js';
import { sortNames } from '../lists/list-order.js';
import type { ListFilter } from '../lists/list-plan.js';
import { isOneOf, sqlCondition } from '../lists/sql-condition.js';
import type { SqlCondition } from '../lists/sql-condition.js';
import { ALERT_FIELDS } from './alert.dto.js';
import { ALERT_OUTCOMES, ALERT_STATUSES, SEVERITIES } from './lifecycle/alert-terms.js';
import type { AlertOutcome, AlertStatus, Severity } from './lifecycle/alert-terms.js';

/** What alerts can be ordered by: columns of the table, by the name of the sort. */
export const ALERT_SORTS = { timestamp: ['fired_at', 'id'], last_seen: ['last_seen', 'id'] };

/** Which alerts to answer. */
export class AlertListQueryDto extends ListQueryDto {
  @AddressParameter({
    description:
      'Source IP that the alert is about: an address, or a range in CIDR notation. Alerts that are about something ' +
      'else, such as a user name tried from many addresses, have none.',
    example: '203.0.113.0/24',
  })
  ip_address?: IpRange;

  @TextsParameter({ description: 'Name of the rule, or several, separated by commas.', example: 'ssh_brute_force' })
  rule?: string[];

  @ChoicesParameter(SEVERITIES, { description: 'One or several, separated by commas.', example: 'high,critical' })
  severity?: Severity[];

  @ChoiceParameter(SEVERITIES, { description: 'This severity, or a higher one.', example: 'high' })
  min_severity?: Severity;

  @ChoicesParameter(ALERT_STATUSES, { description: 'One or several, separated by commas.', example: 'open' })
  status?: AlertStatus[];

  @ChoiceParameter(ALERT_OUTCOMES, { description: 'Did they get in?', example: 'login_succeeded' })
  outcome?: AlertOutcome;

  @MomentParameter({
    description: 'Fired at this time or later; a day (UTC) from its beginning.',
    example: '2026-11-20',
  })
  since?: number;

  @MomentParameter({ description: 'Fired before this time, or before this day (UTC).', example: '2026-11-21' })
  until?: number;

  @SortParameter(
    sortNames(ALERT_SORTS),
    'By default `-timestamp`. `last_seen` moves while an attack lasts: a walk by cursor may meet an alert again.',
  )
  override sort?: string;

  @FieldsParameter(ALERT_FIELDS, 'id,timestamp,severity,ip_address')
  override fields?: string[];
}

/** What the request leaves over of the alerts. */
export function alertFilter(query: AlertListQueryDto): ListFilter {
  const { ip_address: address, rule, severity, min_severity, status, outcome, since, until } = query;
  const tests = [
    ...(rule === undefined ? [] : [isOneOf('rule', rule)]),
    ...(severity === undefined ? [] : [isOneOf('severity', severity)]),
    ...(min_severity === undefined ? [] : [isOneOf('severity', SEVERITIES.slice(SEVERITIES.indexOf(min_severity)))]),
    ...(status === undefined ? [] : [hasStatus(status)]),
    ...(outcome === undefined ? [] : [sqlCondition('outcome = ?', outcome)]),
  ];
  return { address, since, until, tests };
}

/** As `alertStatus` tells the status from the moments. */
const STATUS_CONDITIONS: Readonly<Record<AlertStatus, string>> = {
  open: '(resolved_at IS NULL AND acknowledged_at IS NULL)',
  acknowledged: '(resolved_at IS NULL AND acknowledged_at IS NOT NULL)',
  resolved: '(resolved_at IS NOT NULL)',
};

function hasStatus(statuses: readonly AlertStatus[]): SqlCondition {
  return sqlCondition(`(${statuses.map((status) => STATUS_CONDITIONS[status]).join(' OR ')})`);
}
