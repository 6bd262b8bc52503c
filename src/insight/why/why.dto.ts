import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { WindowFigure } from '../../analysis/detection/figure-window.js';
import { RuleWantsDto } from '../../analysis/rules/rule-wants.dto.js';
import { isoTime } from '../../common/clock.js';
import { ExaminedDto } from '../insight.dto.js';
import { RULE_STATES } from './alert-events.js';
import type { RuleState } from './alert-events.js';

/** How much there was in a window of a rule. */
@ApiSchema({ name: 'WindowFigureDto' })
export class WindowFigureDto {
  @ApiProperty({ description: 'In the unit of the rule, to be held against its threshold.', example: 10 })
  seen: number;

  @ApiProperty({
    format: 'date-time',
    description: 'The first event of the window.',
    example: '2026-11-20T09:12:46.000Z',
  })
  since: string;

  @ApiProperty({ format: 'date-time', description: 'The last one.', example: '2026-11-20T09:13:36.000Z' })
  at: string;

  static from({ seen, since, at }: Pick<WindowFigure, 'seen' | 'since' | 'at'>): WindowFigureDto {
    return { seen, since: isoTime(since), at: isoTime(at) };
  }
}

/** Why an alert was raised. */
@ApiSchema({ name: 'AlertWhyDto' })
export class AlertWhyDto {
  @ApiProperty({ description: 'Name of the rule.', example: 'ssh_brute_force' })
  rule: string;

  @ApiProperty({
    enum: RULE_STATES,
    description:
      '`current`: the rule is as it was; `changed`: its text is another now, and `wants` says what it asks for now; ' +
      '`not_loaded`: it is not in use; `service`: the alert is about what this service depends on, and has no rule.',
    example: 'current',
  })
  rule_state: RuleState;

  @ApiProperty({ type: RuleWantsDto, nullable: true, description: 'Null where the rule is not in use.' })
  wants: RuleWantsDto | null;

  @ApiProperty({
    type: WindowFigureDto,
    nullable: true,
    description: 'What was seen as it fired; null where the rule is not in use, or the entries are no longer stored.',
  })
  fired: WindowFigureDto | null;

  @ApiProperty({
    type: WindowFigureDto,
    nullable: true,
    description: 'The window of the attack that held most; of the entries examined. Null as `fired` is.',
  })
  peak: WindowFigureDto | null;

  @ApiProperty({
    description: 'All of it in plain words.',
    example:
      '10 failed attempts in 50 s: the rule asks for 10 failed attempts from one address within 5 minutes. ' +
      'At its peak there were 80 within 5 minutes.',
  })
  sentence: string;

  @ApiProperty({
    type: ExaminedDto,
    description: 'The entries of the attack; `complete` is false where only the first ones were looked at.',
  })
  examined: ExaminedDto;
}
