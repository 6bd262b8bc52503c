import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { faultAdvice } from '../analysis/fault-advice.js';
import type { SourceSelection } from '../analysis/scan/ingestion-session.js';
import { fileStatus } from '../logs/ingestion/file-signature.js';
import { liveName, rotationOrder } from '../logs/ingestion/rotation-names.js';
import { UsageError } from './usage.error.js';

/** Files named on a command line, put together with the sources that they continue, oldest first. */
export function groupBySource(files: readonly string[]): Required<SourceSelection>[] {
  if (files.length === 0) throw new UsageError('Name at least one log file.');
  const groups = new Map<string, Set<string>>();
  for (const file of files.map((name) => resolve(name))) {
    const source = join(dirname(file), liveName(basename(file)));
    groups.set(source, (groups.get(source) ?? new Set()).add(basename(file)));
  }
  return [...groups].map(([path, names]) => ({
    path,
    only: rotationOrder(basename(path), [...names]).map((name) => join(dirname(path), name)),
  }));
}

/** @throws Error naming the first file that cannot be read, and what to do */
export async function requireReadable(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      await fileStatus(path);
      await access(path, constants.R_OK);
    } catch (error) {
      const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') throw new Error(`${path} does not exist.`, { cause: error });
      throw new Error(faultAdvice({ path, code, message }), { cause: error });
    }
  }
}
