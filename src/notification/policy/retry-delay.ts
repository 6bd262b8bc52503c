/** The first pause; each further one is twice as long, up to the longest. */
const FIRST_MS = 10_000;
const LONGEST_MS = 1_800_000;

/**
 * How long to wait before a delivery is tried again, in milliseconds: exponential, with half of it left to chance so
 * that many that failed together do not come back together.
 *
 * @param tries how often it was tried, from 1
 * @param random from 0 to 1
 */
export function retryDelay(tries: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 20));
  return Math.round(full / 2 + (full / 2) * random);
}
