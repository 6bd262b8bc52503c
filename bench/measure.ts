export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** @param start as `process.hrtime.bigint()` gave it */
export function secondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** What hardly any of the values is above. */
export function p99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * 0.99))]!;
}

/** As `1.2/3.4`. */
export function medianAndP99(values: readonly number[]): string {
  return `${median(values).toFixed(1)}/${p99(values).toFixed(1)}`;
}

/**
 * Prints a figure beside its limit; one that misses it makes the program fail in the end.
 *
 * @param held null where the run says nothing about the limit, such as one that was too short
 */
export function say(name: string, value: string, limit: string, held: boolean | null): void {
  console.log(`${held === null ? 'UNSURE' : held ? 'held  ' : 'MISSED'} ${name}: ${value} (limit: ${limit})`);
  if (held === false) process.exitCode = 1;
}
