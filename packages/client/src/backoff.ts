const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: twice as long after each failure, half a minute at most, and never the same for
 * all clients of a service that comes back.
 *
 * @param failures how many in a row, one at least
 * @param chance from 0 to 1
 */
export function backoffMs(failures: number, chance: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(most * (0.5 + chance / 2));
}
