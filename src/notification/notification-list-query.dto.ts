import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { ChoicesParameter, MomentParameter, TextsParameter } from '../lists/list-parameters.js';
import { sortNames } from '../lists/list-order.js';
import type { ListFilter } from '../lists/list-plan.js';
import { FieldsParameter, ListQueryDto, SortParameter } from '../lists/list-query.dto.js';
import { isOneOf, sqlCondition } from '../lists/sql-condition.js';
import { NOTIFICATION_FIELDS } from './notification.dto.js';
import { NOTIFICATION_STATES } from './outbox/notification.entity.js';
import type { NotificationState } from './outbox/notification.entity.js';

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
