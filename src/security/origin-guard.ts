import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { problemDocument, sendProblem } from '../common/problem-document.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses to change anything because a web page elsewhere has asked somebody's browser to. Programs send no `Origin`;
 * browsers always do with such requests.
 *
 * @param origins of pages that may
 */
export function originGuard(origins: readonly string[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin, host } = request.headers;
    if (SAFE_METHODS.includes(request.method) || origin === undefined || origins.includes(origin)) return next();
    if (URL.canParse(origin) && new URL(origin).host === (request.headers['x-forwarded-host'] ?? host)) return next();
    const detail =
      'A web page of another origin may not change anything here. Set CORS_ORIGINS to its origin if it may.';
    sendProblem(response, problemDocument(403, 'ORIGIN_NOT_ALLOWED', detail, request.path));
  };
}
