import { ApiProperty, PickType } from '@nestjs/swagger';
import {
  AlertDto,
  AddressAttemptsDto,
  AlertLoginDto,
  HostAttemptsDto,
  UsernameAttemptsDto,
} from '../../alerts/alert.dto.js';
import { AlertListQueryDto, alertTests, isAboutAttack } from '../../alerts/alert-list-query.dto.js';
import { ALERT_OUTCOMES, ALERT_STATUSES, SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertOutcome, AlertStatus, Severity } from '../../alerts/lifecycle/alert-terms.js';
import { ATTACK_ACTIVITIES } from '../../alerts/lifecycle/attack-activity.js';
import type { AttackActivity } from '../../alerts/lifecycle/attack-activity.js';
import { AlertInBriefDto } from '../alert-in-brief.dto.js';
import { SessionDto } from '../../analysis/sessions/session.dto.js';
import { isoTime } from '../../common/clock.js';
import { membersOf } from '../../http/api-page.js';
import { sortNames } from '../../lists/list-order.js';
import { ChoiceParameter, FieldsParameter, ListQueryDto, SortParameter } from '../../lists/list-parameters.js';
import type { Among, ListFilter } from '../../lists/list-plan.js';
import { allOf, sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { MAX_ENTRIES, MAX_VALUES } from './incident-facts.js';
import type { IncidentFacts } from './incident-facts.js';
import { incidentHeadline, incidentStory } from './incident-story.js';

/** What incidents can be ordered by. */
export const INCIDENT_SORTS = { last_seen: ['last_seen', 'id'], timestamp: ['fired_at', 'id'] };

/** What an incident is about. */
const INCIDENT_KINDS = ['attack', 'service'] as const;

class IncidentRuleDto {
  @ApiProperty({ description: 'Its name.', example: 'ssh_brute_force' })
  rule: string;

  @ApiProperty({ description: 'Its title.', example: 'SSH brute force' })
  reason: string;

  @ApiProperty({ description: 'How many alerts it raised.', example: 2 })
  alerts: number;
}

/** Alerts that belong together: they share an attacker, or a user under distributed attack, and follow within an hour. */
export class IncidentDto {
  @ApiProperty({
    format: 'uuid',
    description:
      'The id of its first alert. Two incidents that grow together keep both ids, and go by that of the elder.',
    example: 'e772c04b-6658-5a62-93a0-d707fa02dba3',
  })
  id: string;

  @ApiProperty({ format: 'date-time', description: 'When its first alert fired.', example: '2026-11-20T09:13:36.000Z' })
  timestamp: string;

  @ApiProperty({
    enum: INCIDENT_KINDS,
    description: '`service`: about what this service depends on, such as a log source; nobody attacks.',
    example: 'attack',
  })
  kind: (typeof INCIDENT_KINDS)[number];

  @ApiProperty({
    description: 'In a line. Texts of others in it are cut, visible, and in quotes where they could mislead.',
    example: '203.0.113.7: 287 attempts on root and 9 other names',
  })
  headline: string;

  @ApiProperty({
    enum: SEVERITIES,
    enumName: 'Severity',
    description: 'That of its most severe alert.',
    example: 'high',
  })
  severity: Severity;

  @ApiProperty({ enum: ALERT_OUTCOMES, enumName: 'AlertOutcome', description: 'Did they get in?', example: 'none' })
  outcome: AlertOutcome;

  @ApiProperty({
    enum: ALERT_STATUSES,
    enumName: 'AlertStatus',
    description: '`open` while any of its alerts is; `acknowledged` while any is not resolved.',
    example: 'open',
  })
  status: AlertStatus;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:12:46.000Z' })
  first_seen: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:20:00.000Z' })
  last_seen: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its last attack was over; null while one goes on.',
    example: '2026-11-20T09:25:00.000Z',
  })
  ended_at: string | null;

  @ApiProperty({
    enum: ATTACK_ACTIVITIES,
    enumName: 'AttackActivity',
    description: 'Whether it lasts, as of alerts: `active`, `quiet` or `ended`.',
    example: 'ended',
  })
  activity: AttackActivity;

  @ApiProperty({ description: 'Its alerts that are stored.', example: 7 })
  alerts: number;

  @ApiProperty({ description: 'Those that nobody has acknowledged or resolved.', example: 7 })
  open_alerts: number;

  @ApiProperty({
    description: 'True where a client may have chosen the address of one of its alerts: see `forgeable` of alerts.',
    example: false,
  })
  forgeable: boolean;

  @ApiProperty({ type: [IncidentRuleDto], description: 'The rules that raised its alerts, the most severe first.' })
  rules: IncidentRuleDto[];

  @ApiProperty({
    description: 'Failed attempts of those who took part, each counted once, from the first to the last of it.',
    example: 287,
  })
  attempts: number;

  @ApiProperty({
    description: `True where there are more: ${MAX_ENTRIES} log entries are counted, and old ones may be gone.`,
    example: false,
  })
  attempts_is_least: boolean;

  @ApiProperty({ description: 'Addresses that took part.', example: 1 })
  ip_address_count: number;

  @ApiProperty({
    type: [AddressAttemptsDto],
    description: `The busiest, ${MAX_VALUES} at most; see its \`addresses\`.`,
  })
  ip_addresses: AddressAttemptsDto[];

  @ApiProperty({ description: 'User names tried.', example: 10 })
  username_count: number;

  @ApiProperty({ type: [UsernameAttemptsDto], description: `Those tried most, ${MAX_VALUES} at most.` })
  usernames: UsernameAttemptsDto[];

  @ApiProperty({ type: [HostAttemptsDto], description: `Hosts attacked, ${MAX_VALUES} at most.` })
  hosts: HostAttemptsDto[];

  @ApiProperty({
    type: [AlertLoginDto],
    description:
      'The logins that its alerts name, the earliest first: of attackers, or, where that is only suspected, to look at.',
  })
  logins: AlertLoginDto[];

  @ApiProperty({
    type: [String],
    description: 'What they did who got in, in words that go on after `they`.',
    example: ['became root by sudo after 12 s'],
  })
  after_login: string[];

  static from(facts: IncidentFacts): IncidentDto {
    return {
      id: facts.id,
      timestamp: isoTime(facts.firedAt),
      kind: facts.isAttack ? 'attack' : 'service',
      headline: incidentHeadline(facts),
      severity: facts.severity,
      outcome: facts.outcome,
      status: facts.status,
      first_seen: isoTime(facts.firstSeen),
      last_seen: isoTime(facts.lastSeen),
      ended_at: isoTime(facts.endedAt),
      activity: facts.activity,
      alerts: facts.alerts,
      open_alerts: facts.openAlerts,
      forgeable: facts.isForgeable,
      rules: facts.rules.map((each) => ({ ...each })),
      attempts: facts.attempts,
      attempts_is_least: facts.attemptsAreLeast,
      ip_address_count: facts.addressCount,
      ip_addresses: facts.addresses.map(({ value, attempts }) => ({ ip_address: value, attempts })),
      username_count: facts.usernameCount,
      usernames: facts.usernames.map(({ value, attempts }) => ({ username: value, attempts })),
      hosts: facts.hosts.map(({ value, attempts }) => ({ host: value, attempts })),
      logins: facts.logins.map((login) => AlertLoginDto.from(login)),
      after_login: [...facts.afterLogin],
    };
  }
}

export const INCIDENT_FIELDS = membersOf(IncidentDto);

/** How many of its alerts and sessions an incident shows. */
export const MAX_SHOWN = 50;

/** An incident with its story. */
export class IncidentDetailDto extends IncidentDto {
  @ApiProperty({
    type: [String],
    description: 'What happened, a sentence each; times are UTC.',
    example: [
      '203.0.113.7 came on 2026-11-20 at 09:12:46 UTC and left at 09:20:00, after 7 minutes.',
      'It never got in.',
    ],
  })
  story: string[];

  @ApiProperty({
    type: [AlertInBriefDto],
    description: `Its first ${MAX_SHOWN} alerts; \`GET /alerts?incident=\` has all.`,
  })
  alert_list: AlertInBriefDto[];

  @ApiProperty({ type: [SessionDto], description: `What they did who got in: the first ${MAX_SHOWN} sessions.` })
  sessions: SessionDto[];

  static of(facts: IncidentFacts, alerts: readonly AlertDto[], sessions: readonly SessionDto[]): IncidentDetailDto {
    return {
      ...IncidentDto.from(facts),
      story: incidentStory(facts),
      alert_list: alerts.map((alert) => AlertInBriefDto.from(alert)),
      sessions: [...sessions],
    };
  }
}

/** An address that took part in an incident. */
export class IncidentAddressDto extends AddressAttemptsDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:12:46.000Z' })
  first_seen: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:20:00.000Z' })
  last_seen: string;
}

/** Which incidents to answer: those with an alert that passes. */
export class IncidentListQueryDto
  extends PickType(AlertListQueryDto, [
    'attacker',
    'country',
    'username',
    'host',
    'rule',
    'severity',
    'min_severity',
    'status',
    'outcome',
    'active_since',
    'active_until',
    'since',
    'until',
    'skip',
    'limit',
    'cursor',
  ])
  implements ListQueryDto
{
  @ChoiceParameter(INCIDENT_KINDS, { description: 'Attacks, or what concerns the service itself.' })
  kind?: (typeof INCIDENT_KINDS)[number];

  @SortParameter(sortNames(INCIDENT_SORTS), 'By default `-last_seen`: what went on last comes first.')
  sort?: string;

  @FieldsParameter(INCIDENT_FIELDS, 'id,timestamp,headline,outcome')
  fields?: string[];
}

/**
 * What the request leaves over of the incidents. `since` and `until` are about the first alert of each.
 *
 * @param among of alerts
 */
export function incidentFilter(query: IncidentListQueryDto, among: Among | undefined): ListFilter {
  const { kind, since, until } = query;
  const ofKind = kind === undefined ? [] : [isAboutAttack(kind === 'attack')];
  const tests = [...alertTests(query), ...ofKind];
  if (among === undefined) return { since, until, tests: tests.length === 0 ? [] : [hasAlert(tests)] };
  // One alert has to pass all of it.
  const name = JSON.stringify([among.name, tests]);
  return { since, until, among: { ...among, name, test: hasAlert([...tests, among.test]) }, tests: [] };
}

/** True for rows of `incidents` with an alert that passes. */
export function hasAlert(tests: readonly SqlCondition[]): SqlCondition {
  const { text, values } = allOf(tests);
  return sqlCondition(`EXISTS (SELECT 1 FROM alerts WHERE incident = incidents.id AND ${text})`, ...values);
}
