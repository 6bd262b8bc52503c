import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitionsOf, formatNames, readFormat } from '../src/logs/ingestion/format-files.js';
import { DISK } from '../src/logs/ingestion/source-filters.js';
import { LogParser } from '../src/logs/parsing/log-parser.js';
import { Stamp } from '../src/logs/parsing/time/local-clock.js';
import { readFilter } from '../src/logs/programs/imported/filter-definition.js';
import type { FilterDefinition } from '../src/logs/programs/imported/filter-definition.js';
import { ImportedFilter } from '../src/logs/programs/imported/imported-filter.js';
import { logTypeOfFilter } from '../src/logs/programs/registry.js';
import { median, secondsSince } from './measure.js';
import { seededRandom } from './seeded-random.js';

/** Limits: lines that cannot match take at most twice what grep takes for the same words; ten filters at once, four times no filter. */
const MAX_TIMES_GREP = 2;
const MAX_TIMES_WITHOUT = 4;
/** Of a hostile line of twice the length, at most so many times the time: what is linear takes twice. */
const MAX_GROWTH = 3.5;
const RUNS = 3;

/** Requests of a web server, of which few are what a filter looks for. */
function nginxLines(count: number): string[] {
  const random = seededRandom(1);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const paths = [
    '/',
    '/index.html',
    '/api/items?page=2',
    '/static/app.js',
    '/img/logo.svg',
    '/search?q=shoes',
    '/cart',
  ];
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2026, 10, 30) + index * 80).toISOString();
    const at = `${time.slice(8, 10)}/Nov/2026:${time.slice(11, 19)} +0000`;
    const address = `192.0.2.${Math.floor(random() * 250)}`;
    const [path, status] = index % 1_000 === 0 ? ['/wp-login.php', 404] : [pick(paths), 200];
    return `${address} - - [${at}] "GET ${path} HTTP/1.1" ${status} ${Math.floor(random() * 50_000)} "https://shop.example/" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"`;
  });
}

/** The filters of a folder that can be used, and those of our own. */
function definitions(folder: string | undefined): FilterDefinition[] {
  const own = formatNames().flatMap((name) => definitionsOf(readFormat(name)));
  const others = (folder === undefined ? [] : readdirSync(folder)).flatMap((name) => {
    if (!name.endsWith('.conf')) return [];
    try {
      const definition = readFilter(join(folder!, name), new Map(), DISK);
      void new ImportedFilter(definition);
      return [definition];
    } catch {
      return [];
    }
  });
  return [...own, ...others];
}

function secondsOf(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return secondsSince(start);
}

function medianOf(work: () => unknown): number {
  return median(Array.from({ length: RUNS }, () => secondsOf(work)));
}

const count = Number(process.argv[2] ?? 1_000_000);
const filters = definitions(process.argv[3]);
const lines = nginxLines(count);
const few = lines.slice(0, 20_000);
let isMissed = false;

function miss(text: string): void {
  isMissed = true;
  console.log(`MISSED: ${text}`);
}

console.log(`${count} lines of a web server; ${filters.length} filters`);
console.log('\nlines a second, by filter, of lines that mostly cannot match, and of lines that all must be matched:');
for (const definition of filters) {
  const filter = new ImportedFilter(definition);
  const stamp = new Stamp();
  const passing = medianOf(() => few.forEach((line) => filter.mayMatch(line) && filter.read(line, stamp)));
  const some = few.slice(0, 2_000);
  const matching = secondsOf(() => some.forEach((line) => filter.read(line, stamp)));
  const [fast, slow] = [few.length / passing, some.length / matching].map(Math.round);
  console.log(`  ${definition.name.padEnd(24)} ${String(fast).padStart(12)} ${String(slow).padStart(10)}`);
}

const ten = filters.slice(0, 10);
const sources = ten.map((definition) => ({ definition, logType: logTypeOfFilter(definition.name), threshold: null }));
const tenSeconds = medianOf(() => {
  const parser = new LogParser({ timeZone: 'UTC', filters: sources });
  for (const line of lines) parser.parse(line);
});
const none = medianOf(() => {
  const parser = new LogParser({ timeZone: 'UTC' });
  for (const line of lines) parser.parse(line);
});
const times = tenSeconds / none;
console.log(
  `\nten filters at once, parsed as the service does: ${Math.round(count / tenSeconds)} lines/s; without: ` +
    `${Math.round(count / none)}; ratio ${times.toFixed(2)} (limit: at most ${MAX_TIMES_WITHOUT})`,
);
if (times > MAX_TIMES_WITHOUT) miss('ten filters at once');

const folder = mkdtempSync(join(tmpdir(), 'bench-filters-'));
try {
  const file = join(folder, 'access.log');
  const others = lines.filter((line) => !line.includes('wp-login'));
  writeFileSync(file, others.join('\n'));
  const nginx = new ImportedFilter(filters.find(({ name }) => name === 'nginx')!);
  const words = nginx.needed[0]!;
  const pattern = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const grep = medianOf(() => spawnSync('grep', ['-cE', pattern, file]));
  const text = readFileSync(file, 'utf8');
  const cut = medianOf(() => text.split('\n').length);
  const ours = medianOf(() => others.forEach((line) => nginx.mayMatch(line)));
  const ratio = ours / grep;
  console.log(
    `lines that cannot match: ${ours.toFixed(3)} s; grep -cE ${grep.toFixed(3)} s; ratio ${ratio.toFixed(2)} (limit: at most ${MAX_TIMES_GREP}); cutting the text into lines: ${cut.toFixed(3)} s`,
  );
  if (ratio > MAX_TIMES_GREP) miss('lines that cannot match');
} finally {
  rmSync(folder, { recursive: true });
}

/** Expressions that backtracking never ends with, and what it never ends with. */
const BOMBS: readonly (readonly [expression: string, repeated: string, end: string])[] = [
  ['^(?:a+)+b <ADDR>$', 'a', 'b 192.0.2.7!'],
  ['^(?:a|aa)+c <ADDR>$', 'a', 'c 192.0.2.7!'],
  ['^(?:.*a){12}b <ADDR>$', 'a', 'b 192.0.2.7!'],
  ['^(?:\\w+\\s?)*: <ADDR>$', 'ab ', ': 192.0.2.7!'],
  ['^(?!x)(?:a*)*(?!b)c <ADDR>$', 'a', 'c 192.0.2.7!'],
  ['(?:x+x+)+y <HOST>', 'x', 'y !'],
];
console.log('\nexpressions that explode elsewhere, on hostile lines of 8 000 and 16 000 characters:');
for (const [expression, repeated, end] of BOMBS) {
  const filter = new ImportedFilter({
    name: 'bomb',
    prefix: null,
    failures: [expression],
    ignored: [],
    datePattern: '{NONE}',
    maxLines: 1,
    journalMatch: [],
  });
  const secondsAt = (length: number): number => {
    const line = `${repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length)}${end}`;
    return medianOf(() => {
      for (let run = 0; run < 20; run++) filter.read(line, new Stamp());
    });
  };
  secondsAt(1_000);
  const [short, long] = [secondsAt(8_000), secondsAt(16_000)];
  console.log(`  ${expression.padEnd(36)} ${(short * 50_000).toFixed(1)} µs, ${(long * 50_000).toFixed(1)} µs a line`);
  if (long / short > MAX_GROWTH)
    miss(`${expression} takes ${(long / short).toFixed(1)} times as long on twice the text`);
}
if (isMissed) process.exitCode = 1;
