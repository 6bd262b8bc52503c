import { STATUS_CODES } from 'node:http';
import { BadRequestException } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Response } from 'express';
import { suggestionFor } from './did-you-mean.js';

/** What is wrong with one part of a request. */
export class ProblemDetail {
  @ApiProperty({ description: 'Name of the parameter or JSON pointer to the member.', example: 'limit' })
  pointer: string;

  @ApiProperty({ example: 'limit must not be less than 1' })
  detail: string;
}

/** An error as RFC 9457 describes it, served as `application/problem+json`. */
export class ProblemDocument {
  @ApiProperty({ description: 'Identifies the kind of problem.', example: 'about:blank' })
  type: string;

  @ApiProperty({ description: 'The HTTP status in words.', example: 'Bad Request' })
  title: string;

  @ApiProperty({ example: 400 })
  status: number;

  @ApiProperty({ description: 'A code that stays the same.', example: 'REQUEST_INVALID' })
  code: string;

  @ApiProperty({ description: 'What happened, for a person.', example: 'The request has parts that are not valid.' })
  detail: string;

  @ApiProperty({ description: 'The path that was asked for.', example: '/logs' })
  instance: string;

  @ApiPropertyOptional({ type: [ProblemDetail], description: 'Every part of the request that is not valid.' })
  errors?: ProblemDetail[];
}

/** Media type of a {@link ProblemDocument}. */
export const PROBLEM_TYPE = 'application/problem+json';

/** @param instance the path that was asked for */
export function problemDocument(status: number, code: string, detail: string, instance: string): ProblemDocument {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, instance };
}

/** What every route that writes can answer. @param instance the path that was asked for */
export function databaseBusy(instance: string): ProblemDocument {
  return problemDocument(503, 'DATABASE_BUSY', 'The database is busy; try again in a moment.', instance);
}

/** Answers with a problem document; without an `ETag`, since nobody asks for an error again. */
export function sendProblem(response: Response, problem: ProblemDocument): void {
  response.status(problem.status).setHeader('Content-Type', `${PROBLEM_TYPE}; charset=utf-8`);
  response.end(problemText(problem, response.req.originalUrl));
}

/** What bouncers ask for: some of them die of an error without a `message`. In front of it there may be a base path. */
const BOUNCER_PATH = /\/v1(?:[/?]|$)/i;

/** A problem as it is sent. @param url that was asked for */
export function problemText(problem: ProblemDocument, url: string): string {
  return JSON.stringify(BOUNCER_PATH.test(url) ? { ...problem, message: problem.detail } : problem);
}

/** A request whose parameters or body are not valid; lists every fault. */
export class RequestInvalidError extends BadRequestException {
  constructor(readonly faults: readonly ProblemDetail[]) {
    super('The request has parts that are not valid.');
  }

  static fromValidation(errors: readonly ValidationError[]): RequestInvalidError {
    const faults = errors.flatMap((error) => faultsOf(error));
    return new RequestInvalidError(
      faults.map((each, index) => (index < MAX_SUGGESTIONS ? suggesting(each) : each.fault)),
    );
  }
}

/** How many faults may say what was meant: finding that costs more than finding the fault. */
const MAX_SUGGESTIONS = 20;

interface Fault {
  readonly fault: ProblemDetail;
  readonly error: ValidationError;
}

function suggesting({ fault: { pointer, detail }, error }: Fault): ProblemDetail {
  const suggestion = suggestionFor(error);
  return { pointer, detail: suggestion === null ? detail : `${detail}; did you mean ${suggestion}?` };
}

function faultsOf(error: ValidationError, parent = ''): Fault[] {
  const pointer = parent + error.property;
  // One fault breaks several rules at once; the last one is the most basic.
  const own = Object.values(error.constraints ?? {})
    .slice(-1)
    .map((detail) => ({ fault: { pointer, detail }, error }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${pointer}/`))];
}
