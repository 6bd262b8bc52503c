import { Readable } from 'node:stream';
import { StreamableFile, applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiExtraModels,
  ApiNotAcceptableResponse,
  ApiOkResponse,
  ApiOperation,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Answer } from '../http/answer.js';
import { ApiProblem } from '../http/api-page.js';
import type { ProblemDocument } from '../http/problem-document.js';
import type { KeysetPage } from './keyset-reader.js';
import {
  ADDRESSES_LEFT_OUT,
  LIST_TYPES,
  TOTAL_RELATION,
  csvText,
  listType,
  ndjsonText,
  setListHeaders,
  withFields,
} from './list-format.js';
import type { ListReader, ListRequest } from './list-reader.js';

/** How a list is shown. */
export interface ListView<Item, View extends object = object> {
  /** Name of a file that holds it. */
  readonly name: string;
  /** Members of what `views` makes. */
  readonly fields: readonly string[];
  /** What is shown of some items. */
  readonly views: (items: readonly Item[]) => Promise<readonly View[]>;
}

/**
 * A list as the client likes it: a page as JSON, or all of it as CSV or NDJSON, which is read while it is sent, so that it
 * takes no more memory than a page.
 */
export class ListAnswer<Item> extends Answer {
  constructor(
    private readonly list: ListReader<Item>,
    private readonly listRequest: ListRequest,
    private readonly view: ListView<Item>,
  ) {
    super();
  }

  /** @throws NotAcceptableException and RequestInvalidError */
  async send(request: Request, response: Response): Promise<object[] | StreamableFile> {
    const { list, listRequest } = this;
    const { name, fields, views } = this.view;
    const chosen = listRequest.query.fields;
    const type = listType(request);
    response.vary('Accept');
    const leftOut = listRequest.filter.among?.leftOut ?? 0;
    if (leftOut > 0) response.setHeader(ADDRESSES_LEFT_OUT, String(leftOut));
    if (type === 'application/json') {
      const page = await list.page(listRequest);
      setListHeaders(request, response, listRequest.query, page);
      return (await views(page.items)).map((view) => withFields(view, chosen));
    }
    const groups = viewsOf(await list.all(listRequest), views, chosen);
    const isCsv = type === 'text/csv';
    return new StreamableFile(Readable.from(isCsv ? csvText(groups, chosen ?? fields) : ndjsonText(groups)), {
      type: isCsv ? 'text/csv; charset=utf-8; header=present' : type,
      disposition: `attachment; filename="${name}.${isCsv ? 'csv' : 'ndjson'}"`,
    });
  }
}

async function* viewsOf<Item>(
  pages: AsyncIterable<KeysetPage<Item>>,
  views: (items: readonly Item[]) => Promise<readonly object[]>,
  fields: readonly string[] | undefined,
): AsyncGenerator<readonly object[]> {
  for await (const { items } of pages) yield (await views(items)).map((view) => withFields(view, fields));
}

const HEADERS = {
  'X-Total-Count': {
    description: `How many items there are in all, or at least (see \`${TOTAL_RELATION}\`). Not on pages by cursor but the first.`,
    schema: { type: 'integer' as const },
  },
  [TOTAL_RELATION]: {
    description: '`eq`: there are so many items; `gte`: at least so many, since counting them all would take long.',
    schema: { type: 'string' as const, enum: ['eq', 'gte'] },
  },
  [ADDRESSES_LEFT_OUT]: {
    description:
      'With `country`, where there are too many addresses to look for all: at least so many of the countries were left out, ' +
      'those with the fewest entries, or, of alerts, seen longest ago.',
    schema: { type: 'integer' as const },
  },
  Link: {
    description:
      'Other pages (RFC 8288): `first`, `prev`, `next`, `last`. The list ' +
      'ends where there is no `next`; a filtered page may hold fewer items than `limit`, even none, and have one.',
    schema: { type: 'string' as const },
  },
  'Content-Disposition': {
    description: 'With CSV and NDJSON: the name of a file.',
    schema: { type: 'string' as const },
  },
};

/**
 * Documents a list with filters: a page of it as JSON, all of it as CSV or NDJSON, and what can be wrong.
 *
 * @param refusals of a request whose parameters are valid
 */
export function ApiList(
  item: Type<unknown>,
  summary: string,
  ...refusals: readonly ProblemDocument[]
): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary,
      description:
        'JSON is a page of the list. `Accept: text/csv` and `application/x-ndjson` answer all that the filters leave, ' +
        'from the cursor on if there is one; `skip` and `limit` have no say there.',
    }),
    ApiExtraModels(item),
    ApiOkResponse({
      description: 'A page of the list, or all of it.',
      headers: HEADERS,
      content: {
        'application/json': { schema: { type: 'array', items: { $ref: getSchemaPath(item) } } },
        'text/csv': { schema: { type: 'string' }, example: 'id,timestamp\n1,2026-11-20T09:12:46.000Z\n' },
        'application/x-ndjson': { schema: { type: 'string' }, example: '{"id":1}\n{"id":2}\n' },
      },
    }),
    ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', ...refusals, {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'REQUEST_INVALID',
      detail: 'The request has parts that are not valid.',
      instance: '/logs',
      errors: [{ pointer: 'limit', detail: 'limit must not be less than 1' }],
    }),
    ApiProblem(ApiNotAcceptableResponse, 'The client takes nothing that the list can be had as.', {
      type: 'about:blank',
      title: 'Not Acceptable',
      status: 406,
      code: 'NOT_ACCEPTABLE',
      detail: `A list can be had as ${LIST_TYPES.join(', ')}.`,
      instance: '/logs',
    }),
  );
}
