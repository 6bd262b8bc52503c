import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CORRELATION_TYPES } from '../detection/detection-rule.js';
import type { RuleWants } from './rule-wants.js';

const RULE_TYPES = ['event', ...CORRELATION_TYPES] as const;

/** What a rule has to see before it raises an alert. */
@ApiSchema({ name: 'RuleWantsDto' })
export class RuleWantsDto {
  @ApiProperty({
    enum: RULE_TYPES,
    enumName: 'RuleType',
    description: '`event`: a single log entry is enough. The others are correlations, as Sigma names them.',
    example: 'value_sum',
  })
  type: (typeof RULE_TYPES)[number];

  @ApiProperty({
    description: 'What has to be reached in the window; of temporal rules, how many conditions or steps.',
    example: 10,
  })
  threshold: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Length of the sliding window; null where one log entry is enough.',
    example: 300,
  })
  timespan_seconds: number | null;

  @ApiProperty({ description: 'What is counted.', example: 'failed attempts' })
  unit: string;

  @ApiProperty({ description: 'In a phrase.', example: '10 failed attempts from one address within 5 minutes' })
  words: string;

  static from({ type, threshold, windowMs, unit, words }: RuleWants): RuleWantsDto {
    return { type, threshold, timespan_seconds: windowMs === null ? null : windowMs / 1000, unit, words };
  }
}
