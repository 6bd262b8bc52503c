import type { ScanProgress } from './scan/scan-report.js';

/**
 * How far a long scan has come, in words: `/var/log/auth.log: 43 %, 210000 lines/s, 12 s left`.
 *
 * @param elapsedMs since the scan began
 */
export function progressText({ file, offset, size, linesRead }: ScanProgress, elapsedMs: number): string {
  const linesPerSecond = Math.round(linesRead / Math.max(elapsedMs / 1000, 0.001));
  if (size === null || size === 0) return `${file}: ${megabytes(offset)} MB, ${linesPerSecond} lines/s`;
  const left = Math.ceil(((size - offset) / offset) * (elapsedMs / 1000));
  return `${file}: ${Math.floor((offset / size) * 100)} %, ${linesPerSecond} lines/s, ${left} s left`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
