import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import { csvText, listType, ndjsonText, withFields } from './list-format.js';
import type { KeysetPage } from './keyset-reader.js';
import { setListHeaders } from './list-headers.js';
import type { ListReader, ListRequest } from './list-reader.js';

/** How a list is shown. */
export interface ListView<Item> {
  /** Name of a file that holds it. */
  readonly name: string;
  /** Members of what `views` makes. */
  readonly fields: readonly string[];
  /** What is shown of some items. */
  readonly views: (items: readonly Item[]) => Promise<readonly object[]>;
}

/**
 * Answers a list as the client likes it: a page as JSON, or all of it as CSV or NDJSON, which is read while it is sent,
 * so that it takes no more memory than a page.
 *
 * @throws NotAcceptableException and RequestInvalidError
 */
export async function answerList<Item>(
  http: { readonly request: Request; readonly response: Response },
  list: ListReader<Item>,
  listRequest: ListRequest,
  { name, fields, views }: ListView<Item>,
): Promise<object[] | StreamableFile> {
  const { request, response } = http;
  const chosen = listRequest.query.fields;
  const type = listType(request);
  response.vary('Accept');
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

async function* viewsOf<Item>(
  pages: AsyncIterable<KeysetPage<Item>>,
  views: (items: readonly Item[]) => Promise<readonly object[]>,
  fields: readonly string[] | undefined,
): AsyncGenerator<readonly object[]> {
  for await (const { items } of pages) yield (await views(items)).map((view) => withFields(view, fields));
}
