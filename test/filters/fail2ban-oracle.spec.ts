import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../bench/seeded-random.js';
import { DISK } from '../../src/logs/ingestion/source-filters.js';
import { Stamp } from '../../src/logs/parsing/time/local-clock.js';
import { readFilter } from '../../src/logs/programs/imported/filter-definition.js';
import { FilterFault, ImportedFilter } from '../../src/logs/programs/imported/imported-filter.js';
import type { FilterHit } from '../../src/logs/programs/imported/imported-filter.js';
import { IniFault } from '../../src/logs/programs/imported/ini.js';
import { parseRegex } from '../../src/logs/programs/imported/regex-tree.js';
import { expandTags } from '../../src/logs/programs/imported/tags.js';
import { WRITES_FIXTURES } from '../parsing/golden.js';
import { askFail2ban, fail2ban, sampleCases } from './fail2ban.js';
import type { OracleCase, OracleHit } from './fail2ban.js';
import { FORGED, forgedLines } from './forged-lines.js';
import { sampleText } from './sample-lines.js';
import type { Random } from './sample-lines.js';

/** Lines that are made for each expression of a filter. */
const MADE = Number(process.env['SOAK_FILTER_LINES'] ?? 3);
const SEED = Number(process.env['SOAK_SEED'] ?? 1);
const PAGE = join(__dirname, '..', '..', 'docs', 'fail2ban-filters.md');

const found = fail2ban();
const isThere = !('missing' in found);
if (!isThere) process.stderr.write(`Filters are not compared with fail2ban: ${found.missing}.\n`);

/** What became of a filter of fail2ban's. */
interface Outcome {
  readonly name: string;
  /** Null where it cannot be used. */
  readonly filter: ImportedFilter | null;
  readonly total: number;
  readonly reason: string;
}

/** True where all of its expressions are used. */
function isWhole({ filter, total }: Outcome): boolean {
  return filter !== null && filter.used === total;
}

/** Those that others include, and that are no filters themselves, are left out. */
function outcomesOf(folder: string): Outcome[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.conf'))
    .flatMap((file): Outcome[] => {
      const name = file.replace(/\.conf$/, '');
      let total = 0;
      try {
        const definition = readFilter(join(folder, name), new Map(), DISK);
        total = definition.failures.length;
        const filter = new ImportedFilter(definition);
        return [{ name, filter, total, reason: filter.missing.map(({ reason }) => reason).join('; ') }];
      } catch (error) {
        // What has no expressions is only there to be included.
        if (error instanceof IniFault) return [];
        if (error instanceof FilterFault) return [{ name, filter: null, total, reason: error.message }];
        throw error;
      }
    });
}

/** Whether a hit of ours is the same as fail2ban's: the line, the address and the user, and the time where that is whole. */
function difference(hit: FilterHit | null, stamp: Stamp, theirs: OracleHit | null): string | null {
  const [ours, other] = [
    hit && [hit.address, hit.username ?? ''].join(' '),
    theirs && [theirs.address, theirs.user ?? ''].join(' '),
  ];
  if (ours !== other) return `ours ${String(ours)}, fail2ban's ${String(other)}`;
  if (hit === null || theirs?.time == null || stamp.kind === 'none' || stamp.kind === 'yearless') return null;
  const seconds = Math.abs(stamp.ms / 1000 - theirs.time);
  // TAI64N: see docs/fail2ban-filters.md.
  return seconds < 2 || Math.abs(seconds - 10) < 0.01 ? null : `our time is off by ${seconds} s`;
}

/** Lines made of the expressions of a filter, with a time where most logs have it. */
function madeLines({ definition }: ImportedFilter, random: Random): string[] {
  const prefix = definition.prefix === null ? null : parseRegex(expandTags(definition.prefix));
  return definition.failures.flatMap((failure) => {
    const tree = parsedOrNull(failure);
    if (tree === null) return [];
    return Array.from({ length: MADE }, () => {
      const content = sampleText(tree, random);
      const whole = prefix === null ? content : sampleText(withContent(prefix, content), random);
      const time = '2026-11-30 09:00:00';
      return (whole.includes('[]') ? whole.replace('[]', `[${time}]`) : `${time}${whole}`).replaceAll('\n', ' ');
    });
  });
}

type Tree = ReturnType<typeof parseRegex>;

function parsedOrNull(text: string): Tree | null {
  try {
    return parseRegex(expandTags(text));
  } catch {
    return null;
  }
}

function withContent(node: Tree, content: string): Tree {
  if (node.kind === 'group' && node.name === 'content') return { kind: 'literal', text: content, ignoreCase: false };
  if (node.kind === 'group') return { ...node, body: withContent(node.body, content) };
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => withContent(item, content)) };
  return node;
}

/** Lines of programs in general: most filters must leave most of them alone. */
const ORDINARY = [
  'Nov 30 09:00:00 host sshd[12]: Failed password for root from 192.0.2.7 port 22 ssh2',
  'Nov 30 09:00:00 host postfix/smtpd[7]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
  'Nov 30 09:00:00 host dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.1',
  'Mon Nov 30 09:00:00 2026 [pid 7] [bob] FAIL LOGIN: Client "192.0.2.7"',
  '2026/11/30 09:00:00 [error] 7#7: *1 user "bob": password mismatch, client: 192.0.2.7, server: example.net, request: "GET / HTTP/1.1", host: "example.net"',
  '192.0.2.7 - bob [30/Nov/2026:09:00:00 +0000] "GET /wp-login.php HTTP/1.1" 404 153 "-" "curl/8"',
  '[Mon Nov 30 09:00:00.000001 2026] [auth_basic:error] [pid 7:tid 8] [client 192.0.2.7:5000] AH01618: user bob not found: /',
  'type=USER_AUTH msg=audit(1796029200.123:45): pid=7 uid=0 res=failed',
  '',
  'ordinary text',
];

const suite = isThere ? describe : describe.skip;

suite(`filters of fail2ban (${'missing' in found ? found.missing : found.name})`, () => {
  if ('missing' in found) return;
  const filters = join(found.config, 'filter.d');
  const outcomes = outcomesOf(filters);
  const usable = outcomes.filter(({ filter }) => filter !== null);
  /** Lines that a filter matches. */
  const matches: {
    readonly filter: ImportedFilter;
    readonly line: string;
    readonly hit: FilterHit;
    readonly isReal: boolean;
  }[] = [];

  it('can be used, most of them whole; the others say why not', () => {
    const others = outcomes.filter((each) => !isWhole(each));
    expect(outcomes.length - others.length).toBeGreaterThanOrEqual(Math.ceil(outcomes.length * 0.87));
    for (const { reason } of others) expect(reason).toMatch(/backreference|conditional group/);
  });

  it('find in every line what fail2ban finds', () => {
    const random = seededRandom(SEED);
    const cases: OracleCase[] = usable.flatMap((outcome) => {
      const { name, filter } = outcome;
      const made = filter!.definition.maxLines > 1 ? [] : madeLines(filter!, random);
      // What only a missing expression finds would differ.
      const own = !isWhole(outcome) ? [] : [...made, ...ORDINARY];
      const sampled = !isWhole(outcome) ? [] : sampleCases(found, name);
      return [{ filter: name, given: {}, lines: own, isReal: false }, ...sampled].filter(
        ({ lines }) => lines.length > 0,
      );
    });
    const answers = askFail2ban(found, cases);
    const differences: string[] = [];
    let compared = 0;
    for (const [index, { filter: name, given, lines, isReal }] of cases.entries()) {
      const answer = answers[index]!;
      if (answer === null || answer === undefined) continue;
      const filter = new ImportedFilter(readFilter(join(filters, name), new Map(Object.entries(given)), DISK));
      for (const [at, line] of lines.entries()) {
        const stamp = new Stamp();
        const mayMatch = filter.mayMatch(line);
        const hit = filter.read(line, stamp);
        const what = difference(hit, stamp, answer[at]!) ?? (hit !== null && !mayMatch ? 'not let through' : null);
        compared++;
        if (hit !== null) matches.push({ filter, line, hit, isReal });
        if (what !== null) differences.push(`${name} ${JSON.stringify(given)}: ${what}: ${line}`);
      }
    }
    process.stderr.write(`${compared} lines compared with fail2ban, ${matches.length} of them matches.\n`);
    expect(differences).toEqual([]);
    expect(matches.length).toBeGreaterThan(100);
  });

  it('take no address that a client wrote, unless they are said to', () => {
    const moved: string[] = [];
    let tried = 0;
    let said = 0;
    for (const { filter, line, hit, isReal } of matches.filter((each) => each.filter.definition.maxLines === 1)) {
      for (const forged of forgedLines(line, hit.address!, hit.username, isReal)) {
        tried++;
        const taken = filter.read(forged, new Stamp());
        if (taken?.address !== FORGED) continue;
        if (taken.forgeable) said++;
        else moved.push(`${filter.definition.name}: ${forged}`);
      }
    }
    process.stderr.write(`${tried} forged lines, ${said} taken by expressions that are said to be forgeable.\n`);
    expect(moved).toEqual([]);
    // Filters of others may know no users.
    expect(tried).toBeGreaterThan(matches.some(({ hit }) => hit.username) ? 100 : -1);
  });

  // The table is of the newest fail2ban, whose source tree has the sample logs.
  (found.samples === null ? it.skip : it)('are listed on the page of the documentation', () => {
    const page = readFileSync(PAGE, 'utf8');
    const written = `${page.slice(0, page.indexOf(BEGIN) + BEGIN.length)}\n\n${table(outcomes)}\n\n${page.slice(page.indexOf(END))}`;
    if (WRITES_FIXTURES) writeFileSync(PAGE, written);
    expect(plain(readFileSync(PAGE, 'utf8'))).toBe(plain(written));
  });
});

const BEGIN = '<!-- filters: written by a test -->';
const END = '<!-- end of filters -->';

/** Without what the formatter aligns. */
function plain(text: string): string {
  return text.replaceAll(/ +|-{3,}/g, ' ');
}

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, filter, total, reason }) => {
    const used = filter === null ? `0 of ${total}` : `${filter.used} of ${total}`;
    const own = name === 'sshd' || name === 'dropbear' ? 'not needed: its lines are understood without' : reason;
    return `| ${name} | ${used} | ${filter?.forgeable ?? 0} | ${own.replaceAll('|', '\\|')} |`;
  });
  return ['| filter | expressions used | forgeable | left out |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
