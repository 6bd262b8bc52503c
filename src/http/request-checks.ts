import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { RequestInvalidError, problemDocument, sendProblem } from './problem-document.js';

/** Express setting that holds the path under which a proxy shows the service. */
export const BASE_PATH_SETTING = 'base path';

/** The path of a request as its client sees it: links begin with it. */
export function publicPath(request: Request): string {
  const basePath = request.app.get(BASE_PATH_SETTING) as string | undefined;
  return `${basePath ?? ''}${request.path}`;
}

/** What of Express's router is looked at. */
interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods that routes of this path answer to; none: there is no such path. */
export function allowedMethods({ app, path }: Request): string[] {
  const { stack } = (app as unknown as { router: { stack: readonly Layer[] } }).router;
  const methods = new Set<string>();
  for (const { route } of stack.filter((layer) => layer.route !== undefined && matches(layer, path))) {
    for (const method of Object.keys(route!.methods)) methods.add(method.toUpperCase());
  }
  methods.delete('_ALL');
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}

/** A path that cannot be decoded is the path of nothing. */
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}

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

/** How deep values may lie within each other; no body of ours is deeper than two. */
const MAX_LEVELS = 16;

/** Refuses bodies so deep that whoever walks through them would run out of stack. */
export class ShallowBodyPipe implements PipeTransform {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    if (type !== 'body' || isShallow(value, MAX_LEVELS)) return value;
    throw new RequestInvalidError([{ pointer: '', detail: `the body has more than ${MAX_LEVELS} levels` }]);
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}
