import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min, ValidateBy, ValidateIf } from 'class-validator';
import { ISO_TIME } from '../common/clock.js';
import { PROBLEM_TYPE, ProblemDocument } from './problem-document.js';

// Decorators of members of bodies and queries.

/** A member that can be left out; unlike with `IsOptional`, null is a value like any other, and may be wrong. */
export function MayBeMissing(): PropertyDecorator {
  return ValidateIf((_object: object, value: unknown) => value !== undefined);
}

/** A moment, as {@link ISO_TIME} says, that exists: no 31st of February, no 25 o'clock. */
export function IsMoment(example: string): PropertyDecorator {
  return ValidateBy({
    name: 'isMoment',
    validator: {
      validate: isMoment,
      defaultMessage: () => `$property must be a time with an offset (ISO 8601), such as ${example}`,
    },
  });
}

function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !ISO_TIME.test(value) || Number.isNaN(Date.parse(value))) return false;
  // Date.parse takes the 31st of any month, and means the 1st of the next.
  const day = value.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Largest page that a list answers. */
const MAX_PER_PAGE = 1000;

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
    maximum: MAX_PER_PAGE,
    default: 100,
  })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(MAX_PER_PAGE)
  limit: number = 100;
}

const PAGE_HEADERS = {
  'X-Total-Count': { description: 'How many items there are in all.', schema: { type: 'integer' as const } },
  Link: { description: 'First, previous, next and last page (RFC 8288).', schema: { type: 'string' as const } },
};

/** Documents a list route: its items, its page headers, and what a bad `skip` or `limit` answers. */
export function ApiPage(item: Type<unknown>, summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiOkResponse({ type: item, isArray: true, headers: PAGE_HEADERS, description: 'A page of the list.' }),
    ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'REQUEST_INVALID',
      detail: 'The request has parts that are not valid.',
      instance: '/logs',
      errors: [{ pointer: 'limit', detail: 'limit must not be less than 1' }],
    }),
  );
}

/** Documents an error as a problem document with an example for each code. */
export function ApiProblem(
  response: (options: { description: string; content: Record<string, object> }) => MethodDecorator,
  description: string,
  ...examples: readonly ProblemDocument[]
): MethodDecorator {
  const schema = { $ref: `#/components/schemas/${ProblemDocument.name}` };
  const shown =
    examples.length === 1
      ? { example: examples[0] }
      : { examples: Object.fromEntries(examples.map((value) => [value.code, { value }])) };
  return response({ description, content: { [PROBLEM_TYPE]: { schema, ...shown } } });
}

/** The members of a DTO that are documented, in the order in which it declares them. */
export function membersOf(dto: Type<unknown>): string[] {
  const keys = Reflect.getMetadata('swagger/apiModelPropertiesArray', dto.prototype as object) as readonly string[];
  return keys.map((key) => key.replace(/^:/, ''));
}
