import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { TextParameter } from '../lists/list-parameters.js';
import { CountriesParameter } from '../origin/country-addresses.js';
import { RequestInvalidError } from '../http/problem-document.js';
import { RangeQueryDto } from './dossier.dto.js';

/** Lengths of the parts that a timeline can be cut into, milliseconds. */
export const BUCKETS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export type Bucket = keyof typeof BUCKETS;

/** What figures are of. */
export class FiguresQueryDto extends RangeQueryDto {
  @TextParameter({ description: 'Only of lines that this host wrote.', example: 'web-1' }, 255)
  host?: string;
}

/** What a timeline is of. */
export class TimelineQueryDto extends FiguresQueryDto {
  @ApiPropertyOptional({ enum: Object.keys(BUCKETS), default: 'hour', description: 'How long each part is.' })
  @IsIn(Object.keys(BUCKETS))
  bucket: Bucket = 'hour';
}

/** What can be ranked. */
export const TOP_KINDS = ['ips', 'users', 'networks', 'hosts'] as const;

export type TopKind = (typeof TOP_KINDS)[number];

export class TopPathDto {
  @IsIn([...TOP_KINDS])
  kind: TopKind;
}

/** How long a ranking is, and of what. */
export class TopQueryDto extends FiguresQueryDto {
  @CountriesParameter('Only of addresses of these countries, by the file of `GEOIP_COUNTRY`; of `ips` and `networks`.')
  country?: string[];

  @LengthParameter()
  limit: number = 10;
}

/** What an overview is of, and how long its rankings are. */
export class OverviewQueryDto extends TimelineQueryDto {
  @CountriesParameter(
    'In the rankings of addresses and networks, only those of these countries, by the file of `GEOIP_COUNTRY`.',
  )
  country?: string[];

  @LengthParameter()
  limit: number = 10;
}

function LengthParameter(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 10, description: 'How many at most.' }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
    Min(1),
    Max(100),
  );
}

/** Where figures are of the last day unless a request says otherwise. */
const DEFAULT_LENGTH = BUCKETS.day;

/** A stretch of time, UTC milliseconds; `until` is not part of it. */
export interface TimeRange {
  readonly since: number;
  readonly until: number;
}

/**
 * The stretch that a request asks for; by default the day that ends now, or, where nothing happened in it, that ends with
 * the newest entry, since logs may be old.
 *
 * @param newest time of the newest entry that does not lie in the future; null: there is none
 * @throws RequestInvalidError when it ends before it begins
 */
export function timeRange({ since, until }: RangeQueryDto, newest: number | null, now: number): TimeRange {
  const isOld = newest !== null && newest < now - DEFAULT_LENGTH;
  const end = until ?? Math.max(isOld && since === undefined ? newest + 1 : now + 1, since ?? 0);
  const begin = since ?? end - DEFAULT_LENGTH;
  if (begin <= end) return { since: begin, until: end };
  throw new RequestInvalidError([{ pointer: 'since', detail: 'since must not be after until' }]);
}
