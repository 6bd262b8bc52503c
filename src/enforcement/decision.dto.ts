import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { isoTime } from '../common/clock.js';
import { MayBeMissing } from '../http/api-page.js';
import { sortNames } from '../lists/list-order.js';
import {
  ChoiceParameter,
  FieldsParameter,
  ListQueryDto,
  MomentParameter,
  SortParameter,
  TextParameter,
} from '../lists/list-parameters.js';
import type { ListFilter } from '../lists/list-plan.js';
import { sqlCondition } from '../lists/sql-condition.js';
import { DECISION_ENDS, DECISION_SCOPES } from './decision.entity.js';
import type { Decision, DecisionEnd, DecisionScope } from './decision.entity.js';
import { DECISION_SORTS } from './decisions.service.js';

/** A year. */
const MAX_MINUTES = 525_600;
const LONGEST_NOTE = 1_000;

const STATES = ['active', 'ended'] as const;

/** That an address or a range is to be turned away for some time. */
export class DecisionDto {
  @ApiProperty({ example: 17 })
  id: number;

  @ApiProperty({ description: 'An address, or a range in CIDR notation.', example: '203.0.113.7' })
  value: string;

  @ApiProperty({ enum: DECISION_SCOPES, enumName: 'DecisionScope', example: 'ip' })
  scope: DecisionScope;

  @ApiProperty({ enum: STATES, enumName: 'DecisionState', example: 'active' })
  state: (typeof STATES)[number];

  @ApiProperty({
    description: 'True where it only shows what would be decided (`DECISIONS=dry_run`): no bouncer hears of it.',
    example: false,
  })
  simulated: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The rule whose alert decided; null where a person did.',
    example: 'ssh_brute_force',
  })
  rule: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11' })
  alert_id: string | null;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', description: 'Of the alert.', example: 'high' })
  severity: Severity;

  @ApiProperty({ type: String, nullable: true, description: 'The key of who decided; null: a rule.', example: null })
  author: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  note: string | null;

  @ApiProperty({ format: 'date-time', description: 'By the clock.', example: '2026-11-20T09:42:07.000Z' })
  created_at: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T13:42:07.000Z' })
  until: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  ended_at: string | null;

  @ApiProperty({
    enum: DECISION_ENDS,
    enumName: 'DecisionEnd',
    nullable: true,
    description:
      'Why it is over. `removed`: somebody ended it; `false_positive`: its alert was found to be none; `allowlisted`: the ' +
      'allowlist covers it now; `switched_off`: `DECISIONS` was changed.',
    example: null,
  })
  end_reason: DecisionEnd | null;

  @ApiProperty({ type: String, nullable: true, description: 'The key of who ended it.', example: null })
  ended_by: string | null;

  static from(decision: Decision): DecisionDto {
    return {
      id: decision.id,
      value: decision.value,
      scope: decision.scope,
      state: decision.endedAt === null ? 'active' : 'ended',
      simulated: decision.simulated,
      rule: decision.rule,
      alert_id: decision.alertId,
      severity: decision.severity,
      author: decision.author,
      note: decision.note,
      created_at: isoTime(decision.createdAt),
      until: isoTime(decision.until),
      ended_at: isoTime(decision.endedAt),
      end_reason: decision.endReason,
      ended_by: decision.endedBy,
    };
  }
}

/** The members of a decision, in order. */
export const DECISION_FIELDS = [
  'id',
  'value',
  'scope',
  'state',
  'simulated',
  'rule',
  'alert_id',
  'severity',
  'author',
  'note',
  'created_at',
  'until',
  'ended_at',
  'end_reason',
  'ended_by',
] as const satisfies readonly (keyof DecisionDto)[];

/** Which decisions to answer. */
export class DecisionListQueryDto extends ListQueryDto {
  @TextParameter({ description: 'About this address or range, as it is written there.', example: '203.0.113.7' }, 64)
  value?: string;

  @ChoiceParameter(STATES, { description: 'Whether they are over.', example: 'active' })
  state?: (typeof STATES)[number];

  @TextParameter({ description: 'Of alerts of this rule.', example: 'ssh_brute_force' }, 100)
  rule?: string;

  @MomentParameter({
    description: 'Made at this time or later; a day (UTC) from its beginning.',
    example: '2026-11-20',
  })
  since?: number;

  @MomentParameter({ description: 'Made before this time; a day (UTC) counts whole.', example: '2026-11-21' })
  until?: number;

  @SortParameter(sortNames(DECISION_SORTS), '-created_at')
  sort?: string;

  @FieldsParameter([...DECISION_FIELDS], 'value,until,rule')
  fields?: string[];
}

export function decisionFilter({ value, state, rule, since, until }: DecisionListQueryDto): ListFilter {
  const tests = [
    ...(value === undefined ? [] : [sqlCondition('value = ?', value)]),
    ...(rule === undefined ? [] : [sqlCondition('rule = ?', rule)]),
    ...(state === undefined ? [] : [sqlCondition(`ended_at IS ${state === 'active' ? '' : 'NOT '}NULL`)]),
  ];
  return { since, until, tests };
}

/** A decision to be made. */
export class NewDecisionDto {
  @ApiProperty({ description: 'An address, or a range in CIDR notation.', example: '203.0.113.7' })
  @MaxLength(64)
  @IsString()
  value: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_MINUTES,
    description: 'For so many minutes; without it, as the policy has it.',
    example: 240,
  })
  @MayBeMissing()
  @Max(MAX_MINUTES)
  @Min(1)
  @IsInt()
  minutes?: number;

  @ApiPropertyOptional({ maxLength: LONGEST_NOTE, description: 'Why.', example: 'Asked for by the provider.' })
  @MayBeMissing()
  @MaxLength(LONGEST_NOTE)
  @IsString()
  note?: string;

  @ApiPropertyOptional({
    description: 'Takes a private address, or a range that holds a large part of the internet.',
    example: false,
  })
  @MayBeMissing()
  @IsBoolean()
  force?: boolean;
}
