import type { NextFunction, Request, Response } from 'express';
import { v4 as uuidV4 } from 'uuid';

/** What another program may call a request. */
const GIVEN_ID = /^[\w.-]{1,64}$/;

/** Gives every request an id, or keeps the one that a proxy has given it, and answers with it in `X-Request-Id`. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  response.setHeader('X-Request-Id', typeof given === 'string' && GIVEN_ID.test(given) ? given : uuidV4());
  next();
}
