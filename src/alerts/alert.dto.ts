import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../common/clock.js';
import { membersOf } from '../http/api-page.js';
import { MAX_RELATED } from './incidents/incidents.js';
import { MAX_LOGINS, MAX_VALUES, MAX_VALUES_SHOWN } from './lifecycle/detected-alert.js';
import type { AlertLogin } from './lifecycle/detected-alert.js';
import { RESOLUTIONS } from './lifecycle/triage.js';
import type { Resolution } from './lifecycle/triage.js';
import { ALERT_OUTCOMES, ALERT_STATUSES, SEVERITIES } from './lifecycle/alert-terms.js';
import type { AlertOutcome, AlertStatus, Severity } from './lifecycle/alert-terms.js';
import { ATTACK_ACTIVITIES } from './lifecycle/attack-activity.js';
import type { AttackActivity } from './lifecycle/attack-activity.js';

export class UsernameAttemptsDto {
  @ApiProperty({ description: 'As the client gave it: any text.', example: 'root' })
  username: string;

  @ApiProperty({ example: 18 })
  attempts: number;
}

export class AddressAttemptsDto {
  @ApiProperty({ example: '203.0.113.7' })
  ip_address: string;

  @ApiProperty({ example: 18 })
  attempts: number;
}

class MethodAttemptsDto {
  @ApiProperty({ example: 'password' })
  method: string;

  @ApiProperty({ example: 18 })
  attempts: number;
}

export class HostAttemptsDto {
  @ApiProperty({ description: 'Host that wrote the lines.', example: 'web-1' })
  host: string;

  @ApiProperty({ example: 18 })
  attempts: number;
}

export class AlertLoginDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:18:02.000Z' })
  timestamp: string;

  @ApiProperty({ type: String, nullable: true, example: 'deploy' })
  username: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'password' })
  method: string | null;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ description: 'Id of the log entry.', example: 412 })
  entry_id: number;

  static from({ at, username, method, ipAddress, entryId }: AlertLogin): AlertLoginDto {
    return { timestamp: isoTime(at), username, method, ip_address: ipAddress, entry_id: entryId };
  }
}

class RelatedAlertDto {
  @ApiProperty({ format: 'uuid', example: '5f0c6f0e-5a0b-5d9e-8f43-0a5d6f0f2f11' })
  id: string;

  @ApiProperty({ example: 'ssh_root_brute_force' })
  rule: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', example: 'high' })
  severity: Severity;
}

/** What lies behind an alert's figures. */
class AlertDetailsDto {
  @ApiProperty({ description: 'Log entries behind the attempts.', example: 26 })
  events: number;

  @ApiProperty({
    description: `Distinct usernames tried. The first ${MAX_VALUES} are told apart, or fewer where they are long.`,
    example: 2,
  })
  username_count: number;

  @ApiProperty({ description: 'True where there were more usernames than are told apart.', example: false })
  username_count_is_least: boolean;

  @ApiProperty({ type: [UsernameAttemptsDto], description: `The ${MAX_VALUES_SHOWN} usernames tried most often.` })
  usernames: UsernameAttemptsDto[];

  @ApiProperty({ description: 'Distinct source addresses, all told.', example: 1 })
  ip_address_count: number;

  @ApiProperty({
    type: [AddressAttemptsDto],
    description: `The ${MAX_VALUES_SHOWN} addresses that tried most often, of the first ${MAX_VALUES}.`,
  })
  ip_addresses: AddressAttemptsDto[];

  @ApiProperty({ type: [MethodAttemptsDto], description: 'How they tried to log in.' })
  methods: MethodAttemptsDto[];

  @ApiProperty({ type: [HostAttemptsDto], description: 'Where they tried to log in.' })
  hosts: HostAttemptsDto[];

  @ApiProperty({ type: [Number], description: 'Ids of the first log entries behind the alert.', example: [101, 102] })
  first_entries: number[];

  @ApiProperty({ type: [Number], description: 'Ids of the latest log entries behind the alert.', example: [180, 181] })
  last_entries: number[];
}

/** Notifications and commands look nothing up. */
const LOOKED_UP =
  'By the file that `GEOIP_COUNTRY` or `GEOIP_ASN` names; null where none is configured or it does not say, and in notifications.';

/** An alert as the API and the commands show it. */
export class AlertDto {
  @ApiProperty({ format: 'uuid', example: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11' })
  id: string;

  @ApiProperty({
    format: 'date-time',
    description: 'When it fired: same as `fired_at`.',
    example: '2026-11-20T09:13:36.000Z',
  })
  timestamp: string;

  @ApiProperty({ description: 'Title of the rule.', example: 'SSH brute force' })
  reason: string;

  @ApiProperty({ description: 'Name of the rule.', example: 'ssh_brute_force' })
  rule: string;

  @ApiProperty({ format: 'uuid', example: '6c0a5a1e-9d3b-4c1f-8a55-2f6b1d7e0c11' })
  rule_id: string;

  @ApiProperty({ description: 'Changes when the text of the rule does.', example: '3f9d2c7a61b0' })
  rule_version: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Source IP of the attack. Null where the rule groups by something else; see `group_by`.',
    example: '203.0.113.7',
  })
  ip_address: string | null;

  @ApiProperty({ type: String, nullable: true, description: `Country of the source IP. ${LOOKED_UP}`, example: null })
  country: string | null;

  @ApiProperty({ type: Number, nullable: true, description: `Its autonomous system. ${LOOKED_UP}`, example: null })
  asn: number | null;

  @ApiProperty({ type: String, nullable: true, description: `Who runs that network. ${LOOKED_UP}`, example: null })
  network_name: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The user whom the attack is about, where the rule groups by users and not by addresses. Any text.',
    example: null,
  })
  username: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What the events of the alert have in common: the values of the group-by of the rule.',
    example: { ip_address: '203.0.113.7' },
  })
  group_by: Record<string, string>;

  @ApiProperty({ type: AlertDetailsDto })
  details: AlertDetailsDto;

  @ApiProperty({ format: 'date-time', description: 'First event of the attack.', example: '2026-11-20T09:12:46.000Z' })
  first_seen: string;

  @ApiProperty({
    format: 'date-time',
    description: 'The event with which the threshold was reached.',
    example: '2026-11-20T09:13:36.000Z',
  })
  fired_at: string;

  @ApiProperty({ format: 'date-time', description: 'Last event so far.', example: '2026-11-20T09:20:00.000Z' })
  last_seen: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: "When the attack was over: the rule's timespan after `last_seen`. Null while it may go on.",
    example: '2026-11-20T09:25:00.000Z',
  })
  ended_at: string | null;

  @ApiProperty({
    enum: ATTACK_ACTIVITIES,
    enumName: 'AttackActivity',
    description:
      'Whether it lasts: `active`, seen within the last ten minutes; `quiet`, not seen since, though what comes within the ' +
      "rule's timespan would still belong to it; `ended`, over.",
    example: 'ended',
  })
  activity: AttackActivity;

  @ApiProperty({ description: 'Failed attempts so far.', example: 80 })
  attempts: number;

  @ApiProperty({
    description:
      'True where a client may have chosen the address, since a filter of `LOG_FILES` takes it from a place of the line that ' +
      'a client can write to. Such an alert turns nobody away, unless `DECISIONS_FORGEABLE` is true.',
    example: false,
  })
  forgeable: boolean;

  @ApiProperty({
    enum: SEVERITIES,
    enumName: 'Severity',
    description:
      'Level of the rule; `critical` once the outcome is `login_succeeded`, and one level more, `high` at most, when it ' +
      'is `login_suspected`.',
    example: 'high',
  })
  severity: Severity;

  @ApiProperty({ type: [String], description: 'Tags of the rule.', example: ['attack.t1110.001'] })
  tags: string[];

  @ApiProperty({
    enum: ALERT_OUTCOMES,
    enumName: 'AlertOutcome',
    description:
      'Did they get in? `login_succeeded`: a login succeeded from an address that took part with failed attempts, during ' +
      'the attack or within 24 hours after it. `login_suspected`: where the alert is about a user, that user logged in by ' +
      'a password in that time, from an address that took no part and from which he had not logged in within 30 days ' +
      'before. `none`: all else; a login by key from an address that never failed is no break-in.',
    example: 'none',
  })
  outcome: AlertOutcome;

  @ApiProperty({
    type: AlertLoginDto,
    nullable: true,
    description: 'The first login that the outcome is about, or, without failed attempts, the alert itself.',
  })
  login: AlertLoginDto | null;

  @ApiProperty({ description: `How many such logins there are; counted up to ${MAX_LOGINS}.`, example: 0 })
  login_count: number;

  @ApiProperty({
    type: [String],
    description:
      'What matters of what they did who got in, in plain words that follow `they`; the sessions of `GET /alerts/{id}` say all.',
    example: ['became root by sudo after 12 s', 'created the account backup2 with UID 0 after 2 minutes'],
  })
  after_login: string[];

  @ApiProperty({
    format: 'uuid',
    description:
      'The incident that the alert belongs to, which is the id of its first alert. Alerts that share an attacking address, ' +
      'or a user under distributed attack, and overlap or follow within an hour, are one incident.',
    example: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
  })
  incident_id: string;

  @ApiProperty({ description: 'How many alerts the incident has had.', example: 2 })
  incident_alerts: number;

  @ApiProperty({ type: [RelatedAlertDto], description: `Other alerts of the incident, the first ${MAX_RELATED}.` })
  related: RelatedAlertDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the figures do not say: for an alert about a log source, what is wrong and what to do.',
    example: null,
  })
  explanation: string | null;

  @ApiProperty({ enum: ALERT_STATUSES, enumName: 'AlertStatus', example: 'open' })
  status: AlertStatus;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  acknowledged_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  resolved_at: string | null;

  @ApiProperty({
    enum: RESOLUTIONS,
    enumName: 'Resolution',
    nullable: true,
    description: 'What it was in the end; null until it is resolved.',
    example: null,
  })
  resolution: Resolution | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then nobody is reminded of it.',
    example: null,
  })
  snoozed_until: string | null;
}

/** The members of an alert, in order. */
export const ALERT_FIELDS = membersOf(AlertDto);
