import { systemClock } from '../common/clock.js';
import { fileStatus } from '../logs/ingestion/files/file-signature.js';
import { readLineBatches } from '../logs/ingestion/files/line-batches.js';
import { StreamContent, openContentAt } from '../logs/ingestion/files/log-content.js';
import { OpenFiles } from '../logs/ingestion/files/open-files.js';

/** Bytes read at once; what a command keeps in memory does not grow with the file. */
export const BATCH_BYTES = 4 << 20;

/** The lines of a file (plain or gzip), or of standard input where the path is `-`, in batches. @throws naming the file */
export async function* readLines(path: string): AsyncGenerator<readonly string[]> {
  const content = path === '-' ? new StreamContent(standardInput, false) : await openContentAt(new OpenFiles(), path);
  try {
    const start = { offset: 0, unterminated: false };
    const options = { batchBytes: () => BATCH_BYTES, longestLine: BATCH_BYTES, takeUnterminated: true };
    for await (const { lines } of readLineBatches(content, start, options)) yield lines;
  } catch (error) {
    throw new Error(`${path} could not be read to its end: ${(error as Error).message}`, { cause: error });
  } finally {
    await content.close();
  }
}

function standardInput(): AsyncIterator<Buffer> {
  return process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
}

/** The latest moment at which a file, or standard input, can have been written; UTC milliseconds. */
export async function referenceTime(path: string): Promise<number> {
  const now = systemClock();
  return path === '-' ? now : Math.min(now, (await fileStatus(path)).modifiedAt);
}
