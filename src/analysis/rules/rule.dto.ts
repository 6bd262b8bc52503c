import { ApiProperty } from '@nestjs/swagger';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { isoTime } from '../../common/clock.js';
import type { RuleCounters } from '../detection/engine.js';
import type { RuleInUse } from './rules.service.js';

/** What a detection rule has done since it was first loaded. */
class RuleCountersDto {
  @ApiProperty({ description: 'Log entries that the rule was put to.', example: 1204 })
  evaluated: number;

  @ApiProperty({ description: 'Log entries among them that the rule, or one that it counts, selects.', example: 533 })
  matched: number;

  @ApiProperty({ description: 'Attacks that it found.', example: 7 })
  fired: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:13:36.000Z' })
  last_fired_at: string | null;
}

/** A detection rule in use. */
export class RuleDto {
  @ApiProperty({ format: 'uuid', example: 'b8328d58-b539-4a6a-8d26-6ff1b26ce871' })
  id: string;

  @ApiProperty({ example: 'ssh_brute_force' })
  name: string;

  @ApiProperty({ example: 'SSH brute force' })
  title: string;

  @ApiProperty({ example: 'One address fails to log in ten times within five minutes.' })
  description: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', example: 'high' })
  level: Severity;

  @ApiProperty({ type: String, nullable: true, example: 'test' })
  status: string | null;

  @ApiProperty({ type: [String], example: ['attack.t1110.001'] })
  tags: string[];

  @ApiProperty({ type: [String], example: ['Many people behind one address'] })
  false_positives: string[];

  @ApiProperty({ type: [String], example: ['https://attack.mitre.org/techniques/T1110/001/'] })
  references: string[];

  @ApiProperty({ description: 'Changes when the text of the rule does.', example: '3f9d2c7a61b0' })
  version: string;

  @ApiProperty({ description: 'False for a rule that only serves others.', example: true })
  raises_alerts: boolean;

  @ApiProperty({ description: 'File that it comes from, with the line.', example: 'rules/ssh_brute_force.yml:26' })
  source: string;

  @ApiProperty({ type: RuleCountersDto, nullable: true, description: 'Null for a rule that only serves others.' })
  counters: RuleCountersDto | null;

  static from({ rule, counters, source }: RuleInUse): RuleDto {
    return {
      id: rule.id,
      name: rule.name,
      title: rule.title,
      description: rule.description,
      level: rule.level,
      status: rule.status,
      tags: [...rule.tags],
      false_positives: [...rule.falsePositives],
      references: [...rule.references],
      version: rule.version,
      raises_alerts: rule.raisesAlerts,
      source: `${source.file}:${source.line}`,
      counters: counters === null ? null : countersOf(counters),
    };
  }
}

/** A detection rule with its text. */
export class RuleWithSourceDto extends RuleDto {
  @ApiProperty({ description: 'The YAML document.', example: 'title: SSH brute force\n…' })
  text: string;

  static override from(rule: RuleInUse): RuleWithSourceDto {
    return { ...RuleDto.from(rule), text: rule.source.text };
  }
}

function countersOf({ evaluated, matched, fired, lastFiredAt }: RuleCounters): RuleCountersDto {
  return { evaluated, matched, fired, last_fired_at: isoTime(lastFiredAt) };
}
