/** Longest wait that an answer can ask for. */
const LONGEST_MS = 86_400_000;

/**
 * Milliseconds to wait by a `Retry-After` header (RFC 9110, section 10.2.3): seconds, with decimals as some services
 * send them, or a date. Undefined where there is none that can be read; at most a day.
 *
 * @param now UTC milliseconds
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const seconds = /^\d{1,10}(?:\.\d{1,10})?$/.test(text);
  // A date begins with the day of the week; Date.parse takes more than dates.
  const date = /^[A-Z][a-z]/.test(text) ? Date.parse(text) : Number.NaN;
  const milliseconds = seconds ? Number(text) * 1000 : date - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, Math.ceil(milliseconds)), LONGEST_MS);
}
