import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { isoTime } from '../../common/clock.js';
import { MayBeMissing } from '../../http/api-page.js';
import { MomentParameter } from '../../lists/list-parameters.js';
import { LONGEST_RULE_TEXT } from '../rules/rule.dto.js';
import { MAX_DAYS } from '../sigma/correlation.js';
import type { PreviewedAlert } from './compared-alerts.js';
import type { PreviewOutcome } from './preview-run.js';

const MAX_THRESHOLD = 1_000_000;
/** How many entries a preview looks at, and how many alerts each of its lists names. */
export const MAX_ENTRIES = 200_000;
export const MAX_LISTED = 100;

/** The time of which alerts are compared. */
export class PreviewQueryDto {
  @MomentParameter({
    description: 'Alerts that fired from this time, or the beginning of this day (UTC), on.',
    example: '2026-11-20',
  })
  since?: number;

  @MomentParameter({
    description:
      'Alerts that fired before this time, or before this day (UTC); what attacks gained after it is not counted.',
    example: '2026-11-21',
  })
  until?: number;
}

/** A rule as it would be. */
export class RulePreviewDto {
  @ApiPropertyOptional({
    description: 'Id or name of the rule; where `text` holds one rule that raises alerts, it is that.',
    maxLength: 100,
    example: 'ssh_brute_force',
  })
  @MayBeMissing()
  @MaxLength(100)
  @IsString()
  rule?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_THRESHOLD,
    description: 'What has to be reached; without it, as the rule says.',
    example: 6,
  })
  @MayBeMissing()
  @Max(MAX_THRESHOLD)
  @Min(1)
  @IsInt()
  threshold?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_DAYS * 86_400,
    description: 'Length of the sliding window; without it, as the rule says.',
    example: 600,
  })
  @MayBeMissing()
  @Max(MAX_DAYS * 86_400)
  @Min(1)
  @IsInt()
  timespan_seconds?: number;

  @ApiPropertyOptional({
    description: 'Rules as YAML documents, in place of those in use with the same id or name.',
    maxLength: LONGEST_RULE_TEXT,
    example: 'title: SSH brute force\n…',
  })
  @MayBeMissing()
  @MaxLength(LONGEST_RULE_TEXT)
  @IsString()
  text?: string;
}

/** An alert as a preview names it. */
@ApiSchema({ name: 'PreviewedAlertDto' })
class PreviewedAlertDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Of an alert that is stored, or of one that would be: the same whenever it is previewed.',
    example: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
  })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Attacker text.', example: null })
  username: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What its events have in common.',
    example: { ip_address: '203.0.113.7' },
  })
  group_by: Record<string, string>;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:12:46.000Z' })
  first_seen: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:36.000Z' })
  fired_at: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:20:00.000Z' })
  last_seen: string;

  @ApiProperty({ description: 'Failed attempts.', example: 80 })
  attempts: number;

  @ApiProperty({ description: 'Log entries.', example: 80 })
  events: number;

  static from(alert: PreviewedAlert): PreviewedAlertDto {
    return {
      id: alert.id,
      ip_address: alert.ipAddress,
      username: alert.username,
      group_by: { ...alert.groupBy },
      first_seen: isoTime(alert.firstSeen),
      fired_at: isoTime(alert.firedAt),
      last_seen: isoTime(alert.lastSeen),
      attempts: alert.attempts,
      events: alert.events,
    };
  }
}

/** An alert that is stored and would be raised, too. */
@ApiSchema({ name: 'StayingAlertDto' })
class StayingAlertDto extends PreviewedAlertDto {
  @ApiProperty({
    type: PreviewedAlertDto,
    description: 'As it would be: the same, or of the same attack with another beginning or firing.',
  })
  previewed: PreviewedAlertDto;
}

class PreviewCountsDto {
  @ApiProperty({ example: 2 })
  appear: number;

  @ApiProperty({ example: 0 })
  vanish: number;

  @ApiProperty({ example: 7 })
  stay: number;
}

/** What would become of the alerts of a rule. */
@ApiSchema({ name: 'PreviewResultDto' })
export class PreviewResultDto {
  @ApiProperty({ description: 'Name of the rule.', example: 'ssh_brute_force' })
  rule: string;

  @ApiProperty({
    description: 'What it would ask for.',
    example: '6 failed attempts from one address within 10 minutes',
  })
  wants: string;

  @ApiProperty({ type: PreviewCountsDto, description: 'All of them, also where the lists name only some.' })
  counts: PreviewCountsDto;

  @ApiProperty({
    type: [PreviewedAlertDto],
    description: `Alerts that there would be and are not, the latest first; ${MAX_LISTED} at most.`,
  })
  appear: PreviewedAlertDto[];

  @ApiProperty({
    type: [PreviewedAlertDto],
    description: `Alerts that are stored and would not be, the latest first; ${MAX_LISTED} at most.`,
  })
  vanish: PreviewedAlertDto[];

  @ApiProperty({
    type: [StayingAlertDto],
    description: `Alerts that are stored and would be, the latest first; ${MAX_LISTED} at most.`,
  })
  stay: StayingAlertDto[];

  @ApiProperty({ description: `Log entries that were looked at, ${MAX_ENTRIES} at most.`, example: 1204 })
  entries: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The first moment of which log entries were looked at. Null: from the first entry on.',
    example: null,
  })
  entries_since: string | null;

  @ApiProperty({
    description: 'False where there were too many entries: alerts that began before `entries_since` are not compared.',
    example: true,
  })
  complete: boolean;

  static from(rule: string, wants: string, outcome: PreviewOutcome): PreviewResultDto {
    return {
      rule,
      wants,
      counts: { ...outcome.counts },
      appear: outcome.appear.map((alert) => PreviewedAlertDto.from(alert)),
      vanish: outcome.vanish.map((alert) => PreviewedAlertDto.from(alert)),
      stay: outcome.stay.map(({ stored, previewed }) => ({
        ...PreviewedAlertDto.from(stored),
        previewed: PreviewedAlertDto.from(previewed),
      })),
      entries: outcome.entries,
      entries_since: isoTime(outcome.from),
      complete: !outcome.isCut,
    };
  }
}
