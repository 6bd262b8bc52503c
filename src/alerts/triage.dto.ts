import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, MaxLength, Min, MinLength, ValidateIf } from 'class-validator';
import { isoTime } from '../common/clock.js';
import { IsMoment, MayBeMissing } from '../http/api-page.js';
import { LONGEST_NOTE, LONGEST_WHO } from './alert-records.entity.js';
import type { AlertActionRecord } from './alert-records.entity.js';
import { QueryParameter } from '../lists/query-pipe.js';
import { AlertListQueryDto } from './alert-list-query.dto.js';
import type { AlertBefore, TriageOrder } from './triage-alerts.js';
import { ALERT_ACTIONS, RESOLUTIONS } from './lifecycle/triage.js';
import type { AlertAction, Resolution } from './lifecycle/triage.js';
import { ALERT_STATUSES, alertStatus } from './lifecycle/alert-terms.js';
import type { AlertStatus } from './lifecycle/alert-terms.js';

/** What somebody wants done with an alert; what is left out stays as it is. */
@ApiSchema({ name: 'HandlingDto' })
export class TriageDto {
  @ApiPropertyOptional({
    enum: ALERT_STATUSES,
    enumName: 'AlertStatus',
    description: 'open → acknowledged → resolved; `open` takes it back.',
    example: 'acknowledged',
  })
  @MayBeMissing()
  @IsIn(ALERT_STATUSES)
  status?: AlertStatus;

  @ApiPropertyOptional({
    enum: RESOLUTIONS,
    enumName: 'Resolution',
    description: 'What it was: asked for when it is resolved.',
    example: 'true_positive',
  })
  @MayBeMissing()
  @IsIn(RESOLUTIONS)
  resolution?: Resolution;

  @ApiPropertyOptional({
    maxLength: LONGEST_NOTE,
    description: 'Kept in the history.',
    example: 'Our penetration test',
  })
  @MayBeMissing()
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_NOTE)
  note?: string;

  @ApiPropertyOptional({
    maxLength: LONGEST_WHO,
    description: 'Who does it. Kept in the history beside the name of the API key.',
    example: 'alice',
  })
  @MayBeMissing()
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_WHO - 70)
  who?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then nobody is reminded of the alert; null wakes it.',
    example: '2099-12-01T08:00:00Z',
  })
  @ValidateIf(({ snooze_until: until }: TriageDto) => until !== undefined && until !== null)
  @IsMoment('2099-12-01T08:00:00Z, or null')
  snooze_until?: string | null;
}

/** What somebody wants done with many alerts. */
@ApiSchema({ name: 'HandlingOfManyDto' })
export class TriageOfManyDto extends TriageDto {
  @ApiPropertyOptional({ description: 'true only counts the alerts.', default: false, example: true })
  @MayBeMissing()
  @IsBoolean()
  dry_run?: boolean;

  @ApiPropertyOptional({
    description: 'How many alerts the dry run has counted. Where they are no longer as many, nothing is done.',
    minimum: 0,
    example: 12,
  })
  @MayBeMissing()
  @IsInt()
  @Min(0)
  expected_count?: number;
}

/** Which alerts. */
export class TriagedAlertsQueryDto extends OmitType(AlertListQueryDto, [
  'q',
  'skip',
  'limit',
  'cursor',
  'sort',
  'fields',
  'format',
]) {
  @QueryParameter('alerts')
  q?: undefined;
}

/** Why an alert among many stays as it is. */
class RefusedAlertDto {
  @ApiProperty({ format: 'uuid', example: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11' })
  id: string;

  @ApiProperty({ example: 'ALERT_MOVE_REFUSED' })
  code: string;

  @ApiProperty({ example: 'The alert is acknowledged already.' })
  detail: string;
}

/** Of more alerts it is not said what they were before. */
export const MAX_BEFORE = 1_000;

/** What an alert was before it was changed: enough to take the change back. */
export class AlertBeforeDto {
  @ApiProperty({ format: 'uuid', example: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11' })
  id: string;

  @ApiProperty({ enum: ALERT_STATUSES, enumName: 'AlertStatus', example: 'open' })
  status: AlertStatus;

  @ApiProperty({ enum: RESOLUTIONS, enumName: 'Resolution', nullable: true, example: null })
  resolution: Resolution | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  snoozed_until: string | null;

  static from(alert: AlertBefore): AlertBeforeDto {
    const { id, resolution, snoozedUntil } = alert;
    return { id, status: alertStatus(alert), resolution, snoozed_until: isoTime(snoozedUntil) };
  }
}

/** What was done with many alerts. */
@ApiSchema({ name: 'HandledAlertsDto' })
export class TriagedAlertsDto {
  @ApiProperty({ description: 'True where nothing was done.', example: false })
  dry_run: boolean;

  @ApiProperty({ description: 'Alerts that the filters leave.', example: 12 })
  matched: number;

  @ApiProperty({ description: 'Alerts that were changed.', example: 11 })
  changed: number;

  @ApiProperty({ type: [RefusedAlertDto], description: 'Alerts that stay as they are, and why.' })
  refused: RefusedAlertDto[];

  @ApiProperty({
    type: [AlertBeforeDto],
    description: `What the alerts were that have been changed: the first ${MAX_BEFORE}. With it a change can be taken back.`,
  })
  before: AlertBeforeDto[];
}

/** Something that somebody did with an alert. */
export class AlertActionDto {
  @ApiProperty({ enum: ALERT_ACTIONS, enumName: 'AlertAction', example: 'acknowledge' })
  action: AlertAction;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:20:00.000Z' })
  at: string;

  @ApiProperty({ type: String, nullable: true, example: 'alice via console' })
  who: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Looking into it' })
  note: string | null;

  @ApiProperty({ enum: RESOLUTIONS, enumName: 'Resolution', nullable: true, example: null })
  resolution: Resolution | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  snoozed_until: string | null;

  static from({ action, at, who, note, resolution, until }: AlertActionRecord): AlertActionDto {
    return { action, at: isoTime(at), who, note, resolution, snoozed_until: isoTime(until) };
  }
}

/** @param principal name of the API key, if any */
export function orderOf(dto: TriageDto, principal: string | null): TriageOrder {
  const { status, resolution, note, who, snooze_until: until } = dto;
  return {
    ...(status === undefined ? {} : { status }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(note === undefined ? {} : { note }),
    ...(until === undefined ? {} : { snoozeUntil: until === null ? null : Date.parse(until) }),
    who: who === undefined ? principal : principal === null ? who : `${who} via ${principal}`,
  };
}
