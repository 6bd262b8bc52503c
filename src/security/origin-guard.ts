import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { problemDocument, sendProblem } from '../http/problem-document.js';

/** Takes the path off that a proxy has left on; whoever makes links puts it back. */
export function withoutBasePath(basePath: string): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const { url } = request;
    const rest = url.slice(basePath.length);
    if (url.startsWith(basePath) && /^(?:[/?]|$)/.test(rest)) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    next();
  };
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses to change anything because a web page elsewhere has asked somebody's browser to. Programs say nothing
 * of where they come from; browsers always do with such requests.
 *
 * @param origins of pages that may
 */
export function originGuard(origins: readonly string[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (SAFE_METHODS.includes(request.method) || isOurs(request, origins)) return next();
    const detail =
      'A web page of another origin may not change anything here. Set CORS_ORIGINS to its origin if it may.';
    sendProblem(response, problemDocument(403, 'ORIGIN_NOT_ALLOWED', detail, request.path));
  };
}

/** Newer browsers say how a page is related to us (`none`: somebody typed the address); older ones only where it is from. */
function isOurs({ headers }: Request, origins: readonly string[]): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && origins.includes(origin)) return true;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return (
    origin === undefined || (URL.canParse(origin) && new URL(origin).host === (headers['x-forwarded-host'] ?? host))
  );
}
