import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { problemDocument, sendProblem } from '../http/problem-document.js';
import { authenticationOf, isUnlimited, principalName } from '../common/scope.js';
import { WRONG_KEYS_PER_MINUTE } from './key-guesses.js';

const WINDOW_MS = 60_000;

/**
 * Limits how many requests a key makes in a minute, or an address where there is no key. Behind {@link authenticate}.
 *
 * @param perMinute 0: as many as it likes; only wrong keys are limited
 */
export function rateLimits(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: (request: Request) => (isGuess(request) ? WRONG_KEYS_PER_MINUTE : perMinute),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: (request: Request) => (isGuess(request) ? 'wrong-keys' : 'requests'),
    keyGenerator: keyOf,
    skip: (request: Request) =>
      (perMinute === 0 && !isGuess(request)) || isUnlimited(request.path) || isBouncer(request),
    handler: (request: Request, response: Response) => {
      const detail = isGuess(request)
        ? 'Too many keys from this address did not exist; no other is looked at for a minute.'
        : `More than ${perMinute} requests in a minute; Retry-After says when to go on.`;
      sendProblem(response, problemDocument(429, 'TOO_MANY_REQUESTS', detail, request.path));
    },
  });
}

/** Some bouncers ask for every visitor of theirs, and turn away whom they get no answer about. */
function isBouncer(request: Request): boolean {
  return /^\/v1\//i.test(request.path) && authenticationOf(request).principal !== null;
}

/** A key that is not known. */
function isGuess(request: Request): boolean {
  const { principal, keyHash } = authenticationOf(request);
  return keyHash !== null && principal === null;
}

function keyOf(request: Request): string {
  const name = principalName(request);
  if (name !== null) return `key ${name}`;
  return `${isGuess(request) ? 'guess' : 'address'} ${ipKeyGenerator(request.ip ?? '')}`;
}
