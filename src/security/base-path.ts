import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Takes the path off that a proxy has left on; whoever makes links puts it back. */
export function withoutBasePath(basePath: string): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const { url } = request;
    const rest = url.slice(basePath.length);
    if (url.startsWith(basePath) && /^(?:[/?]|$)/.test(rest)) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    next();
  };
}
