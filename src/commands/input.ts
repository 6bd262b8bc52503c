import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '../common/clock.js';
import { fileStatus } from '../logs/ingestion/files/file-signature.js';
import { readLineBatches } from '../logs/ingestion/files/line-batches.js';
import { StreamContent, openContentAt } from '../logs/ingestion/files/log-content.js';
import { OpenFiles } from '../logs/ingestion/files/open-files.js';
import type { NamedFiles } from './file-arguments.js';

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

/** Name of the source that standard input is. */
export const STANDARD_INPUT = 'stdin';

/**
 * Standard input as a file, so that it is known by its content like any other: fed twice, it is taken once. The
 * caller removes the file when it is done.
 */
export async function spoolStandardInput(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'log-analyzer-stdin-'));
  const path = join(folder, STANDARD_INPUT);
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A source with the file that standard input was written to in its place. */
export function withSpooled({ source, files }: NamedFiles, path: string): NamedFiles {
  return { source, files: files.map((file) => (file === '-' ? path : file)) };
}
