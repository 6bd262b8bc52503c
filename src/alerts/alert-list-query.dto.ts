import type { IpRange } from '../net/ip-range.js';
import { CountriesParameter } from '../origin/country-addresses.js';
import {
  AddressParameter,
  ChoiceParameter,
  ChoicesParameter,
  FieldsParameter,
  ListQueryDto,
  MomentParameter,
  SortParameter,
  TextParameter,
  TextsParameter,
} from '../lists/list-parameters.js';
import { QueryParameter } from '../lists/query-pipe.js';
import { FormatParameter } from '../lists/item-format.js';
import type { ItemFormat } from '../lists/item-format.js';
import { sortNames } from '../lists/list-order.js';
import type { ListFilter } from '../lists/list-plan.js';
import { isOneOf, sqlCondition } from '../lists/sql-condition.js';
import type { SqlCondition } from '../lists/sql-condition.js';
import { ALERT_FIELDS } from './alert.dto.js';
import { ALERT_OUTCOMES, ALERT_STATUSES, SEVERITIES } from './lifecycle/alert-terms.js';
import type { AlertOutcome, AlertStatus, Severity } from './lifecycle/alert-terms.js';
import { SERVICE_RULES } from './lifecycle/service-rules.js';

/** What alerts can be ordered by: columns of the table, by the name of the sort. */
export const ALERT_SORTS = { timestamp: ['fired_at', 'id'], last_seen: ['last_seen', 'id'] };

/** Which alerts to answer. */
export class AlertListQueryDto extends ListQueryDto {
  /** Gone by now: it has become other parameters. */
  @QueryParameter('alerts')
  q?: undefined;

  @AddressParameter({
    description:
      'Source IP that the alert is about: an address, or a range in CIDR notation. Alerts that are about something ' +
      'else, such as a user name tried from many addresses, have none.',
    example: '203.0.113.0/24',
  })
  ip_address?: IpRange;

  @AddressParameter({
    description: 'Address that took part, whatever the alert is about; one address.',
    example: '203.0.113.7',
  })
  attacker?: IpRange;

  @CountriesParameter(
    'Of an address of these countries, separated by commas, by the file of `GEOIP_COUNTRY`: the source IP, or any that took part.',
  )
  country?: string[];

  @TextParameter({
    description: 'User whom it is about, whose name was tried, or who logged in: exactly this one.',
    example: 'root',
  })
  username?: string;

  @TextParameter({ description: 'A host that was attacked.', example: 'web-1' }, 255)
  host?: string;

  @TextsParameter({ description: 'Ids of alerts, separated by commas: 100 at most.' }, 100)
  id?: string[];

  @TextsParameter({
    description: 'Id of the incident that it belongs to, or several, separated by commas; any id that it was known by.',
    example: 'e772c04b-6658-5a62-93a0-d707fa02dba3',
  })
  incident?: string[];

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

  @MomentParameter({
    description: 'Went on at this time or later; a login of an attacker, up to a day after the attack, is part of it.',
    example: '2026-11-20',
  })
  active_since?: number;

  @MomentParameter({ description: 'Had begun before this time.', example: '2026-11-21' })
  active_until?: number;

  @SortParameter(
    sortNames(ALERT_SORTS),
    'By default `-timestamp`. `last_seen` moves while an attack lasts: a walk by cursor may meet an alert again.',
  )
  override sort?: string;

  @FieldsParameter(ALERT_FIELDS, 'id,timestamp,severity,ip_address')
  override fields?: string[];

  @FormatParameter()
  format?: ItemFormat;
}

/** What the request leaves over of the alerts. */
export function alertFilter(query: AlertListQueryDto): ListFilter {
  const { ip_address: address, id: ids, since, until } = query;
  return { address, ids, since, until, tests: alertTests(query) };
}

/** What is asked of an alert besides its address and when it fired. */
export type AlertTests = Pick<
  AlertListQueryDto,
  | 'attacker'
  | 'username'
  | 'host'
  | 'incident'
  | 'rule'
  | 'severity'
  | 'min_severity'
  | 'status'
  | 'outcome'
  | 'active_since'
  | 'active_until'
>;

/** Conditions on rows of `alerts`, which go by that name. */
export function alertTests(query: AlertTests): SqlCondition[] {
  const { attacker, username, host, incident, rule, severity, min_severity, status, outcome } = query;
  const { active_since: since, active_until: until } = query;
  return [
    ...(rule === undefined ? [] : [isOneOf('rule', rule)]),
    ...(severity === undefined ? [] : [isOneOf('severity', severity)]),
    ...(min_severity === undefined ? [] : [isOneOf('severity', SEVERITIES.slice(SEVERITIES.indexOf(min_severity)))]),
    ...(status === undefined ? [] : [hasStatus(status)]),
    ...(outcome === undefined ? [] : [sqlCondition('outcome = ?', outcome)]),
    ...(attacker === undefined ? [] : [tookPart(attacker)]),
    ...(username === undefined ? [] : [concernsUser(username)]),
    ...(host === undefined ? [] : [attackedHost(host)]),
    ...(incident === undefined ? [] : [isOfIncident(incident)]),
    ...(since === undefined
      ? []
      : [sqlCondition(`(last_seen >= ? OR ${LOGIN_AT} >= ?)`, since, String(since).padStart(13, '0'))]),
    ...(until === undefined ? [] : [sqlCondition('first_seen < ?', until)]),
  ];
}

/** When the login came that an alert names: thirteen digits of milliseconds. `login` is JSON as we write it, the time first. */
const LOGIN_AT = 'substr(login, 7, 13)';

/** True for an alert about an attack; or, the other way round, for one about what the service depends on. */
export function isAboutAttack(isAttack: boolean): SqlCondition {
  const { text, values } = isOneOf('rule', SERVICE_RULES);
  return sqlCondition(isAttack ? `NOT (${text})` : text, ...values);
}

function tookPart({ range }: IpRange): SqlCondition {
  const among = 'EXISTS (SELECT 1 FROM alert_addresses AS p WHERE p.alert_id = alerts.id AND p.ip_address = ?)';
  return sqlCondition(`(ip_address = ? OR ${among})`, range, range);
}

// What JSON holds is found by its text: no value can pass for a member, since its quotes are escaped.

/** The user whom it is about, one whose name was tried, or one who logged in. */
export function concernsUser(username: string): SqlCondition {
  const member = JSON.stringify({ username }).slice(1, -1);
  const tried = `instr(substr(tallies, 1, instr(tallies, '"ipAddresses":')), ?) > 0`;
  const counted = `[${JSON.stringify(username)},`;
  return sqlCondition(`(instr(group_by, ?) > 0 OR instr(login, ?) > 0 OR ${tried})`, member, member, counted);
}

function attackedHost(host: string): SqlCondition {
  const counted = `[${JSON.stringify(host)},`;
  return sqlCondition(`instr(substr(tallies, instr(tallies, '"hosts":')), ?) > 0`, counted);
}

function isOfIncident(ids: readonly string[]): SqlCondition {
  const { text, values } = isOneOf(
    'alert_id',
    ids.map((id) => id.toLowerCase()),
  );
  return sqlCondition(`incident IN (SELECT incident FROM incident_names WHERE ${text})`, ...values);
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
