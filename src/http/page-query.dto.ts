import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** Largest page that a list answers. */
export const MOST_PER_PAGE = 1000;

/** Digits only: `0x10` and `1e3` are no numbers of items. */
function wholeNumber({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}

/** Which part of a list to answer. */
export class PageQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many items to leave out from the start.',
    minimum: 0,
    default: 0,
  })
  @Transform(wholeNumber)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  skip: number = 0;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many items to answer at most.',
    minimum: 1,
    maximum: MOST_PER_PAGE,
    default: 100,
  })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(MOST_PER_PAGE)
  limit: number = 100;
}
