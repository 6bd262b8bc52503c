import { ApiProperty } from '@nestjs/swagger';
import type { AlertDetailsView, AlertView, UsernameAttemptsView } from './alert-view.js';
import { MOST_USERNAMES } from './alert-view.js';
import { ALERT_STATUSES } from './lifecycle/alert-status.js';
import type { AlertStatus } from './lifecycle/alert-status.js';
import { SEVERITIES } from './lifecycle/severity.js';
import type { Severity } from './lifecycle/severity.js';

/** Documents {@link UsernameAttemptsView}. */
export class UsernameAttemptsDto implements UsernameAttemptsView {
  @ApiProperty({ description: 'As the client gave it: any text.', example: 'root' })
  username: string;

  @ApiProperty({ example: 18 })
  attempts: number;
}

/** Documents {@link AlertDetailsView}. */
export class AlertDetailsDto implements AlertDetailsView {
  @ApiProperty({ description: 'Log entries behind the attempts.', example: 26 })
  events: number;

  @ApiProperty({ description: 'Distinct usernames tried; at most 1000 are told apart.', example: 2 })
  username_count: number;

  @ApiProperty({ type: [UsernameAttemptsDto], description: `The ${MOST_USERNAMES} usernames tried most often.` })
  usernames: UsernameAttemptsDto[];
}

/** Documents {@link AlertView}. */
export class AlertDto implements AlertView {
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

  @ApiProperty({ description: 'Source IP of the attack.', example: '203.0.113.7' })
  ip_address: string;

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

  @ApiProperty({ description: 'Failed attempts so far.', example: 80 })
  attempts: number;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', example: 'high' })
  severity: Severity;

  @ApiProperty({ enum: ALERT_STATUSES, enumName: 'AlertStatus', example: 'open' })
  status: AlertStatus;
}
