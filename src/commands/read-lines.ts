import { readLineBatches } from '../logs/ingestion/line-batches.js';
import { StreamContent, openContent } from '../logs/ingestion/log-content.js';

/** Bytes read at once; what a command keeps in memory does not grow with the file. */
const BATCH_BYTES = 4 << 20;

/** The lines of a file (plain or gzip), or of standard input where the path is `-`, in batches. */
export async function* readLines(path: string): AsyncGenerator<readonly string[]> {
  const content = path === '-' ? new StreamContent(() => process.stdin) : await openContent(path);
  try {
    const start = { offset: 0, unterminated: false };
    const options = { batchBytes: BATCH_BYTES, takeUnterminated: true };
    for await (const { lines } of readLineBatches(content, start, options)) yield lines;
  } finally {
    await content.close();
  }
}
