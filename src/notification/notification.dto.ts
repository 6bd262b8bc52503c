import { ApiProperty } from '@nestjs/swagger';
import { SEVERITIES } from '../alerts/lifecycle/severity.js';
import type { Severity } from '../alerts/lifecycle/severity.js';
import { ATTEMPT_OUTCOMES, NOTIFICATION_STATES } from './outbox/notification.entity.js';
import type { AttemptOutcome, NotificationState } from './outbox/notification.entity.js';
import { DIGEST_CAUSES, NOTIFICATION_REASONS } from './policy/notification-reason.js';
import type { DigestCause, NotificationReason } from './policy/notification-reason.js';

/** How many alerts a list names of each notification. */
export const MOST_IDS_LISTED = 10;

/** A message to one receiver on one channel, and what became of it. */
export class NotificationDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Stays the same when the message is sent again: Message-ID of a mail, `webhook-id` of a webhook.',
    example: '019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11',
  })
  id: string;

  @ApiProperty({ description: 'Name of the channel.', example: 'email' })
  channel: string;

  @ApiProperty({ description: 'Mail address, or host that it is sent to.', example: 'admin@example.org' })
  receiver: string;

  @ApiProperty({
    enum: NOTIFICATION_REASONS,
    enumName: 'NotificationReason',
    description:
      '`first`: the first word about an incident; `graver`: an alert of an incident that was told of is graver; ' +
      '`login_suspected`: somebody should look at a login; `login_succeeded`: they got in; `still_going_on`, `ended`: ' +
      'of an attack that was told of; `digest`: several alerts together; `test`: somebody asked for it.',
    example: 'first',
  })
  reason: NotificationReason;

  @ApiProperty({
    enum: SEVERITIES,
    enumName: 'Severity',
    nullable: true,
    description: 'That of the gravest alert; null in a test.',
    example: 'high',
  })
  severity: Severity | null;

  @ApiProperty({
    enum: DIGEST_CAUSES,
    enumName: 'DigestCause',
    isArray: true,
    description:
      'Why alerts are told of together: `backfill`: they are old; `rate_limit`: there were too many at once; ' +
      '`quiet`: the channel is not to be disturbed.',
    example: [],
  })
  causes: DigestCause[];

  @ApiProperty({ description: 'How many alerts it is about.', example: 1 })
  alert_count: number;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: `Their ids, the gravest first; in lists the first ${MOST_IDS_LISTED}.`,
    example: ['0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11'],
  })
  alert_ids: string[];

  @ApiProperty({
    enum: NOTIFICATION_STATES,
    enumName: 'NotificationState',
    description: '`pending`: it is still tried; `delivered`; `failed`: it was given up, see `last_error`.',
    example: 'delivered',
  })
  state: NotificationState;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:37.000Z' })
  created_at: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is tried next; null when it is not.',
    example: null,
  })
  due_at: string | null;

  @ApiProperty({ format: 'date-time', description: 'When it is given up.', example: '2026-11-21T09:13:37.000Z' })
  deadline_at: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was delivered or given up.',
    example: '2026-11-20T09:13:38.000Z',
  })
  ended_at: string | null;

  @ApiProperty({ description: 'How often it was tried.', example: 1 })
  tries: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why the last try failed.', example: null })
  last_error: string | null;
}

/** The members of a notification in a list, in order. */
export const NOTIFICATION_FIELDS = Object.keys({
  id: true,
  channel: true,
  receiver: true,
  reason: true,
  severity: true,
  causes: true,
  alert_count: true,
  alert_ids: true,
  state: true,
  created_at: true,
  due_at: true,
  deadline_at: true,
  ended_at: true,
  tries: true,
  last_error: true,
} satisfies Record<keyof NotificationDto, true>);

/** One attempt to deliver. */
export class DeliveryAttemptDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:37.000Z' })
  started_at: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:38.000Z' })
  ended_at: string;

  @ApiProperty({
    enum: ATTEMPT_OUTCOMES,
    enumName: 'AttemptOutcome',
    description: '`interrupted`: the service ended before it knew whether the message had arrived.',
    example: 'delivered',
  })
  outcome: AttemptOutcome;

  @ApiProperty({ type: String, nullable: true, description: 'What the other side said.', example: null })
  error: string | null;
}

/** A notification with its attempts. */
export class NotificationDetailsDto extends NotificationDto {
  @ApiProperty({ type: [DeliveryAttemptDto], description: 'The latest 50 attempts, oldest first.' })
  attempts: DeliveryAttemptDto[];
}
