import { readFileSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MisconfiguredError } from '../../common/misconfigured-error.js';
import type { LogFilterSetting } from '../../config/log-filters.js';
import { JOURNALD } from '../../config/log-sources.js';
import type { LogSourceSetting } from '../../config/log-sources.js';
import { parseFilterReference, readFilter } from '../programs/imported/filter-definition.js';
import type { FilterDefinition } from '../programs/imported/filter-definition.js';
import type { ConfigFiles } from '../programs/imported/config-files.js';
import type { FilterThreshold, SourceFilter } from '../programs/imported/filter-set.js';
import { FilterFault, ImportedFilter } from '../programs/imported/imported-filter.js';
import type { MissingExpression } from '../programs/imported/imported-filter.js';
import { definitionsOf, readFormat } from './format-files.js';
import { IniFault } from '../programs/imported/ini.js';
import { logTypeOfFilter } from '../programs/registry.js';

/** A filter that `LOG_FILES` names and that cannot be used: the service does not start without it. */
export class FilterUnusableError extends MisconfiguredError {
  readonly code = 'FILTER_UNUSABLE';
}

/** What there is to know of a filter before it reads a line. */
export interface FilterSummary {
  readonly name: string;
  readonly logType: string;
  /** How many of its expressions are used. */
  readonly expressions: number;
  /** How many of those may take an address that a client has chosen. */
  readonly forgeable: number;
  readonly missing: readonly MissingExpression[];
}

/** The filters of a log, and those of a folder that cannot be used. */
export interface ReadFilters {
  readonly filters: readonly SourceFilter[];
  readonly summaries: readonly FilterSummary[];
}

const NONE: ReadFilters = { filters: [], summaries: [] };
const MAX_BYTES = 1_000_000;
/** What jails have where they say one of both only, and what fail2ban has where they say neither. */
const USUAL: FilterThreshold = { attempts: 5, seconds: 600 };
/** Filters are looked for here where only their name is given. */
const FILTER_FOLDER = '/etc/fail2ban/filter.d';

/** Programs whose lines are read by more than expressions: connections, attempts, outcomes. */
const OWN_PROGRAMS: ReadonlyMap<string, string> = new Map([
  [
    'sshd',
    'the lines of sshd are understood without a filter, and better: attempts by connection, logins, what came after',
  ],
  ['dropbear', 'the lines of dropbear are understood without a filter, and better: attempts by connection, and logins'],
]);

/** True for a program whose lines no filter is needed for. */
export function isOwnProgram(filter: string): boolean {
  return OWN_PROGRAMS.has(filter);
}

/** Files as they are on disk; what is not there, or may not be read, is none. */
export const DISK: ConfigFiles = {
  read: (path) => {
    try {
      const status = statSync(path);
      if (!status.isFile()) throw new IniFault(`${path} is no regular file`);
      if (status.size > MAX_BYTES) throw new IniFault(`${path} is larger than ${MAX_BYTES} bytes`);
      return readFileSync(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      if (error instanceof IniFault) throw error;
      throw new IniFault(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
    }
  },
  list: (folder) => {
    try {
      return readdirSync(folder).toSorted();
    } catch {
      return [];
    }
  },
};

const known = new WeakMap<LogSourceSetting, ReadFilters>();

/**
 * The filters that a log is given, read once.
 *
 * @throws FilterUnusableError where one cannot be used at all
 */
export function filtersOf(source: LogSourceSetting): ReadFilters {
  if (source.filters.length === 0) return NONE;
  let read = known.get(source);
  if (read === undefined) {
    const all = source.filters.map((each) => readNamed(each, source.pattern));
    read = {
      filters: all.flatMap(({ filters }) => filters),
      summaries: all.flatMap(({ summaries }) => summaries),
    };
    known.set(source, read);
  }
  return read;
}

function readNamed(setting: LogFilterSetting, pattern: string): ReadFilters {
  if (setting.kind === 'format') {
    const read = (): CheckedFilter[] => definitionsOf(readFormat(setting.reference)).map(checked);
    return usable(setting, tried(setting, pattern, read));
  }
  const reference = parseFilterReference(setting.reference);
  if (reference === null) throw unusable(setting, pattern, 'is no filter such as PATH[mode=normal]');
  const path = reference.name.includes('/') ? resolve(reference.name) : `${FILTER_FOLDER}/${reference.name}`;
  const log = pattern === JOURNALD ? 'journal' : 'file';
  const read = (each: string): FilterDefinition => readFilter(each, reference.given, DISK, log);
  if (!isFolder(path)) return usable(setting, [tried(setting, pattern, () => checked(read(path)))]);
  const definitions = DISK.list(path).flatMap((name) => {
    if (!name.endsWith('.conf')) return [];
    try {
      return [checked(read(`${path}/${name}`))];
    } catch (error) {
      if (error instanceof IniFault || error instanceof FilterFault) return [];
      throw error;
    }
  });
  if (definitions.length === 0) throw unusable(setting, pattern, 'is a folder without a filter that can be used');
  return usable(setting, definitions);
}

/** The filters of one of our formats, without a threshold. @throws IniFault where there is none of that name */
export function filtersOfFormat(name: string): readonly SourceFilter[] {
  return definitionsOf(readFormat(name)).map((definition) => sourceFilter(definition, null));
}

function sourceFilter(definition: FilterDefinition, threshold: FilterThreshold | null): SourceFilter {
  return { definition, logType: logTypeOfFilter(definition.name), threshold };
}

interface CheckedFilter {
  readonly definition: FilterDefinition;
  readonly filter: ImportedFilter;
}

/** @throws FilterFault */
function checked(definition: FilterDefinition): CheckedFilter {
  const own = OWN_PROGRAMS.get(definition.name);
  if (own !== undefined) throw new FilterFault(`is not needed: ${own}`);
  return { definition, filter: new ImportedFilter(definition) };
}

function tried<Read>(setting: LogFilterSetting, pattern: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof IniFault || error instanceof FilterFault)
      throw unusable(setting, pattern, error.message, error);
    throw error;
  }
}

function usable(setting: LogFilterSetting, checkedFilters: readonly CheckedFilter[]): ReadFilters {
  const threshold = thresholdOf(setting);
  const filters = checkedFilters.map(({ definition }) => sourceFilter(definition, threshold));
  return {
    filters,
    summaries: checkedFilters.map(({ definition, filter }) => ({
      name: definition.name,
      logType: logTypeOfFilter(definition.name),
      expressions: filter.used,
      forgeable: filter.forgeable,
      missing: filter.missing,
    })),
  };
}

function thresholdOf({ maxRetry, findTimeSeconds }: LogFilterSetting): FilterThreshold | null {
  if (maxRetry === null && findTimeSeconds === null) return null;
  return { attempts: maxRetry ?? USUAL.attempts, seconds: findTimeSeconds ?? USUAL.seconds };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function unusable(
  { kind, reference }: LogFilterSetting,
  pattern: string,
  reason: string,
  cause?: unknown,
): FilterUnusableError {
  return new FilterUnusableError(
    `LOG_FILES names a ${kind} for ${pattern} that cannot be used: ${reference} ${reason}.`,
    { cause },
  );
}
