import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { isoTime } from '../common/clock.js';
import { membersOf } from '../http/api-page.js';
import { sortNames } from '../lists/list-order.js';
import {
  ChoicesParameter,
  FieldsParameter,
  ListQueryDto,
  MomentParameter,
  SortParameter,
  TextsParameter,
} from '../lists/list-parameters.js';
import type { ListFilter } from '../lists/list-plan.js';
import { isOneOf, sqlCondition } from '../lists/sql-condition.js';
import { ATTEMPT_OUTCOMES, NOTIFICATION_STATES } from './outbox/notification.entity.js';
import type { AttemptOutcome, Notification, NotificationState } from './outbox/notification.entity.js';
import { DIGEST_CAUSES, NOTIFICATION_REASONS } from './policy/notification-policy.js';
import type { DigestCause, NotificationReason } from './policy/notification-policy.js';

/** How many alerts a list names of each notification. */
export const MAX_IDS_LISTED = 10;

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
      '`first`: the first word about an incident; `graver`: an alert of an incident that was notified is more severe now; ' +
      '`login_suspected`: somebody should look at a login; `login_succeeded`: they got in; `escalated`: they went further; `still_going_on`, `ended`: ' +
      'of an attack that was notified; `digest`: several alerts together; `weekly_summary`: what a week was like; `test`: somebody asked for it.',
    example: 'first',
  })
  reason: NotificationReason;

  @ApiProperty({
    enum: SEVERITIES,
    enumName: 'Severity',
    nullable: true,
    description: 'That of the gravest alert; null in a test and a weekly summary.',
    example: 'high',
  })
  severity: Severity | null;

  @ApiProperty({
    enum: DIGEST_CAUSES,
    enumName: 'DigestCause',
    isArray: true,
    description:
      'Why alerts are notified together: `backfill`: they are old; `rate_limit`: there were too many at once; ' +
      '`quiet`: the channel is not to be disturbed.',
    example: [],
  })
  causes: DigestCause[];

  @ApiProperty({ description: 'How many alerts it is about.', example: 1 })
  alert_count: number;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: `Their ids, the gravest first; in lists the first ${MAX_IDS_LISTED}.`,
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
export const NOTIFICATION_FIELDS = membersOf(NotificationDto);

/** One attempt to deliver. */
class DeliveryAttemptDto {
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

/** What notifications can be ordered by: columns of the table, by the name of the sort. */
export const NOTIFICATION_SORTS = { created_at: ['created_at', 'id'] };

/** Which notifications to answer. */
export class NotificationListQueryDto extends ListQueryDto {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Those that name this alert.' })
  @IsOptional()
  @IsUUID()
  alert_id?: string;

  @TextsParameter({ description: 'Name of the channel, or several, separated by commas.', example: 'email' })
  channel?: string[];

  @ChoicesParameter(NOTIFICATION_STATES, { description: 'One or several, separated by commas.', example: 'failed' })
  state?: NotificationState[];

  @MomentParameter({
    description: 'Made at this time or later; a day (UTC) from its beginning.',
    example: '2026-11-20',
  })
  since?: number;

  @MomentParameter({ description: 'Made before this time, or before this day (UTC).', example: '2026-11-21' })
  until?: number;

  @SortParameter(sortNames(NOTIFICATION_SORTS), 'By default `-created_at`.')
  override sort?: string;

  @FieldsParameter(NOTIFICATION_FIELDS, 'id,channel,receiver,state')
  override fields?: string[];
}

/** What the request leaves over of the notifications. */
export function notificationFilter(query: NotificationListQueryDto): ListFilter {
  const { alert_id: alertId, channel, state, since, until } = query;
  const tests = [
    ...(channel === undefined ? [] : [isOneOf('channel', channel)]),
    ...(state === undefined ? [] : [isOneOf('state', state)]),
    ...(alertId === undefined ? [] : [sqlCondition(NAMES_ALERT, alertId)]),
  ];
  return { since, until, tests };
}

const NAMES_ALERT =
  'EXISTS (SELECT 1 FROM notified_alerts named WHERE named.alert_id = ? AND named.notification_id = notifications.id)';

/** The alerts that a notification names: some of their ids, and how many they are. */
export interface NamedAlerts {
  readonly ids: readonly string[];
  readonly count: number;
}

/** A notification as a list shows it. */
export function notificationView(notification: Notification, named: NamedAlerts): NotificationDto {
  return {
    id: notification.id,
    channel: notification.channel,
    receiver: notification.receiver,
    reason: notification.reason,
    severity: notification.severity,
    causes: [...notification.causes],
    alert_count: named.count + notification.further,
    alert_ids: [...named.ids],
    state: notification.state,
    created_at: isoTime(notification.createdAt),
    due_at: notification.state === 'pending' ? isoTime(notification.dueAt) : null,
    deadline_at: isoTime(notification.deadlineAt),
    ended_at: isoTime(notification.endedAt),
    tries: notification.tries,
    last_error: notification.lastError,
  };
}

/** A notification with all there is to say about it. */
export function notificationDetails(notification: Notification, named: NamedAlerts): NotificationDetailsDto {
  return {
    ...notificationView(notification, named),
    attempts: notification.attempts.map(({ startedAt, endedAt, outcome, error }) => ({
      started_at: isoTime(startedAt),
      ended_at: isoTime(endedAt),
      outcome,
      error,
    })),
  };
}
