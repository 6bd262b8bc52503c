/** Codes of the network and of PostgreSQL for a server that is away, starts or stops: a while later it may be there. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  '25P03', // idle_in_transaction_session_timeout
  '57P05', // idle_session_timeout
]);

/** What the driver says of a connection that went away, without a code. */
const AWAY_TEXT = /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i;

/** Whether the server cannot be reached at present. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  return AWAY.has(codeOf(error)) || AWAY_TEXT.test(error.message);
}

/** Whether a transaction lost against another one, and may be tried again: deadlock, serialization failure. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && ['40P01', '40001', '55P03'].includes(codeOf(error));
}

function codeOf(error: Error): string {
  return String((error as { code?: unknown }).code ?? '');
}
