import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { LogSourceSetting } from '../config/log-sources.js';
import type { Settings } from '../config/settings.schema.js';
import { fileStatus } from '../logs/ingestion/files/file-signature.js';
import { liveName, rotationOrder } from '../logs/ingestion/files/rotation-names.js';
import { faultAdvice } from '../logs/ingestion/line-source.js';
import { configuredPath } from '../logs/ingestion/source-selection.js';
import { filtersOf } from '../logs/ingestion/source-filters.js';
import type { SourceFilter } from '../logs/programs/imported/filter-set.js';
import { NO_FILE, UsageError } from './usage.js';

/**
 * The zone, the host, the program, the filters and the sender that `LOG_FILES` gives to the log at a path; null where it says nothing of it. So a command reads a
 * log as the service does.
 */
export function configuredOptions(path: string, { LOG_FILES }: Pick<Settings, 'LOG_FILES'>): ConfiguredOptions {
  const configured = LOG_FILES.find(({ pattern }) => configuredPath(pattern) === path);
  const { timeZone = null, host = null, program = null, sender = null } = configured ?? {};
  const filters = configured === undefined ? [] : filtersOf(configured).filters;
  return { timeZone, host, program, filters, sender };
}

/** What `LOG_FILES` says of a log. */
export interface ConfiguredOptions extends Pick<LogSourceSetting, 'timeZone' | 'host' | 'program' | 'sender'> {
  readonly filters: readonly SourceFilter[];
}

/** Files of one source that a command line names. */
export interface NamedFiles {
  /** Absolute path of the live file, whether it is named or not. */
  readonly source: string;
  /** Absolute paths of the named files, oldest first. */
  readonly files: readonly string[];
}

/** Files named on a command line, put together with the sources that they continue; `-` is a source of its own. */
export function groupBySource(files: readonly string[]): NamedFiles[] {
  if (files.length === 0) throw new UsageError(NO_FILE);
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
