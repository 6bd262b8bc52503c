/** A source cannot be taken now: it is left out for a while, so that the others go on. */
export class SourceFailedError extends Error {
  readonly code = 'SOURCE_FAILED';

  /** @param path of the source */
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
