import { ApiProperty, PickType } from '@nestjs/swagger';
import { ALERT_STATUSES, SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import { ExaminedDto, ValueCountDto } from './insight.dto.js';
import { VerdictDto } from './verdict.dto.js';

/** The time that figures are of. */
abstract class StatsDto {
  @ApiProperty({ format: 'date-time', description: 'Beginning of the time.', example: '2026-11-19T10:00:00.000Z' })
  since: string;

  @ApiProperty({
    format: 'date-time',
    description: 'End of the time; not part of it.',
    example: '2026-11-20T10:00:00.000Z',
  })
  until: string;

  @ApiProperty({ type: ExaminedDto })
  examined: ExaminedDto;
}

export class AlertFiguresDto {
  @ApiProperty({ description: 'Alerts that fired in the time.', example: 7 })
  total: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: `By severity: ${SEVERITIES.join(', ')}.`,
    example: { informational: 0, low: 1, medium: 1, high: 4, critical: 1 },
  })
  by_severity: Record<string, number>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: `By status: ${ALERT_STATUSES.join(', ')}.`,
    example: { open: 7, acknowledged: 0, resolved: 0 },
  })
  by_status: Record<string, number>;

  @ApiProperty({ description: 'Alerts whose attackers got in.', example: 1 })
  login_succeeded: number;

  @ApiProperty({ description: 'Alerts with a login that somebody should look at.', example: 0 })
  login_suspected: number;

  @ApiProperty({ description: 'False where there are too many alerts to count: then there are more.', example: true })
  complete: boolean;
}

/** The state in figures. */
export class SummaryDto extends StatsDto {
  @ApiProperty({ description: 'Log entries stored in all, whatever the time.', example: 360 })
  stored_entries: number;

  @ApiProperty({ description: 'Bytes that the database takes, room for what was removed included.', example: 1048576 })
  database_bytes: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Time of the newest log entry that does not lie in the future.',
    example: '2026-11-20T23:59:00.000Z',
  })
  newest_entry: string | null;

  @ApiProperty({ description: 'Log entries of the time.', example: 360 })
  entries: number;

  @ApiProperty({ description: 'Failed attempts.', example: 298 })
  attempts: number;

  @ApiProperty({ description: 'Logins that succeeded.', example: 12 })
  logins: number;

  @ApiProperty({ description: 'Source addresses with failed attempts.', example: 9 })
  attacking_addresses: number;

  @ApiProperty({ description: 'User names tried without success.', example: 20 })
  attacked_usernames: number;

  @ApiProperty({ type: VerdictDto })
  verdict: VerdictDto;

  @ApiProperty({ type: AlertFiguresDto, description: 'Of all hosts: an attack may be on several.' })
  alerts: AlertFiguresDto;
}

/** One part of a timeline. */
export class TimelinePartDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  start: string;

  @ApiProperty({ description: 'Log entries.', example: 60 })
  entries: number;

  @ApiProperty({ description: 'Failed attempts.', example: 58 })
  attempts: number;

  @ApiProperty({ description: 'Logins that succeeded.', example: 1 })
  logins: number;
}

/** What happened when; parts in which nothing happened are there, too. */
export class TimelineDto extends StatsDto {
  @ApiProperty({ type: [TimelinePartDto], description: 'Oldest first; none before `examined.since`.' })
  parts: TimelinePartDto[];
}

/** Who or what had the most attempts. */
export class TopDto extends StatsDto {
  @ApiProperty({ description: 'How many there are in all.', example: 9 })
  total: number;

  @ApiProperty({ type: [ValueCountDto], description: 'Most attempts first.' })
  top: ValueCountDto[];
}

/** A ranking within an overview. */
export class RankingDto extends PickType(TopDto, ['total', 'top']) {}

/** The state, when it happened, and who and what stand out. */
export class OverviewDto extends SummaryDto {
  @ApiProperty({ type: [TimelinePartDto], description: 'Oldest first; none before `examined.since`.' })
  parts: TimelinePartDto[];

  @ApiProperty({ type: RankingDto, description: 'Source addresses.' })
  ips: RankingDto;

  @ApiProperty({ type: RankingDto, description: 'User names.' })
  users: RankingDto;

  @ApiProperty({ type: RankingDto, description: 'Networks of the sources.' })
  networks: RankingDto;

  @ApiProperty({ type: RankingDto, description: 'Hosts that wrote the lines.' })
  hosts: RankingDto;
}
