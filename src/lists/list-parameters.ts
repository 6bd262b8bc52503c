import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { PageQueryDto } from '../http/api-page.js';
import { parseRange } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';
import { LONGEST_CURSOR } from './list-order.js';

// Decorators of the parameters that lists share. Each documents, converts and checks one parameter.

/** Longest text that is searched for. */
const LONGEST_TEXT = 1024;

interface ParameterText {
  readonly description: string;
  /** Goes into the description: Swagger UI would fill it in, and everybody would ask for that alone. */
  readonly example?: string;
  /** What counts where a request says nothing. */
  readonly byDefault?: string;
}

/** Any text but a NUL, which no database keeps. */
export function TextParameter(text: ParameterText, longest = LONGEST_TEXT): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, maxLength: longest, ...documented(text) }),
    CheckedText(longest),
  );
}

/** The same, of a parameter that is documented by other means. */
export function CheckedText(longest: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    ValidateBy({
      name: 'isStorableText',
      validator: {
        validate: (value) => !String(value).includes('\0'),
        defaultMessage: () => '$property must not contain a NUL character',
      },
    }),
    MaxLength(longest),
    IsString(),
  );
}

/** One of some values. */
export function ChoiceParameter(choices: readonly string[], text: ParameterText): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ enum: choices, ...documented(text) }),
    IsOptional(),
    IsIn([...choices], { message: ({ property }) => `${property} must be one of ${choices.join(', ')}` }),
  );
}

/** Some of some values, separated by commas: an array in the query object. */
export function ChoicesParameter(choices: readonly string[], text: ParameterText): PropertyDecorator {
  return applyDecorators(
    listDocumentation({ enum: [...choices] }, text),
    Transform(splitAtCommas),
    IsOptional(),
    IsIn([...choices], {
      each: true,
      message: ({ property }) => `${property} must be one or several of ${choices.join(', ')}, separated by commas`,
    }),
  );
}

/** Some of many names, separated by commas, of which not all are known beforehand: an array in the query object. */
export function NamesParameter(
  text: ParameterText,
  { pattern, isName: isKnown, names }: { pattern: string; isName: (name: string) => boolean; names: readonly string[] },
): PropertyDecorator {
  return applyDecorators(
    listDocumentation({ type: String, pattern }, text),
    Transform(splitAtCommas),
    IsOptional(),
    ValidateBy({
      name: 'areNames',
      constraints: [names],
      validator: {
        validate: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && isKnown(each)),
        defaultMessage: () => `$property must be one or several of ${names.join(', ')}, separated by commas`,
      },
    }),
  );
}

/** Some texts, separated by commas: an array in the query object. */
export function TextsParameter(text: ParameterText, most = 20): PropertyDecorator {
  return applyDecorators(
    listDocumentation({ type: String }, text),
    Transform(splitAtCommas),
    IsOptional(),
    ValidateBy({
      name: 'areTexts',
      validator: {
        validate: (value) => Array.isArray(value) && value.length <= most && value.every(isName),
        defaultMessage: () => `$property must be up to ${most} texts, separated by commas`,
      },
    }),
  );
}

/** An address or a range: an `IpRange` in the query object. */
export function AddressParameter(text: ParameterText): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, ...documented(text) }),
    Transform(({ value }) => (typeof value === 'string' ? parseRange(value) : value)),
    IsOptional(),
    ValidateBy({
      name: 'isAddressOrRange',
      validator: {
        validate: (value) => typeof value === 'object' && 'range' in value,
        defaultMessage: (validated) => `$property ${faultOf(validated?.value)}`,
      },
    }),
  );
}

/** One address, which is not left out: an {@link IpRange} of one in the object. */
export function IsOneAddress(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' ? parseRange(value) : value)),
    ValidateBy({
      name: 'isAddress',
      validator: {
        validate: (value) =>
          typeof value === 'object' && value !== null && 'range' in value && !(value as IpRange).range.includes('/'),
        defaultMessage: () => '$property must be one IPv4 or IPv6 address',
      },
    }),
  );
}

/** A moment, or a day for its beginning: UTC milliseconds in the query object. Relative ones have been written out before. */
export function MomentParameter({ description, ...text }: ParameterText): PropertyDecorator {
  const relative = { ...text, description: `${description} Also relative to now: \`24h\`, \`7d\`, \`now-30m\`.` };
  return applyDecorators(
    ApiPropertyOptional({ type: String, ...documented(relative) }),
    Transform(({ value }) => (typeof value === 'string' ? (momentOf(value) ?? value) : value)),
    ValidateIf((_, value) => value !== undefined),
    ValidateBy({
      name: 'isMoment',
      validator: {
        validate: (value) => typeof value === 'number',
        defaultMessage: () =>
          '$property must be a time with an offset such as 2026-11-20T09:00:00Z, a day such as 2026-11-20 (UTC), or one ' +
          'relative to now such as 24h, 7d or now-30m',
      },
    }),
  );
}

const DAY_OR_MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** UTC milliseconds of an ISO 8601 time with an offset, or of the beginning of a day; undefined for other text. */
function momentOf(text: string): number | undefined {
  const moment = DAY_OR_MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes the 31st of any month, and means the 1st of the next.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  return Number.isNaN(moment) || !isDay ? undefined : moment;
}

function splitAtCommas({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.split(',') : value;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT && !value.includes('\0');
}

function faultOf(value: unknown): string {
  const fault: unknown = typeof value === 'object' && value !== null && 'fault' in value ? value.fault : undefined;
  return typeof fault === 'string' ? fault : 'must be one address or range';
}

/** @param items what each of the values is */
function listDocumentation(items: ApiPropertyOptions, text: ParameterText): PropertyDecorator {
  const documentation = { ...items, isArray: true, style: 'form', explode: false, ...documented(text) };
  // Query parameters have a style; the type of this decorator knows those of bodies only.
  return ApiPropertyOptional(documentation as object);
}

function documented({ description, example, byDefault }: ParameterText): { description: string; default?: string } {
  return {
    description: example === undefined ? description : `${description} Example: \`${example}\`.`,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}

/** Which part of a list to answer, and how: what a list adds to its own filters. */
export abstract class ListQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    type: String,
    maxLength: LONGEST_CURSOR,
    description:
      'Where to go on, as `Link` gives it; `*` begins a walk by cursor. It stays right while items arrive, and the ' +
      'last page costs what the first did. Keep sort and filters; `skip` has no place beside it.',
  })
  @IsOptional()
  @MaxLength(LONGEST_CURSOR)
  @IsString()
  cursor?: string;

  abstract sort?: string;

  abstract fields?: string[];
}

/** The order of a list. */
export function SortParameter(names: readonly string[], byDefault: string): PropertyDecorator {
  return ChoiceParameter(names, { description: `Order of the items; \`-\` turns it round. ${byDefault}` });
}

/** The members of the items that are answered. */
export function FieldsParameter(names: readonly string[], example: string): PropertyDecorator {
  return ChoicesParameter(names, { description: 'Only these members of each item, separated by commas.', example });
}
