import { readConfig } from './config-files.js';
import type { ConfigFiles } from './config-files.js';
import { IniFault } from './ini.js';
import { Interpolation, replaceTags } from './interpolation.js';
import { parseJournalMatch } from './journal-match.js';
import type { JournalMatch } from './journal-match.js';

/** A filter as its files define it, with everything put in; JSON-serialisable, since it has to reach other threads. */
export interface FilterDefinition {
  /** Such as `nginx-http-auth`: the name of its file. */
  readonly name: string;
  readonly prefix: string | null;
  readonly failures: readonly string[];
  /** Of each: true where its author vouches that no client can move the address. */
  readonly vouched?: readonly boolean[];
  readonly ignored: readonly string[];
  /** How its lines write the time; null: as most logs do. */
  readonly datePattern: string | null;
  /** How many lines an expression may span. */
  readonly maxLines: number;
  /** Which entries it is for, where it reads the journal. */
  readonly journalMatch: JournalMatch;
}

const DEFINITION = 'Definition';
const INIT = 'Init';
/** More lines than these are not joined. */
const MAX_JOINED_LINES = 20;
const MAX_EXPRESSIONS = 300;

/** Which kind of log its lines come from, where a filter makes a difference. */
export type FilterLog = 'file' | 'journal';

/**
 * Reads a filter as fail2ban does: its `.conf`, what that includes, and `.local` over it.
 *
 * @param path of its `.conf`, or without that ending
 * @param given arguments as in `postfix[mode=auth]`, by name
 * @throws IniFault where it cannot be read, or is no filter; the message completes "NAME …"
 */
export function readFilter(
  path: string,
  given: ReadonlyMap<string, string>,
  files: ConfigFiles,
  log: FilterLog = 'file',
): FilterDefinition {
  const base = path.replace(/\.(?:conf|local)$/, '');
  const config = readConfig(base, files);
  const options = new Map(given);
  if (!options.has('logtype') && config.sections.get(DEFINITION)?.has('logtype') !== true) options.set('logtype', log);
  const interpolation = new Interpolation(config, options);
  if (!interpolation.has(DEFINITION)) throw new IniFault('is no filter: it has no section [Definition]');
  const value = (option: string): string | null => {
    const raw = options.get(option) ?? ofInit(interpolation, option) ?? interpolation.option(DEFINITION, option);
    return raw === null ? null : replaceTags(raw, (tag) => valueOfTag(interpolation, options, tag));
  };
  const failures = listOf(value('failregex'));
  if (failures.length === 0) throw new IniFault('is no filter: it has no failregex');
  const definition = {
    name: base.slice(base.lastIndexOf('/') + 1),
    prefix: value('prefregex')?.trim() || null,
    failures,
    ignored: listOf(value('ignoreregex')),
    datePattern: value('datepattern')?.trim() || null,
    maxLines: linesOf(value('maxlines')),
    journalMatch: log === 'journal' ? parseJournalMatch(listOf(value('journalmatch'))) : [],
  };
  if (failures.length + definition.ignored.length > MAX_EXPRESSIONS)
    throw new IniFault(`has more than ${MAX_EXPRESSIONS} expressions`);
  return definition;
}

function ofInit(interpolation: Interpolation, option: string): string | null {
  return interpolation.has(INIT) && interpolation.names(INIT).includes(option)
    ? interpolation.option(INIT, option)
    : null;
}

function valueOfTag(interpolation: Interpolation, given: ReadonlyMap<string, string>, tag: string): string | null {
  const own = given.get(tag);
  if (own !== undefined) return own;
  const known = /^known\/(.+)$/i.exec(tag)?.[1];
  if (known !== undefined)
    return interpolation.ownOption(INIT, known.toLowerCase()) ?? interpolation.tag(DEFINITION, tag);
  return ofInit(interpolation, tag.toLowerCase()) ?? interpolation.tag(DEFINITION, tag);
}

function listOf(value: string | null): string[] {
  return (value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function linesOf(value: string | null): number {
  if (value === null || value.trim() === '') return 1;
  const lines = Number(value);
  if (!Number.isInteger(lines) || lines < 1 || lines > MAX_JOINED_LINES)
    throw new IniFault(`joins ${value.trim()} lines; at most ${MAX_JOINED_LINES} are joined`);
  return lines;
}

/** A filter as jails and `LOG_FILES` name it: `postfix[mode=auth]`, or the path of its file with such arguments. */
export interface FilterReference {
  readonly name: string;
  readonly given: ReadonlyMap<string, string>;
}

const NAME_WITH_OPTIONS = /^([^[\]]+?)\s*((?:\[[^]*\])?)$/;
const OPTION = /^\s*([\w.?=-]+?)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\]]*))\s*(?:,|\]\s*\[|$)/;

/** Reads `name[a=1, b="x, y"][c=2]`. @returns null where it is no such text */
export function parseFilterReference(text: string): FilterReference | null {
  const [, name, brackets = ''] = NAME_WITH_OPTIONS.exec(text.trim()) ?? [];
  if (name === undefined) return null;
  const given = new Map<string, string>();
  let rest = brackets.slice(1, -1);
  while (rest.trim() !== '') {
    const found = OPTION.exec(rest);
    if (found === null) return null;
    given.set(found[1]!, (found[2] ?? found[3] ?? found[4] ?? '').trim());
    rest = rest.slice(found[0].length);
  }
  return { name: name.trim(), given };
}
