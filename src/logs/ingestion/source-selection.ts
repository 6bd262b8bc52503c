import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { JOURNALD, PUSH_PREFIX } from '../../config/log-sources.js';
import type { SourceFilter } from '../programs/imported/filter-set.js';
import type { SourceFault } from './line-source.js';
import { liveName } from './files/rotation-names.js';

/** What to read, as it is configured. */
export interface SourceSelection {
  /** Path or glob pattern of live files, `journald`, or `push:NAME`. */
  readonly pattern: string;
  /** IANA zone of lines without an offset. */
  readonly timeZone: string;
  /** Host of lines that name none. */
  readonly host: string | null;
  /** What lines of a tag that is not known are of; absent or null: of another program. */
  readonly program?: string | null | undefined;
  /** Filters for lines of programs that are not known; absent: none. */
  readonly filters?: readonly SourceFilter[] | undefined;
  /**
   * Absolute paths of the files to read, oldest first, of the live file that `pattern` then is the absolute path of;
   * absent: the live file and the rotated ones beside it.
   */
  readonly only?: readonly string[] | undefined;
  /** True where `pattern` is a path, whatever characters it holds. */
  readonly literal?: boolean | undefined;
  /** True where the files do not grow any more: a last line without a newline is taken at once. */
  readonly final?: boolean | undefined;
}

/** One source that a selection comes to. */
export interface SelectedSource extends SourceSelection {
  /** Absolute path of the live file, `journald`, or `push:NAME`. */
  readonly path: string;
}

/**
 * The sources that selections come to now: files may have appeared since the last time. Rotated files that a pattern
 * matches belong to the source of their live file. A source that several selections name is read by the first.
 */
export async function selectSources(
  selections: readonly SourceSelection[],
): Promise<{ readonly sources: readonly SelectedSource[]; readonly faults: readonly SourceFault[] }> {
  const sources = new Map<string, SelectedSource>();
  const faults: SourceFault[] = [];
  for (const selection of selections) {
    const paths = isLiteral(selection) ? [selection.pattern] : await pathsOf(selection.pattern);
    if (paths.length === 0) {
      const { pattern: path } = selection;
      faults.push({ path, code: 'ENOENT', message: `ENOENT: no file matches ${path}` });
    }
    for (const path of paths) {
      // Two names of one file (a link, a path written twice) are one source, under the name that comes first.
      const target = await realpath(path).catch(() => path);
      if (!sources.has(target)) sources.set(target, { ...selection, path });
    }
  }
  return { sources: [...sources.values()], faults };
}

function isLiteral({ only, literal }: SourceSelection): boolean {
  return only !== undefined || literal === true;
}

/** The path of the source that a configured item names; a glob pattern stands for itself. */
export function configuredPath(pattern: string): string {
  return isNoFile(pattern) || isDynamicPattern(pattern) ? pattern : resolve(pattern);
}

/** True for what is a source under a name of its own. */
function isNoFile(pattern: string): boolean {
  return pattern === JOURNALD || pattern.startsWith(PUSH_PREFIX);
}

async function pathsOf(pattern: string): Promise<string[]> {
  if (isNoFile(pattern) || !isDynamicPattern(pattern)) return [configuredPath(pattern)];
  const matches = await glob(pattern, { absolute: true, onlyFiles: false, dot: true, expandDirectories: false });
  const live = matches
    .filter((path) => !path.endsWith('/'))
    .map((path) => join(dirname(path), liveName(basename(path))));
  return [...new Set(live)].sort();
}
