import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { rememberAuthentication } from '../common/scope.js';
import { keyHash } from './key-hash.js';
import type { KeyGuesses } from './key-guesses.js';
import type { KeysService } from './keys.service.js';

/** Longest key that is looked at. */
const LONGEST_KEY = 256;

/**
 * Finds out who makes a request: by its key, or anybody where none is required. Refuses nothing itself; of who has tried
 * too many wrong keys, no further one is looked at.
 */
export function authenticate(keys: KeysService, guesses: KeyGuesses): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const key = presentedKey(request);
    if (key === null) {
      const principal = keys.areRequired ? null : ({ name: null, scope: 'admin' } as const);
      rememberAuthentication(request, { principal, keyHash: null });
      return next();
    }
    const hash = keyHash(key);
    const address = request.ip ?? '';
    if (guesses.isRefused(address, hash)) {
      rememberAuthentication(request, { principal: null, keyHash: hash });
      return next();
    }
    void keys.identify(hash).then((principal) => {
      if (principal === null) guesses.wrong(address);
      else guesses.right(address, hash);
      rememberAuthentication(request, { principal, keyHash: hash });
      next();
    }, next);
  };
}

/** Whatever else stands in Authorization (a proxy's own password, say) is none of ours. */
function presentedKey({ headers }: Request): string | null {
  const bearer = /^Bearer +(\S+) *$/i.exec((headers.authorization ?? '').slice(0, LONGEST_KEY + 20))?.[1];
  const key = bearer ?? [headers['x-api-key']].flat()[0] ?? '';
  return key === '' ? null : key.slice(0, LONGEST_KEY + 1);
}
