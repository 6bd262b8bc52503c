import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { visibleLines } from '../common/visible-text.js';
import { DISK } from '../logs/ingestion/source-filters.js';
import { readFilter } from '../logs/programs/imported/filter-definition.js';
import { FilterFault, ImportedFilter } from '../logs/programs/imported/imported-filter.js';
import { IniFault } from '../logs/programs/imported/ini.js';
import { readJails } from '../logs/programs/imported/jails.js';
import type { Jail, Jails } from '../logs/programs/imported/jails.js';
import { settingsOf } from './fail2ban-settings.js';
import type { JailFilter, TakenOver } from './fail2ban-settings.js';
import { UsageError, parsedArguments } from './usage.js';

const FOLDER = '/etc/fail2ban';
const ENVIRONMENT = '.env';

/**
 * `import-fail2ban [--write] [FOLDER]`: prints the settings that do what the jails of a fail2ban do, and what has no counterpart.
 * With `--write` it makes an `.env` and the files that it names in the working directory.
 *
 * @returns 0 where every enabled jail is taken over, else 1
 */
export async function importFail2ban(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, { write: { type: 'boolean' } });
  if (files.length > 1) throw new UsageError('Name one folder, such as /etc/fail2ban.');
  const taken = settingsOf(jailsIn(resolve(files[0] ?? FOLDER)), filterOf);
  if (values.write === true) write(taken);
  else print(taken);
  for (const remark of taken.remarks) process.stderr.write(`${visibleLines(remark)}\n`);
  for (const jail of taken.failed) process.stderr.write(`Not taken over: ${visibleLines(jail)}\n`);
  return taken.failed.length === 0 ? 0 : 1;
}

function jailsIn(folder: string): Jails {
  try {
    return readJails(folder, { ...DISK, isThere });
  } catch (error) {
    if (error instanceof IniFault) throw new Error(`${folder} cannot be read: it ${error.message}.`, { cause: error });
    throw error;
  }
}

/** As fail2ban's patterns are: a star does not go into folders. */
function isThere(pattern: string): boolean {
  if (!/[*?[]/.test(pattern)) return existsSync(pattern);
  return globSync(pattern, { absolute: true, expandDirectories: false }).length > 0;
}

function filterOf({ filter, given, own, readsJournal }: Jail): JailFilter {
  try {
    const options = new Map([...given, ...own]);
    const read = new ImportedFilter(readFilter(filter, options, DISK, readsJournal ? 'journal' : 'file'));
    return { forgeable: read.forgeable, missing: read.missing.length };
  } catch (error) {
    if (error instanceof IniFault || error instanceof FilterFault) return { fault: `its filter ${error.message}` };
    throw error;
  }
}

function environmentText({ settings }: TakenOver): string {
  return settings.map(([name, value]) => `${name}=${quoted(value)}\n`).join('');
}

/** As `.env` files and shells read it; what has a single quote in it has been refused. */
function quoted(value: string): string {
  return /^[\w./:@,-]*$/.test(value) ? value : `'${value}'`;
}

function print(taken: TakenOver): void {
  process.stdout.write(environmentText(taken));
  for (const [path, text] of taken.files)
    process.stdout.write(`\n# ${path}\n${text.replaceAll(/^/gm, '# ').replaceAll(/^# $/gm, '')}`);
}

/** Nothing that is there already is written over. */
function write(taken: TakenOver): void {
  const all = new Map([[ENVIRONMENT, environmentText(taken)], ...taken.files]);
  const there = [...all.keys()].filter((path) => existsSync(path));
  if (there.length > 0)
    throw new Error(`${there.join(', ')} exists already; move it away, or copy what is printed without --write.`);
  for (const [path, text] of all) {
    mkdirSync(dirname(join('.', path)), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`${path} is written.\n`);
  }
}
