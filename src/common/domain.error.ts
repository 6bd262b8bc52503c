import type { ProblemDetail } from '../http/problem-document.js';

/**
 * Why a request is refused: what it is about is not there, is in the way, is wrong in itself, or cannot be had now;
 * nobody knows who asks, they may not, they take too long to ask, or they ask too often.
 */
export type DomainErrorKind =
  'not_found' | 'conflict' | 'invalid' | 'unavailable' | 'unauthenticated' | 'forbidden' | 'too_slow' | 'too_many';

/** A refusal that the caller can do something about. Knows nothing of HTTP; the problem filter gives it a status. */
export class DomainError extends Error {
  /**
   * @param code stays the same, for programs
   * @param message for people
   * @param faults the parts of the input that are to blame
   * @param retryAfterSeconds when to try again, where that is known
   */
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly faults: readonly ProblemDetail[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}
