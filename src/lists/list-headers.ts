import type { Request, Response } from 'express';
import { setPageHeaders } from '../http/page-headers.js';
import { FIRST_CURSOR } from './cursor.js';
import type { ListQueryDto } from './list-query.dto.js';
import type { ListPage } from './list-reader.js';
import { publicPath } from '../http/public-path.js';

/** Says whether `X-Total-Count` is the number (`eq`) or less than it may be (`gte`). */
export const TOTAL_RELATION = 'X-Total-Relation';

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
