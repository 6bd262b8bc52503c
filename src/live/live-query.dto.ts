import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { LIVE_TYPES } from './live-client.js';
import type { LiveType } from './live-client.js';

/** What to listen to. */
export class LiveQueryDto {
  @ApiPropertyOptional({
    enum: LIVE_TYPES,
    enumName: 'LiveType',
    isArray: true,
    default: ['alerts', 'sources'],
    description:
      'Separated by commas. `alerts`: every change of an alert (event `alert`); `entries`: every log entry that is ' +
      'stored (event `entry`); `sources`: how the log sources stand, whenever that changes (event `sources`).',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(LIVE_TYPES, { each: true })
  types: LiveType[] = ['alerts', 'sources'];

  @ApiPropertyOptional({
    description: 'Where to go on, for clients that cannot set the header `Last-Event-ID`: the id of the last event.',
    example: '120-4511',
  })
  @IsOptional()
  @Matches(/^\d{1,15}-\d{1,15}$/, { message: 'last_event_id must be the id of an event, such as 120-4511' })
  last_event_id?: string;
}
