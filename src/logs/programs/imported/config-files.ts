import { IniFault, parseIni } from './ini.js';
import type { IniSections } from './ini.js';

/** The text of a file; null where there is none of that path. */
export type ReadText = (path: string) => string | null;

/** The names of files in a folder, in order; none where there is no such folder. */
export type ListFolder = (path: string) => readonly string[];

/** Files, however they are read. */
export interface ConfigFiles {
  readonly read: ReadText;
  readonly list: ListFolder;
}

/** Options by section, from several files one over the other; what stood there before is kept as `known/…`. */
export interface MergedConfig {
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly known: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Paths of the files, in the order in which they count. */
  readonly files: readonly string[];
}

const MAX_FILES = 200;
/** How often files are included, all told: one may be by several others. */
const MAX_INCLUDES = 1_000;
const MAX_BYTES = 1_000_000;

/**
 * Reads `BASE.conf`, `BASE.d/*.conf`, `BASE.local` and `BASE.d/*.local` with what they include, each over the ones before it.
 *
 * @param base path without its ending
 * @throws IniFault where there is no such file, or one of them is no configuration
 */
export function readConfig(base: string, files: ConfigFiles): MergedConfig {
  const inFolder = (ending: string): string[] =>
    files.list(`${base}.d`).flatMap((name) => (name.endsWith(ending) ? [`${base}.d/${name}`] : []));
  const named = [`${base}.conf`, ...inFolder('.conf'), `${base}.local`, ...inFolder('.local')];
  const cache = new Map<string, IniSections | null>();
  const paths = includedFiles(named, files, cache, [], { left: MAX_INCLUDES });
  if (paths.length === 0) throw new IniFault(`does not exist: there is neither ${base}.conf nor ${base}.local`);
  return merged(paths, cache);
}

/** Includes come before or after the file that names them, in the order of their list; each with its `.local`. */
function includedFiles(
  paths: readonly string[],
  files: ConfigFiles,
  cache: Map<string, IniSections | null>,
  seen: readonly string[],
  budget: { left: number },
): string[] {
  const all = paths.flatMap((path) => {
    const local = path.replace(/\.[^./]*$/, '.local');
    return paths.includes(local) ? [path] : [path, local];
  });
  return all.flatMap((path) => {
    if (--budget.left < 0) throw new IniFault(`includes files more than ${MAX_INCLUDES} times`);
    const sections = sectionsOf(path, files, cache);
    if (sections === null) return [];
    const includes = sections.get('INCLUDES');
    const namedBy = (option: string): string[] =>
      (includes?.get(option) ?? '')
        .split('\n')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => (name.startsWith('/') ? name : `${folderOf(path)}${name}`))
        .filter((name) => !seen.includes(name) && name !== path);
    const within = [...seen, path];
    if (within.length > MAX_FILES) throw new IniFault(`includes files more than ${MAX_FILES} deep`);
    const before = includedFiles(namedBy('before'), files, cache, within, budget);
    return [...before, path, ...includedFiles(namedBy('after'), files, cache, within, budget)];
  });
}

function sectionsOf(path: string, files: ConfigFiles, cache: Map<string, IniSections | null>): IniSections | null {
  const known = cache.get(path);
  if (known !== undefined) return known;
  if (cache.size > MAX_FILES) throw new IniFault(`includes more than ${MAX_FILES} files`);
  const text = files.read(path);
  if (text !== null && text.length > MAX_BYTES)
    throw new IniFault(`includes ${path}, which is longer than ${MAX_BYTES} characters`);
  const sections = text === null ? null : parsed(path, text);
  cache.set(path, sections);
  return sections;
}

function parsed(path: string, text: string): IniSections {
  try {
    return parseIni(text);
  } catch (error) {
    if (error instanceof IniFault) throw new IniFault(`${path} ${error.message}`, { cause: error });
    throw error;
  }
}

function merged(paths: readonly string[], cache: ReadonlyMap<string, IniSections | null>): MergedConfig {
  const sections = new Map<string, Map<string, string>>();
  const known = new Map<string, Map<string, string>>();
  for (const path of paths) {
    for (const [name, options] of cache.get(path) ?? []) {
      const before = sections.get(name);
      if (before === undefined) {
        sections.set(name, new Map(options));
        continue;
      }
      const kept = known.get(name) ?? new Map<string, string>();
      known.set(name, kept);
      for (const [option, value] of options) {
        const earlier = before.get(option);
        if (earlier !== undefined) kept.set(option, earlier);
        before.set(option, value);
      }
    }
  }
  return { sections, known, files: paths };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
