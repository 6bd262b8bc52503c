import type { NextFunction, Request, Response } from 'express';
import { problemDocument, sendProblem } from './problem-document.js';

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;

/**
 * Answers only requests that name this machine, or one of the given hosts. Without it, a web page whose name resolves
 * to 127.0.0.1 could read everything through the browser of somebody on this machine (DNS rebinding).
 *
 * @param allowedHosts names, without port, that a proxy on this machine passes on
 */
export function hostGuard(allowedHosts: readonly string[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const host = request.headers.host ?? '';
    if (LOOPBACK_NAME.test(host) || allowedHosts.includes(host.replace(/:\d{1,5}$/, ''))) return next();
    const detail = 'The request names a host that this service does not answer for. Set ALLOWED_HOSTS to its name.';
    sendProblem(response, problemDocument(421, 'HOST_NOT_ALLOWED', detail, request.path));
  };
}
