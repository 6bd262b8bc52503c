import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { RuleWantsDto } from '../../analysis/rules/rule-wants.dto.js';
import { AlertInBriefDto } from '../alert-in-brief.dto.js';
import { ExaminedDto } from '../insight.dto.js';
import { MAX_EVENTS } from './stored-events.js';
import { WindowFigureDto } from './why.dto.js';

/** How many alerts of a rule are named, and how many alerts are looked at in all. */
export const MAX_NAMED = 5;
export const MAX_ALERTS = 200;

/**
 * What kept a rule from raising an alert: nothing that it looks for was seen; too little of it; what was seen is covered by the
 * allowlist; there was enough, but no alert is stored; the rule is not in use.
 */
export const STOPPED_BY = ['nothing_seen', 'threshold', 'allowlist', 'no_alert_stored', 'not_loaded'] as const;
export type StoppedBy = (typeof STOPPED_BY)[number];

/** The entry of the allowlist that covers what was seen. */
class CoveringEntryDto {
  @ApiProperty({ format: 'uuid', example: '5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11' })
  id: string;

  @ApiProperty({ example: '203.0.113.0/24' })
  range: string;

  @ApiProperty({ type: String, nullable: true, example: 'Our monitoring' })
  note: string | null;
}

/** How near a rule came to an alert about an address or a user. */
@ApiSchema({ name: 'RuleDistanceDto' })
export class RuleDistanceDto {
  @ApiProperty({ description: 'Name of the rule.', example: 'ssh_brute_force' })
  rule: string;

  @ApiProperty({ example: 'SSH brute force' })
  title: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', nullable: true, description: 'Null: it is not in use.' })
  level: Severity | null;

  @ApiProperty({ type: RuleWantsDto, nullable: true, description: 'Null where the rule is not in use.' })
  wants: RuleWantsDto | null;

  @ApiProperty({
    type: WindowFigureDto,
    nullable: true,
    description: 'The window that came nearest to the threshold; null where nothing was seen that the rule looks for.',
  })
  best: WindowFigureDto | null;

  @ApiProperty({
    type: WindowFigureDto,
    nullable: true,
    description: 'The same with what the allowlist covered, which no rule sees; null where that was no more.',
  })
  with_allowlisted: WindowFigureDto | null;

  @ApiProperty({
    enum: STOPPED_BY,
    nullable: true,
    description:
      'What kept it from an alert; null: it raised one. `no_alert_stored`: there was enough, but the rule was another, or ' +
      'not there, when the entries came, or the alert has been removed. `not_loaded`: it raised alerts, but is not in use now.',
    example: 'threshold',
  })
  stopped_by: StoppedBy | null;

  @ApiProperty({
    type: CoveringEntryDto,
    nullable: true,
    description: 'The entry of the allowlist that covers what was seen, as the allowlist is now.',
  })
  covered_by: CoveringEntryDto | null;

  @ApiProperty({
    description: 'All of it in plain words.',
    example: '6 of 10 failed attempts within 5 minutes: below the threshold.',
  })
  sentence: string;

  @ApiProperty({ description: `Alerts of it, of the ${MAX_ALERTS} newest of all rules.`, example: 0 })
  alert_count: number;

  @ApiProperty({ description: 'True where there may be more.', example: false })
  alert_count_is_least: boolean;

  @ApiProperty({ type: [AlertInBriefDto], description: `The newest of them, ${MAX_NAMED} at most.` })
  alerts: AlertInBriefDto[];
}

/** How near every rule came that can be about an address or a user. */
@ApiSchema({ name: 'RuleDistancesDto' })
export class RuleDistancesDto {
  @ApiProperty({
    type: [RuleDistanceDto],
    description: 'Those that raised alerts first, then those that came nearest.',
  })
  rules: RuleDistanceDto[];

  @ApiProperty({ description: `Log entries that were put to the rules, about ${MAX_EVENTS} at most.`, example: 27 })
  entries: number;

  @ApiProperty({ type: ExaminedDto })
  examined: ExaminedDto;
}
