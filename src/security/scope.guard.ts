import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { DomainError } from '../common/domain.error.js';
import { authenticationOf, defaultScope, includesScope, REQUIRED_SCOPE } from '../common/scope.js';
import type { Scope } from '../common/scope.js';

/** Lets a request through to a route whose scope its key has. */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const required = this.requiredScope(context, request.method);
    if (required === null) return true;
    const { principal, keyHash } = authenticationOf(request);
    if (principal === null) {
      const hasKey = keyHash !== null;
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
