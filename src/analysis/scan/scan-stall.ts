/** So many intervals without a sign of life are no longer slowness. */
const INTERVALS = 3;
/** Opening a session over a large database, or one large transaction, may take a while whatever the interval. */
const LEAST_MS = 120_000;

/**
 * Whether scanning has come to a standstill: no scan has ended, and none has stored anything, for far longer than the
 * pause between two. One that fails and is tried again is no standstill; `/sources` tells of it.
 *
 * @param lastSignAt when a scan last ended or stored something, or the service started; UTC milliseconds
 * @param now UTC milliseconds
 */
export function scanIsStalled(lastSignAt: number, intervalSeconds: number, now: number): boolean {
  return now - lastSignAt > Math.max(INTERVALS * intervalSeconds * 1000, LEAST_MS);
}
