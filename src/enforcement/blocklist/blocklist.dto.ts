import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { SEVERITIES } from '../../alerts/lifecycle/severity.js';
import type { Severity } from '../../alerts/lifecycle/severity.js';
import { ChoiceParameter } from '../../lists/list-parameters.js';
import { BLOCKLIST_FORMATS } from './blocklist-formats.js';
import type { BlocklistFormat } from './blocklist-formats.js';

/** A hundred years. */
const MOST_HOURS = 876_000;

/** Whom to block. */
export class BlocklistQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_HOURS,
    default: 24,
    description: 'Attackers whose last event is at most so many hours ago, by the clock.',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(MOST_HOURS)
  max_age_hours: number = 24;

  @ChoiceParameter(SEVERITIES, { description: 'Alerts of this severity or a graver one.', byDefault: 'high' })
  min_severity: Severity = 'high';

  @ChoiceParameter(BLOCKLIST_FORMATS, {
    description:
      '`text`: one address a line; `nft`: for `nft -f -`; `ipset`: for `ipset restore`; `json`. Takes precedence over ' +
      '`Accept`, which chooses between text and JSON.',
  })
  format?: BlocklistFormat;
}

/** An address to block, and why. */
export class BlockedAddressDto {
  @ApiProperty({ example: '203.0.113.7' })
  ip_address: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', description: 'The gravest of its alerts.', example: 'high' })
  severity: Severity;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:42:05.060Z' })
  last_seen: string;

  @ApiProperty({ type: [String], description: 'Rules of its alerts.', example: ['ssh_brute_force'] })
  rules: string[];
}
