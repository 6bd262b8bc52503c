import { ApiProperty } from '@nestjs/swagger';

const UP = { database: { status: 'up' } };
const CHECKS = {
  type: 'object' as const,
  additionalProperties: {
    type: 'object' as const,
    required: ['status'],
    properties: { status: { type: 'string' as const, enum: ['up', 'degraded', 'down'] } },
    additionalProperties: true,
  },
};

/** What was checked; everything was well. */
export class HealthDto {
  @ApiProperty({ enum: ['ok', 'degraded'], example: 'ok' })
  status: string;

  @ApiProperty({ ...CHECKS, description: 'The checks that are well.', example: UP })
  info: Record<string, object>;

  @ApiProperty({ ...CHECKS, description: 'Empty: a failed check answers 503.', example: {} })
  error: Record<string, object>;

  @ApiProperty({ ...CHECKS, description: 'All checks.', example: UP })
  details: Record<string, object>;
}
