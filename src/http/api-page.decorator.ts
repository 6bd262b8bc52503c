import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { PROBLEM_TYPE, ProblemDocument } from './problem-document.js';

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
