import type { NextFunction, Request, Response } from 'express';
import { PROBLEM_TYPE } from './problem-document.js';
import type { ProblemDocument } from './problem-document.js';

/**
 * Refuses bodies that are not JSON. A web page elsewhere can have a browser on this machine send a form to us without
 * asking; for JSON the browser asks first, and is not allowed to.
 */
export function jsonBodiesOnly(request: Request, response: Response, next: NextFunction): void {
  // A body of no type is read by nobody.
  if (request.headers['content-type'] === undefined || request.is('application/json') !== false) return next();
  const problem: ProblemDocument = {
    type: 'about:blank',
    title: 'Unsupported Media Type',
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
    detail: 'The body of a request must be JSON, with Content-Type: application/json.',
    instance: request.path,
  };
  response.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}
