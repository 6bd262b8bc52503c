import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { PageQueryDto } from './api-page.js';
import { publicPath } from './request-checks.js';

/** What a controller returns where headers or the format of the answer come from the request. */
export abstract class Answer {
  /** Sets headers, and returns the body. @throws HttpException, and what it takes to make the body */
  abstract send(request: Request, response: Response): unknown;
}

/** A text that browsers keep as a file. */
export class FileAnswer extends Answer {
  /** @param type with its charset */
  constructor(
    private readonly text: string,
    private readonly type: string,
    private readonly fileName: string,
  ) {
    super();
  }

  send(_request: Request, response: Response): string {
    response.setHeader('Content-Type', this.type);
    response.setHeader('Content-Disposition', `attachment; filename="${this.fileName}"`);
    return this.text;
  }
}

/** Sends every {@link Answer} that a controller returns. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        mergeMap(async (value) =>
          value instanceof Answer ? value.send(http.getRequest(), http.getResponse()) : value,
        ),
      );
  }
}

/** One page of a list, and how many items there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** A page of a list with `X-Total-Count` and `Link`. */
export class PageAnswer<Item> extends Answer {
  constructor(
    private readonly query: PageQueryDto,
    private readonly page: Page<Item>,
  ) {
    super();
  }

  send(request: Request, response: Response): readonly Item[] {
    setPageHeaders(request, response, this.query, this.page.total);
    return this.page.items;
  }
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
