import type { NextFunction, Request, Response } from 'express';
import type { Clock } from '../common/clock.js';
import { withAbsoluteMoments } from './relative-time.js';

/** Writes out the relative times of a request, `since=24h` for one, before anybody reads them. */
export function absoluteMoments(clock: Clock) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const at = request.url.indexOf('?');
    if (at >= 0) request.url = request.url.slice(0, at + 1) + withAbsoluteMoments(request.url.slice(at + 1), clock());
    next();
  };
}
