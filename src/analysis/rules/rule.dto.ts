import { ApiProperty } from '@nestjs/swagger';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { IsString, MaxLength } from 'class-validator';
import { isoTime } from '../../common/clock.js';
import { visibleText } from '../../common/visible-text.js';
import type { RuleCounters } from '../detection/engine.js';
import type { RuleFault } from '../sigma/rule-document.js';
import type { CheckedRules } from './loaded-rules.js';
import { wantsOf } from './rule-wants.js';
import { RuleWantsDto } from './rule-wants.dto.js';
import type { RuleInUse } from './rules.service.js';

/** The longest text of rules that is taken, characters. */
export const LONGEST_RULE_TEXT = 50_000;

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

  @ApiProperty({ type: RuleWantsDto, description: 'What it has to see.' })
  wants: RuleWantsDto;

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
      wants: RuleWantsDto.from(wantsOf(rule)),
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

/** Something to say of a rule, and where it is written. */
class RuleRemarkDto {
  @ApiProperty({ description: 'The file; `text` for a text that was sent.', example: 'rules/ssh_brute_force.yml' })
  file: string;

  @ApiProperty({ description: 'Line, from 1.', example: 12 })
  line: number;

  @ApiProperty({ example: 'unknown field "user"; did you mean "username"?' })
  reason: string;
}

/** What a check of rules has found. */
export class RuleCheckDto {
  @ApiProperty({ description: 'True where they can be used.', example: true })
  valid: boolean;

  @ApiProperty({ description: 'Rules that would be used.', example: 27 })
  rules: number;

  @ApiProperty({ description: 'Those of them that raise alerts.', example: 17 })
  raising_alerts: number;

  @ApiProperty({ type: [RuleRemarkDto], description: 'Why they cannot be used, by file and line.' })
  faults: RuleRemarkDto[];

  @ApiProperty({ type: [RuleRemarkDto], description: 'What is hardly meant as it stands.' })
  warnings: RuleRemarkDto[];

  @ApiProperty({ type: [RuleRemarkDto], description: 'Why rules are left out (RULES_SKIP_UNSUPPORTED).' })
  left_out: RuleRemarkDto[];

  static from({ rules, faults, warnings, skipped }: CheckedRules): RuleCheckDto {
    return {
      valid: faults.length === 0,
      rules: rules.length,
      raising_alerts: rules.filter(({ raisesAlerts }) => raisesAlerts).length,
      faults: faults.map(remark),
      warnings: warnings.map(remark),
      left_out: skipped.map(remark),
    };
  }
}

/** Text of rules is shown as it is written, but for what is invisible. */
function remark({ file, line, reason }: RuleFault): RuleRemarkDto {
  return { file: visibleText(file, LONGEST_REMARK), line, reason: visibleText(reason, LONGEST_REMARK) };
}

const LONGEST_REMARK = 1000;

/** Rules to check. */
export class RuleTextDto {
  @ApiProperty({
    description: 'YAML documents, as in a file of rules.',
    maxLength: LONGEST_RULE_TEXT,
    example: 'title: SSH brute force\n…',
  })
  @IsString()
  @MaxLength(LONGEST_RULE_TEXT)
  text: string;
}

function countersOf({ evaluated, matched, fired, lastFiredAt }: RuleCounters): RuleCountersDto {
  return { evaluated, matched, fired, last_fired_at: isoTime(lastFiredAt) };
}
