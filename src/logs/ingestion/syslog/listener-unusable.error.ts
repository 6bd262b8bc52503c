/** A listener of `SYSLOG_LISTEN` cannot be opened. */
export class ListenerUnusableError extends Error {
  readonly code = 'SYSLOG_LISTENER_UNUSABLE';

  constructor(listener: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`SYSLOG_LISTEN: ${listener} cannot be used: ${reason}. Another program may listen there.`, { cause });
  }
}
