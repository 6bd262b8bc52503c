import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError } from '../common/domain.error.js';
import {
  REQUIRED_SCOPE,
  authenticationOf,
  defaultScope,
  includesScope,
  rememberAuthentication,
} from '../common/scope.js';
import type { Scope } from '../common/scope.js';
import type { KeyGuesses } from './key-guesses.js';
import { keyHash } from './keys.service.js';
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

/** Lets a request through to a route whose scope its key has. */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const required = this.requiredScope(context, request.method);
    if (required === null) return true;
    const { principal, keyHash: given } = authenticationOf(request);
    if (principal === null) {
      const hasKey = given !== null;
      const what = hasKey ? 'The key is not known, or its time is over.' : 'This route asks for an API key.';
      throw new DomainError(
        'unauthenticated',
        hasKey ? 'KEY_INVALID' : 'KEY_MISSING',
        `${what} Send one as Authorization: Bearer KEY, or X-API-Key: KEY.`,
      );
    }
    if (includesScope(principal.scope, required)) return true;
    throw new DomainError(
      'forbidden',
      'SCOPE_MISSING',
      `This route asks for the scope ${required}; the key ${principal.name ?? ''} has ${principal.scope}.`,
    );
  }

  private requiredScope(context: ExecutionContext, method: string): Scope | null {
    const said = this.reflector.getAllAndOverride<Scope | null | undefined>(REQUIRED_SCOPE, [
      context.getHandler(),
      context.getClass(),
    ]);
    return said === undefined ? defaultScope(method) : said;
  }
}
