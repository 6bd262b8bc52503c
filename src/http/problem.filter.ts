import { Catch, HttpException, Logger, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isUnreachable } from '../database/postgres/postgres-errors.js';
import { allowedMethods } from './request-checks.js';
import { DomainError } from '../common/domain.error.js';
import type { DomainErrorKind } from '../common/domain.error.js';
import { RequestInvalidError, problemDocument, sendProblem } from './problem-document.js';
import type { ProblemDocument } from './problem-document.js';

/** Stable codes of errors that carry none themselves, by HTTP status. */
const CODES_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'REQUEST_INVALID',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  409: 'CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** What is answered while PostgreSQL restarts, or the network to it is cut. */
const AWAY = new DomainError(
  'unavailable',
  'DATABASE_UNAVAILABLE',
  'The database cannot be reached at present; try again in a moment.',
);

/** The status that each kind of refusal is answered with. */
export const STATUS_BY_KIND: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
  unauthenticated: 401,
  forbidden: 403,
  too_slow: 408,
  too_many: 429,
};

/** Answers every error as a problem document. What went wrong inside is logged, and never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = isUnreachable(thrown) ? AWAY : thrown;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const methods = error instanceof NotFoundException ? allowedMethods(request) : [];
    const isOtherMethod = methods.length > 0 && !methods.includes(request.method);
    const problem = isOtherMethod ? methodNotAllowed(request, methods) : problemOf(error, request.path);
    if (isOtherMethod) response.setHeader('Allow', methods.join(', '));
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (error instanceof DomainError && error.retryAfterSeconds !== null) {
      response.setHeader('Retry-After', error.retryAfterSeconds);
    }
    // A refusal is an answer, not a fault of ours, whatever its status.
    if (problem.status >= 500 && !isKnown(error)) this.log(error);
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  }

  private log(error: unknown): void {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    this.logger.error(message, stack);
  }
}

function methodNotAllowed({ method, path }: Request, methods: readonly string[]): ProblemDocument {
  return problemDocument(
    405,
    'METHOD_NOT_ALLOWED',
    `${path} does not know ${method}; it knows ${methods.join(', ')}.`,
    path,
  );
}

function problemOf(error: unknown, instance: string): ProblemDocument {
  const status = statusOf(error);
  const detail =
    status < 500 || isKnown(error)
      ? (error as Error).message
      : 'Something went wrong on our side; the log of the service says what.';
  const problem = problemDocument(status, CODES_BY_STATUS[status] ?? 'INTERNAL_ERROR', detail, instance);
  if (error instanceof RequestInvalidError) return { ...problem, errors: [...error.faults] };
  if (!(error instanceof DomainError)) return problem;
  const { code, faults } = error;
  return faults.length === 0 ? { ...problem, code } : { ...problem, code, errors: [...faults] };
}

/** True for errors that were made to be shown. */
function isKnown(error: unknown): boolean {
  return error instanceof HttpException || error instanceof DomainError;
}

/** Errors of Express and its body parsers carry a status of their own. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof DomainError) return STATUS_BY_KIND[error.kind];
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
