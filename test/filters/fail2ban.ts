import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fail2ban that is unpacked somewhere. */
export interface Fail2ban {
  readonly name: string;
  /** Holds the Python package. */
  readonly python: string;
  /** The script that starts its server. */
  readonly server: string;
  /** Holds `filter.d` and `jail.conf`. */
  readonly config: string;
  /** Holds its sample logs; null: it has none. */
  readonly samples: string | null;
}

/** A folder with other filters in its `filter.d`. */
const FILTERS = process.env['FAIL2BAN_FILTERS'];
/** Where a source tree of fail2ban lies; with it, its own sample logs are compared, too. */
const SOURCE = process.env['FAIL2BAN_SOURCE'] ?? '';

/**
 * The fail2ban that our reader is compared with: a source tree that `FAIL2BAN_SOURCE` names, or Debian's package, which is
 * fetched. None of it is ours, and none is kept.
 *
 * @returns null where there is neither, and why
 */
export function fail2ban(): Fail2ban | { readonly missing: string } {
  if (spawnSync('python3', ['-c', 'pass']).status !== 0) return { missing: 'there is no python3' };
  if (SOURCE !== '') {
    const samples = join(SOURCE, 'fail2ban', 'tests', 'files', 'logs');
    const source = { name: 'source', python: SOURCE, server: join(SOURCE, 'bin', 'fail2ban-server') };
    if (FILTERS !== undefined) return { ...source, config: FILTERS, samples: null };
    return { ...source, config: join(SOURCE, 'config'), samples };
  }
  const folder = mkdtempSync(join(tmpdir(), 'fail2ban-'));
  const options = { cwd: folder, timeout: 60_000, encoding: 'utf8' } as const;
  spawnSync('apt-get', ['download', 'fail2ban'], options);
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  if (file === undefined) return { missing: "Debian's package cannot be fetched" };
  spawnSync('dpkg-deb', ['-x', file, 'unpacked'], options);
  const python = join(folder, 'unpacked', 'usr', 'lib', 'python3', 'dist-packages');
  if (!existsSync(join(python, 'fail2ban'))) return { missing: "Debian's package cannot be unpacked" };
  if (spawnSync('python3', ['-c', 'import fail2ban.server.filter'], { env: { PYTHONPATH: python } }).status !== 0)
    return { missing: `the python3 here cannot run ${file}` };
  const server = join(folder, 'unpacked', 'usr', 'bin', 'fail2ban-server');
  return { name: file, python, server, config: join(folder, 'unpacked', 'etc', 'fail2ban'), samples: null };
}

/** Lines that are put to a filter. */
export interface OracleCase {
  readonly filter: string;
  readonly given: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  /** True for lines that a program wrote. */
  readonly isReal: boolean;
}

/** What fail2ban finds in a line. */
export interface OracleHit {
  readonly address: string | null;
  readonly user: string | null;
  /** Seconds since 1970, UTC. */
  readonly time: number | null;
}

/** What fail2ban finds in the lines of each case; null where it cannot read the filter. */
export function askFail2ban(
  { python, config }: Fail2ban,
  cases: readonly OracleCase[],
): readonly (readonly (OracleHit | null)[] | null)[] {
  const run = spawnSync('python3', [join(__dirname, 'oracle.py'), python, config], {
    input: cases.map((each) => `${JSON.stringify(each)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, TZ: 'UTC' },
  });
  if (run.status !== 0) throw new Error(`fail2ban ended with ${run.status}: ${run.stderr.slice(-2000)}`);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as (OracleHit | null)[] | { error: string })
    .map((answer) => (Array.isArray(answer) ? answer : null));
}

/** The lines of a sample log, by the options that they are for. */
export function sampleCases({ samples }: Fail2ban, filter: string): OracleCase[] {
  const cases = new Map<string, { given: Record<string, string>; lines: string[] }>();
  if (samples === null || !existsSync(join(samples, filter))) return [];
  const files = [filter];
  let given: Record<string, string>[] = [{}];
  let common: Record<string, string> = {};
  for (const file of files) {
    for (const line of readFileSync(join(samples, file), 'utf8').split('\n')) {
      const [, kind, json] = /^#+ ?((?:file|filter)Options|addFILE):(.+)$/.exec(line) ?? [];
      if (kind === 'fileOptions') common = textsOf(JSON.parse(json!));
      else if (kind === 'filterOptions')
        given = [JSON.parse(json!)].flat().map((each) => ({ ...common, ...textsOf(each as object) }));
      else if (kind === 'addFILE') files.push(JSON.parse(json!) as string);
      else if (!line.startsWith('#') && line.trim() !== '') {
        for (const each of given) {
          // Of the journal, fail2ban's tests give the time by another way.
          if (each['logtype'] === 'journal') continue;
          const key = JSON.stringify(each);
          if (!cases.has(key)) cases.set(key, { given: each, lines: [] });
          cases.get(key)!.lines.push(line.replace(/\r$/, ''));
        }
      }
    }
  }
  return [...cases.values()].map((each) => ({ filter, ...each, isReal: true }));
}

function textsOf(options: object): Record<string, string> {
  const own = Object.entries(options).filter(([name]) => !name.startsWith('test.'));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
