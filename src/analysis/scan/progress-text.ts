import type { ScanProgress } from './scan-report.js';

/**
 * How far a long scan has come, in words: `/var/log/auth.log: 43 %, 210000 lines/s, 12 s left`.
 *
 * @param elapsedMs since the scan began
 */
export function progressText(progress: ScanProgress, elapsedMs: number): string {
  const speed = `${linesPerSecond(progress, elapsedMs)} lines/s`;
  const percent = percentDone(progress);
  if (percent === null) return `${progress.file}: ${Math.round(progress.offset / 1e6)} MB, ${speed}`;
  return `${progress.file}: ${percent} %, ${speed}, ${secondsLeft(progress, elapsedMs)} s left`;
}

export function linesPerSecond({ linesRead }: ScanProgress, elapsedMs: number): number {
  return Math.round(linesRead / Math.max(elapsedMs / 1000, 0.001));
}

/** Of the file that is being read; null where its size is not known. */
export function percentDone({ offset, size }: ScanProgress): number | null {
  return size === null || size === 0 ? null : Math.min(100, Math.floor((offset / size) * 100));
}

/** For the file that is being read, at the pace so far; null where its size is not known. */
export function secondsLeft({ offset, size }: ScanProgress, elapsedMs: number): number | null {
  if (size === null || offset === 0) return null;
  return Math.ceil((Math.max(0, size - offset) / offset) * (elapsedMs / 1000));
}
