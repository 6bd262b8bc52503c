import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from './domain.error.js';
import type { DomainErrorKind } from './domain.error.js';
import { PROBLEM_TYPE } from './problem-document.js';
import type { ProblemDocument } from './problem-document.js';
import { RequestInvalidError } from './request-invalid.error.js';

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

const STATUS_BY_KIND: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};

/** Answers every error as a problem document. What went wrong inside is logged, and never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error, request.path);
    if (problem.status >= 500) this.logger.error(error instanceof Error ? error.stack : String(error));
    if (response.headersSent) response.destroy();
    else response.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
  }
}

function problemOf(error: unknown, instance: string): ProblemDocument {
  const status = statusOf(error);
  const known = status < 500 || error instanceof HttpException;
  const problem: ProblemDocument = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: CODES_BY_STATUS[status] ?? 'INTERNAL_ERROR',
    detail: known ? (error as Error).message : 'Something went wrong on our side; the log of the service says what.',
    instance,
  };
  if (error instanceof RequestInvalidError) return { ...problem, errors: [...error.faults] };
  if (!(error instanceof DomainError)) return problem;
  const { code, faults } = error;
  return faults.length === 0 ? { ...problem, code } : { ...problem, code, errors: [...faults] };
}

/** Errors of Express and its body parsers carry a status of their own. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof DomainError) return STATUS_BY_KIND[error.kind];
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
