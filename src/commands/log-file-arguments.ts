import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { faultAdvice } from '../logs/ingestion/fault-advice.js';
import { fileStatus } from '../logs/ingestion/files/file-signature.js';
import { liveName, rotationOrder } from '../logs/ingestion/files/rotation-names.js';
import { UsageError } from './usage.error.js';

/** Files of one source that a command line names. */
export interface NamedFiles {
  /** Absolute path of the live file, whether it is named or not. */
  readonly source: string;
  /** Absolute paths of the named files, oldest first. */
  readonly files: readonly string[];
}

/** Files named on a command line, put together with the sources that they continue; `-` is a source of its own. */
export function groupBySource(files: readonly string[]): NamedFiles[] {
  if (files.length === 0) throw new UsageError('Name at least one log file.');
  const groups = new Map<string, Set<string>>();
  for (const file of files.map((name) => (name === '-' ? name : resolve(name)))) {
    const source = file === '-' ? file : join(dirname(file), liveName(basename(file)));
    groups.set(source, (groups.get(source) ?? new Set()).add(basename(file)));
  }
  return [...groups].map(([source, names]) => ({
    source,
    files:
      source === '-' ? ['-'] : rotationOrder(basename(source), [...names]).map((name) => join(dirname(source), name)),
  }));
}

/** @throws Error naming the first file that cannot be read, and what to do */
export async function requireReadable(paths: readonly string[]): Promise<void> {
  for (const path of paths.filter((each) => each !== '-')) {
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
