import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * What a key may do: hand in lines under its own name, or ask for decisions to enforce, and nothing else; or look, change, and
 * give out keys.
 */
export const SCOPES = ['ingest', 'bouncer', 'read', 'write', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** Metadata key of what a route asks for. */
export const REQUIRED_SCOPE = 'required-scope';

/** Says what a route asks for. Without it, reading asks for `read`, and everything else for `write`. */
export const RequireScope = (scope: Scope): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(REQUIRED_SCOPE, scope), ApiExtension(SCOPE_EXTENSION, scope));

/** Lets everybody use a route, with a key or without. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(REQUIRED_SCOPE, null), ApiExtension(SCOPE_EXTENSION, NO_SCOPE));

/** How the OpenAPI document says what a route asks for. */
export const SCOPE_EXTENSION = 'x-required-scope';
export const NO_SCOPE = 'none';

/** What a route asks for that says nothing itself. */
export function defaultScope(method: string): Scope {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase()) ? 'read' : 'write';
}

/** Who asks: a key, or anybody where no keys are required. */
export interface Principal {
  /** Name of the key; null: anybody. */
  readonly name: string | null;
  readonly scope: Scope;
}

const INCLUDED: Readonly<Record<Scope, readonly Scope[]>> = {
  ingest: ['ingest'],
  bouncer: ['bouncer'],
  read: ['read'],
  write: ['ingest', 'read', 'write'],
  admin: SCOPES,
};

export function includesScope(given: Scope, required: Scope): boolean {
  return INCLUDED[given].includes(required);
}

/** What is known of who makes a request. */
interface Authentication {
  /** Null: nobody that we know. */
  readonly principal: Principal | null;
  /** Hash of the key that was presented, by which it can be looked up again; null: none was. */
  readonly keyHash: string | null;
}

const authentications = new WeakMap<object, Authentication>();

/** Writes down who makes a request. */
export function rememberAuthentication(request: object, authentication: Authentication): void {
  authentications.set(request, authentication);
}

/** Who makes a request, as far as that was found out. */
export function authenticationOf(request: object): Authentication {
  return authentications.get(request) ?? { principal: null, keyHash: null };
}

/** Name of the key that a request was made with; null where it was made without. */
export function principalName(request: object): string | null {
  return authenticationOf(request).principal?.name ?? null;
}

/** Asked all the time, by machines that must not be told to wait. */
const UNLIMITED = /^\/health(?:\/|$)/;

/** True for routes that are under no limit of requests a minute. */
export function isUnlimited(path: string): boolean {
  return UNLIMITED.test(path);
}
