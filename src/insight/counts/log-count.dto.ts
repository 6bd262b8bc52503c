import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ChoiceParameter } from '../../lists/list-parameters.js';
import { QueryParameter } from '../../lists/query-pipe.js';
import { LogListQueryDto, SearchText } from '../../logs/entries/log-entry.dto.js';
import { ExaminedDto, ValueCountDto } from '../insight.dto.js';

/** What entries can be counted by. */
export const COUNTED_BY = [
  'ip_address',
  'network',
  'user',
  'host',
  'log_type',
  'category',
  'program',
  'method',
  'country',
  'asn',
] as const;

export type CountedBy = (typeof COUNTED_BY)[number];

/** What the values can be ordered by: the most entries, or failed attempts, first. */
export const COUNT_ORDERS = ['entries', 'attempts'] as const;

/** Most values that are named. */
const MAX_VALUES = 1000;

/** Which entries are counted, and by what. */
export class LogCountQueryDto extends PickType(LogListQueryDto, [
  'ip_address',
  'country',
  'username',
  'target_user',
  'host',
  'log_type',
  'category',
  'program',
  'method',
  'since',
  'until',
]) {
  /** By now the text that is looked for: the rest of the query has become other parameters. */
  @QueryParameter('entries')
  @SearchText()
  q?: string;

  @ChoiceParameter(COUNTED_BY, {
    description:
      'What they are counted by; `network` is /24, or /64 of IPv6, `user` the first 200 characters of a name, `country` ' +
      'and `asn` are those of the address by the files of `GEOIP_COUNTRY` and `GEOIP_ASN`. Without it there is the sum alone.',
    example: 'user',
  })
  by?: CountedBy;

  @ChoiceParameter(COUNT_ORDERS, { description: 'What comes first.', byDefault: 'entries' })
  sort?: (typeof COUNT_ORDERS)[number];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_VALUES,
    default: 20,
    description: 'How many values to name at most.',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(MAX_VALUES)
  limit: number = 20;
}

/** Entries that are counted together. */
export class CountSumDto {
  @ApiProperty({ description: 'Log entries.', example: 512 })
  entries: number;

  @ApiProperty({ description: 'Failed attempts.', example: 498 })
  attempts: number;

  @ApiProperty({ description: 'Logins that succeeded.', example: 3 })
  logins: number;
}

/** What the values have that are not named. */
export class CountOthersDto extends CountSumDto {
  @ApiProperty({ description: 'How many values are not named.', example: 4 })
  values: number;
}

/** How many entries there are, in all and by a value of theirs. */
export class LogCountDto extends CountSumDto {
  @ApiProperty({
    description: 'True: so many; false: at least so many, since not all could be looked at (see `examined`).',
    example: true,
  })
  exact: boolean;

  @ApiProperty({ type: ExaminedDto })
  examined: ExaminedDto;

  @ApiProperty({ enum: COUNTED_BY, nullable: true, description: 'What they are counted by.', example: 'user' })
  by: CountedBy | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many values there are; null without `by`.',
    example: 24,
  })
  values: number | null;

  @ApiProperty({ type: [ValueCountDto], description: 'The values with the most entries, or attempts, those first.' })
  counts: ValueCountDto[];

  @ApiProperty({ type: CountOthersDto, description: 'The values behind them.' })
  others: CountOthersDto;

  @ApiProperty({ type: CountSumDto, description: 'Entries that have no such value.' })
  without: CountSumDto;
}
