import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

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
