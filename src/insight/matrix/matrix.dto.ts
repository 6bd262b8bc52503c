import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { isoTime } from '../../common/clock.js';
import type { AttemptMatrix } from './attempt-matrix.js';

const USUAL_SIZE = 12;
const MAX_SIZE = 50;

/** How large a matrix is. */
export class MatrixQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_SIZE,
    default: USUAL_SIZE,
    description: 'Addresses and user names at most; the others are added up.',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  )
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SIZE)
  most: number = USUAL_SIZE;
}

/** What there was of an address on a name. */
@ApiSchema({ name: 'MatrixCellDto' })
class MatrixCellDto {
  @ApiProperty({ description: 'Failed attempts.', example: 18 })
  attempts: number;

  @ApiProperty({ description: 'True where they got in.', example: false })
  login: boolean;
}

@ApiSchema({ name: 'MatrixColumnDto' })
class MatrixColumnDto extends MatrixCellDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Attacker text. Null: all others, and attempts without a name.',
    example: 'root',
  })
  username: string | null;
}

@ApiSchema({ name: 'MatrixRowDto' })
class MatrixRowDto extends MatrixCellDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null: all others.', example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ type: [MatrixCellDto], description: 'One for each column, in their order.' })
  cells: MatrixCellDto[];
}

/** Whose matrix it is, and what is known of the whole. Moments are UTC milliseconds. */
export interface MatrixFacts {
  readonly attempts: number;
  readonly uncounted: number;
  readonly since: number;
  /** Not part of it. */
  readonly until: number;
  readonly isComplete: boolean;
}

/** Which address tried which user name, how often, and whether it got in. */
@ApiSchema({ name: 'AttemptMatrixDto' })
export class AttemptMatrixDto {
  @ApiProperty({
    description: 'Failed attempts, as the alert or the incident counts them: all cells together.',
    example: 80,
  })
  attempts: number;

  @ApiProperty({
    description: 'Those of them of which no stored entry that was looked at says more: they stand under the others.',
    example: 0,
  })
  uncounted: number;

  @ApiProperty({ description: 'Addresses that the entries name.', example: 24 })
  ip_address_count: number;

  @ApiProperty({ description: 'User names that the entries name.', example: 15 })
  username_count: number;

  @ApiProperty({
    type: [MatrixColumnDto],
    description: 'Those with a login first, then the most attempts; the last one is that of the others.',
  })
  usernames: MatrixColumnDto[];

  @ApiProperty({ type: [MatrixRowDto], description: 'In the same order; the last one is that of the others.' })
  ip_addresses: MatrixRowDto[];

  @ApiProperty({ format: 'date-time', description: 'Of entries from then on.', example: '2026-11-20T09:12:46.000Z' })
  since: string;

  @ApiProperty({ format: 'date-time', description: 'Before then.', example: '2026-11-20T09:20:00.001Z' })
  until: string;

  @ApiProperty({ description: 'False where there were too many entries, or some are no longer stored.', example: true })
  complete: boolean;

  static from({ rows, columns, addressCount, usernameCount }: AttemptMatrix, facts: MatrixFacts): AttemptMatrixDto {
    return {
      attempts: facts.attempts,
      uncounted: facts.uncounted,
      ip_address_count: addressCount,
      username_count: usernameCount,
      usernames: columns.map((column) => ({ ...column })),
      ip_addresses: rows.map(({ address, attempts, login, cells }) => ({
        ip_address: address,
        attempts,
        login,
        cells: cells.map((cell) => ({ ...cell })),
      })),
      since: isoTime(facts.since),
      until: isoTime(facts.until),
      complete: facts.isComplete,
    };
  }
}
