/** A rule could not be applied to an event: it is to be set aside, so that the others go on. */
export class RuleFailedError extends Error {
  readonly code = 'RULE_FAILED';

  /** @param rule its name */
  constructor(
    readonly rule: string,
    override readonly cause: unknown,
  ) {
    super(`The rule ${rule} failed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
