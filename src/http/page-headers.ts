import type { Request, Response } from 'express';
import type { PageQueryDto } from './page-query.dto.js';
import { publicPath } from './public-path.js';

/** One page of a list, and how many items there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Sets `X-Total-Count`, and `Link` (RFC 8288) with the first, previous, next and last page. */
export function setPageHeaders(request: Request, response: Response, page: PageQueryDto, total: number): void {
  response.setHeader('X-Total-Count', String(total));
  const lastSkip = Math.max(0, Math.ceil(total / page.limit) - 1) * page.limit;
  const links = [pageLink(request, page, 0, 'first')];
  if (page.skip > 0)
    links.push(pageLink(request, page, Math.min(lastSkip, Math.max(0, page.skip - page.limit)), 'prev'));
  if (page.skip + page.limit < total) links.push(pageLink(request, page, page.skip + page.limit, 'next'));
  links.push(pageLink(request, page, lastSkip, 'last'));
  response.setHeader('Link', links.join(', '));
}

/** A relative reference, so that it holds behind any proxy. */
function pageLink(request: Request, page: PageQueryDto, skip: number, relation: string): string {
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  query.set('skip', String(skip));
  query.set('limit', String(page.limit));
  return `<${publicPath(request)}?${query.toString()}>; rel="${relation}"`;
}
