import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../common/clock.js';
import { FAULT_KINDS } from './fault.entity.js';
import type { FaultKind } from './fault.entity.js';
import type { FaultSummary } from './faults.service.js';

/** Something that failed and was set aside, as the API shows it. */
export class FaultDto {
  @ApiProperty({ example: 12 })
  id: number;

  @ApiProperty({
    enum: FAULT_KINDS,
    enumName: 'FaultKind',
    description:
      'What it is: a log `source`, a `line` of it, a log `entry`, events that a `rule` failed on, what an `alert` has ' +
      'gained, the `outcome` of alerts after logins, a `session` and what alerts say of it, hits of the `allowlist`, the text of a pushed `batch`, or what a ' +
      '`channel` is to tell of.',
    example: 'rule',
  })
  kind: FaultKind;

  @ApiProperty({ description: 'Which one: a path, a name or an id.', example: 'ssh_brute_force' })
  subject: string;

  @ApiProperty({ description: 'What went wrong, last.', example: 'Cannot read properties of null' })
  reason: string;

  @ApiProperty({ format: 'date-time', description: 'When it was set aside.', example: '2026-11-20T09:00:00.000Z' })
  since: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How often it was tried; null for a source, which is tried at every scan.',
    example: 3,
  })
  tries: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is tried again; null for a source: at the next scan.',
    example: '2026-11-20T09:01:00.000Z',
  })
  next_try_at: string | null;

  static from({ id, kind, subject, reason, since, tries, nextTryAt }: FaultSummary): FaultDto {
    const isSource = kind === 'source';
    const next_try_at = isSource ? null : isoTime(nextTryAt);
    return { id, kind, subject, reason, since: isoTime(since), tries: isSource ? null : tries, next_try_at };
  }
}

/** What is set aside now. */
export class FaultListDto {
  @ApiProperty({ description: 'How many there are.', example: 1 })
  total: number;

  @ApiProperty({ type: [FaultDto], description: 'Those that are set aside for longest, 100 at most.' })
  faults: FaultDto[];
}
