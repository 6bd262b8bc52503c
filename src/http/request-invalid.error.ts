import { BadRequestException } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import type { ProblemDetail } from './problem-document.js';

/** A request whose parameters or body are not valid; lists every fault. */
export class RequestInvalidError extends BadRequestException {
  constructor(readonly faults: readonly ProblemDetail[]) {
    super('The request has parts that are not valid.');
  }

  static fromValidation(errors: readonly ValidationError[]): RequestInvalidError {
    return new RequestInvalidError(errors.flatMap((error) => faultsOf(error)));
  }
}

function faultsOf(error: ValidationError, parent = ''): ProblemDetail[] {
  const pointer = parent + error.property;
  // One fault breaks several rules at once; the last one is the most basic.
  const own = Object.values(error.constraints ?? {})
    .slice(-1)
    .map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${pointer}/`))];
}
