import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../common/clock.js';
import type { Examined } from './entry-scan.js';
import type { ValueCount } from './attempt-counts.js';

/** Which log entries figures were made of. */
export class ExaminedDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The first moment that the figures cover. Null: from the first entry on.',
    example: '2026-11-19T23:59:00.000Z',
  })
  since: string | null;

  @ApiProperty({
    description:
      'False where there were too many entries to look at all of them: the figures are of the newest ones, from ' +
      '`since` on. Ask again with `until` set to it for what came before.',
    example: true,
  })
  complete: boolean;

  static from({ since, isComplete }: Examined): ExaminedDto {
    return { since: isoTime(since ?? null), complete: isComplete };
  }
}

/** Figures of the log entries that have a value in common. */
export class ValueCountDto {
  @ApiProperty({ description: 'Attacker text, where it is a user name.', example: '203.0.113.7' })
  value: string;

  @ApiProperty({ description: 'Failed attempts.', example: 26 })
  attempts: number;

  @ApiProperty({ description: 'Log entries.', example: 27 })
  entries: number;

  @ApiProperty({ description: 'Logins that succeeded.', example: 0 })
  logins: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:41:00.060Z' })
  first_seen: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:42:05.060Z' })
  last_seen: string;

  static from({ value, attempts, entries, logins, firstSeen, lastSeen }: ValueCount): ValueCountDto {
    return { value, attempts, entries, logins, first_seen: isoTime(firstSeen), last_seen: isoTime(lastSeen) };
  }
}
