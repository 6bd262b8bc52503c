import { NotAcceptableException } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import { visibleCharacters } from '../common/visible-text.js';
import { setPageHeaders } from '../http/answer.js';
import { publicPath } from '../http/request-checks.js';
import { FIRST_CURSOR } from './list-order.js';
import type { ListQueryDto } from './list-parameters.js';
import type { ListPage } from './list-reader.js';

/** Says whether `X-Total-Count` is the number (`eq`) or less than it may be (`gte`). */
export const TOTAL_RELATION = 'X-Total-Relation';

/** How many addresses of a country were not looked for, at least; not there where all were. */
export const ADDRESSES_LEFT_OUT = 'X-Addresses-Left-Out';

/** Sets `Link` (RFC 8288) and, where it is known, the total. */
export function setListHeaders(
  request: Request,
  response: Response,
  query: ListQueryDto,
  { total, cursors }: ListPage<unknown>,
): void {
  if (total !== null) {
    response.setHeader('X-Total-Count', String(total.count));
    response.setHeader(TOTAL_RELATION, total.isExact ? 'eq' : 'gte');
  }
  if (cursors === null) return setPageHeaders(request, response, query, total!.count);
  const links = [cursorLink(request, FIRST_CURSOR, 'first')];
  if (cursors.previous !== null) links.push(cursorLink(request, cursors.previous, 'prev'));
  if (cursors.next !== null) links.push(cursorLink(request, cursors.next, 'next'));
  links.push(cursorLink(request, cursors.last, 'last'));
  response.setHeader('Link', links.join(', '));
}

/** The same request at another place; a relative reference, so that it holds behind any proxy. */
function cursorLink(request: Request, cursor: string, relation: string): string {
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  query.delete('skip');
  query.set('cursor', cursor);
  return `<${publicPath(request)}?${query.toString()}>; rel="${relation}"`;
}

/** What a list can be answered as. JSON is a page; the others are all of it. */
export const LIST_TYPES = ['application/json', 'text/csv', 'application/x-ndjson'] as const;

type ListType = (typeof LIST_TYPES)[number];

/** What the client likes best of what we have. @throws NotAcceptableException where it takes nothing of it */
export function listType(request: Request): ListType {
  const type = request.accepts([...LIST_TYPES]);
  if (type !== false) return type as ListType;
  throw new NotAcceptableException(`A list can be had as ${LIST_TYPES.join(', ')}.`);
}

/** The members of an item that are asked for; all of them where none is named. */
export function withFields<View extends object>(view: View, fields: readonly string[] | undefined): Partial<View> {
  if (fields === undefined) return view;
  return Object.fromEntries(fields.map((field) => [field, view[field as keyof View]])) as Partial<View>;
}

/** One JSON text a line. */
export async function* ndjsonText(views: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const group of views) yield group.map((view) => `${JSON.stringify(view)}\n`).join('');
}

/**
 * CSV (RFC 4180) with a line of names; what is no single value is JSON. A text that a spreadsheet would take for a
 * formula gets a quote before it, since names and lines are attacker text.
 *
 * @param names the members that are shown, in order
 */
export async function* csvText(
  views: AsyncIterable<readonly object[]>,
  names: readonly string[],
): AsyncGenerator<string> {
  yield csvRows([[...names]]);
  for await (const group of views) {
    yield csvRows(group.map((view) => names.map((name) => view[name as keyof typeof view])));
  }
}

function csvRows(rows: unknown[][]): string {
  return stringify(rows, {
    escape_formulas: true,
    // People look at CSV in terminals, too; and a bare carriage return would end the row for some readers.
    cast: { boolean: String, string: (text: string) => visibleCharacters(text) },
  });
}
