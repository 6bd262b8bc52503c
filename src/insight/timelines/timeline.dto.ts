import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { RangeQueryDto } from '../dossier.dto.js';
import { ExaminedDto } from '../insight.dto.js';

/** The time of a timeline, and into how many parts it is cut. */
export class ActivityQueryDto extends RangeQueryDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 10, maximum: 500, default: 120, description: 'Parts at most.' })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  )
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(500)
  parts: number = 120;
}

/** One part of a timeline. */
@ApiSchema({ name: 'ActivityPartDto' })
class ActivityPartDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:00.000Z' })
  start: string;

  @ApiProperty({ description: 'Log entries.', example: 60 })
  entries: number;

  @ApiProperty({ description: 'Failed attempts.', example: 58 })
  attempts: number;

  @ApiProperty({ description: 'Logins that succeeded.', example: 1 })
  logins: number;

  @ApiProperty({ description: 'Connections that never came to a login.', example: 0 })
  probes: number;

  @ApiProperty({
    description: 'Connections and logins that were refused, by a penalty or by what is allowed.',
    example: 0,
  })
  refused: number;
}

/** Something that stands out on a timeline. */
@ApiSchema({ name: 'TimelineMarkerDto' })
export class MarkerDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:36.000Z' })
  at: string;

  @ApiProperty({
    enum: ['fired', 'login', 'ban'],
    description: 'An alert fired; a login; another tool banned them.',
    example: 'fired',
  })
  kind: 'fired' | 'login' | 'ban';

  @ApiProperty({ example: 'SSH brute force' })
  label: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  alert_id: string | null;

  @ApiProperty({
    enum: SEVERITIES,
    enumName: 'Severity',
    nullable: true,
    description: 'Of the alert that fired; null for the others.',
    example: 'high',
  })
  severity: Severity | null;
}

/** What happened when. */
@ApiSchema({ name: 'ActivityDto' })
export class ActivityDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:08:00.000Z' })
  since: string;

  @ApiProperty({ format: 'date-time', description: 'Not part of it.', example: '2026-11-20T09:25:00.000Z' })
  until: string;

  @ApiProperty({ description: 'Length of a part.', example: 10 })
  step_seconds: number;

  @ApiProperty({ type: [ActivityPartDto], description: 'Oldest first; those in which nothing happened, too.' })
  parts: ActivityPartDto[];

  @ApiProperty({ type: [MarkerDto], description: 'Oldest first; 200 at most.' })
  markers: MarkerDto[];

  @ApiProperty({ type: ExaminedDto })
  examined: ExaminedDto;
}
