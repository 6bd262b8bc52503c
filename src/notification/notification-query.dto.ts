import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { ISO_TIME } from '../common/iso-time.js';
import { PageQueryDto } from '../common/page-query.dto.js';
import { NOTIFICATION_STATES } from './outbox/notification.entity.js';
import type { NotificationState } from './outbox/notification.entity.js';

/** Which notifications to list. */
export class NotificationQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Those that name this alert.' })
  @IsOptional()
  @IsUUID()
  alert_id?: string;

  @ApiPropertyOptional({ description: 'Those of this channel.' })
  @IsOptional()
  @MaxLength(64)
  channel?: string;

  @ApiPropertyOptional({ enum: NOTIFICATION_STATES, enumName: 'NotificationState' })
  @IsOptional()
  @IsIn(NOTIFICATION_STATES)
  state?: NotificationState;

  @ApiPropertyOptional({ format: 'date-time', description: 'Those made at this time or later.' })
  @IsOptional()
  @Matches(ISO_TIME, { message: 'since must be a time such as 2026-11-20T08:00:00Z' })
  since?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Those made before this time.' })
  @IsOptional()
  @Matches(ISO_TIME, { message: 'until must be a time such as 2026-11-20T08:00:00Z' })
  until?: string;
}
