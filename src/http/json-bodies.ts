import type { NextFunction, Request, Response } from 'express';
import { problemDocument, sendProblem } from './problem-document.js';

/** Takes log lines, and sees for itself who sends them; in front of it there may be a base path. */
const INGEST = /\/ingest\/?$/;

/**
 * Refuses bodies that are not JSON. A web page elsewhere can have a browser on this machine send a form to us without
 * asking; for JSON the browser asks first, and is not allowed to.
 */
export function jsonBodiesOnly(request: Request, response: Response, next: NextFunction): void {
  if (INGEST.test(request.path)) return next();
  // A body of no type is read by nobody.
  if (request.headers['content-type'] === undefined || request.is('application/json') !== false) return next();
  const detail = 'The body of a request must be JSON, with Content-Type: application/json.';
  sendProblem(response, problemDocument(415, 'MEDIA_TYPE_UNSUPPORTED', detail, request.path));
}
