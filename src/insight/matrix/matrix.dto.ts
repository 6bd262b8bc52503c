import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { isoTime } from '../../common/clock.js';
import type { AttemptMatrix, MatrixPart } from './attempt-matrix.js';

const USUAL_SIZE = 12;
const MAX_SIZE = 50;
const MAX_ROWS = 200;
const MAX_SKIP = 100_000;

/** Which part of a matrix is asked for. */
export class MatrixQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_SIZE,
    default: USUAL_SIZE,
    description: 'Addresses and user names at most; the others are added up.',
  })
  @CountParameter(1, MAX_SIZE)
  most: number = USUAL_SIZE;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_ROWS,
    description: 'Addresses at most, where they are to be more or fewer than user names. By default as `most`.',
  })
  @CountParameter(1, MAX_ROWS)
  addresses?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_SKIP,
    default: 0,
    description:
      'Addresses to leave out at the beginning, to go on where an answer ended: they stand under the others.',
  })
  @CountParameter(0, MAX_SKIP)
  skip: number = 0;
}

function CountParameter(least: number, most: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    IsOptional(),
    IsInt(),
    Min(least),
    Max(most),
  );
}

/** The part that a query asks for. */
export function matrixPart({ most, addresses = most, skip }: MatrixQueryDto): MatrixPart {
  return { skip, rows: addresses, columns: most };
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

  @ApiProperty({
    description:
      'True where there may be more addresses: not all entries were looked at, or some are no longer stored.',
    example: false,
  })
  ip_address_count_is_least: boolean;

  @ApiProperty({ description: 'User names that the entries name.', example: 15 })
  username_count: number;

  @ApiProperty({ description: 'The same for user names.', example: false })
  username_count_is_least: boolean;

  @ApiProperty({
    type: [MatrixColumnDto],
    description: 'Those with a login first, then the most attempts; the last one is that of the others.',
  })
  usernames: MatrixColumnDto[];

  @ApiProperty({
    type: [MatrixRowDto],
    description: 'In the same order, from `skip` on; the last one is that of the others.',
  })
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
      ip_address_count_is_least: !facts.isComplete,
      username_count: usernameCount,
      username_count_is_least: !facts.isComplete,
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
