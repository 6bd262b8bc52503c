import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { openDatabase } from '../src/database/data-source.js';
import { LISTS, LONG_LOOKS } from './api-requests.js';
import { generateEntries } from './generate-entries.js';
import { median, medianAndP99, p99, say } from './measure.js';

/** Limits that the figures are held against. */
const MAX_P99_MS = 20;
const MAX_LAST_TO_FIRST = 2;
const MIN_SHARE_OF_BARE = 0.6;

const entries = Number(process.argv[2] ?? 1_000_000);
const requests = Number(process.argv[3] ?? 300);
const rounds = Number(process.argv[4] ?? 7);
const folder = mkdtempSync(join(tmpdir(), 'bench-api-'));
const database = join(folder, 'api.sqlite');
interface Started {
  readonly url: string;
  readonly child: ChildProcess;
}

/** @param ready finds the URL in what the program prints */
async function start(program: readonly string[], ready: (output: string) => string | undefined): Promise<Started> {
  const log = join(folder, 'auth.log');
  writeFileSync(log, '');
  const environment = {
    LOG_FILES: log,
    DATABASE_URL: `sqlite:${database}`,
    LOG_TIMEZONE: 'UTC',
    PORT: '0',
    RATE_LIMIT_PER_MINUTE: '0',
  };
  const child = spawn(process.execPath, program, { env: { ...process.env, ...environment } });
  const url = await new Promise<string>((found, failed) => {
    let output = '';
    child.stdout.on('data', (text) => {
      output += String(text);
      const address = ready(output);
      if (address !== undefined) found(address);
    });
    child.on('exit', () => failed(new Error(`${program[0]} ended: ${output}`)));
  });
  return { url, child };
}

interface Timed {
  readonly milliseconds: number;
  readonly link: string;
}

async function timed(url: string): Promise<Timed> {
  const begin = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return { milliseconds: performance.now() - begin, link: response.headers.get('link') ?? '' };
}

/** Each list's first and last page. The welcome shows what this machine makes of hardly any work. */
async function benchLists(url: string): Promise<void> {
  for (const [name, path] of Object.entries(LISTS)) {
    const [first, last, welcome]: number[][] = [[], [], []];
    for (let request = 0; request < requests; request++) {
      const { milliseconds, link } = await timed(url + path());
      first!.push(milliseconds);
      last!.push((await timed(url + /<([^>]+)>; rel="last"/.exec(link)![1]!)).milliseconds);
      welcome!.push((await timed(url)).milliseconds);
    }
    const figures = [first!, last!, welcome!].map(medianAndP99);
    const value = `p50/p99 of the first page ${figures[0]}, the last ${figures[1]}, the welcome ${figures[2]} ms`;
    say(name, value, `p99 ${MAX_P99_MS} ms`, Math.max(p99(first!), p99(last!)) <= MAX_P99_MS);
    if (name !== 'logs') continue;
    const ratio = median(last!) / median(first!);
    say('last page to first', ratio.toFixed(2), `at most ${MAX_LAST_TO_FIRST}`, ratio <= MAX_LAST_TO_FIRST);
  }
}

/** How long the long looks take, and how long others wait meanwhile. */
async function benchLongLooks(url: string): Promise<void> {
  for (const [name, path] of Object.entries(LONG_LOOKS)) {
    const [looks, others]: number[][] = [[], []];
    for (let look = 0; look < Math.max(3, requests / 30); look++) {
      const long = timed(url + path());
      while ((await Promise.race([long, null])) === null) others!.push((await timed(url)).milliseconds);
      looks!.push((await long).milliseconds);
    }
    const value = `${median(looks!).toFixed(0)} ms; others wait p50/p99 ${medianAndP99(others!)} ms`;
    say(name, value, `p99 of others ${MAX_P99_MS} ms`, p99(others!) <= MAX_P99_MS);
  }
}

async function rate(url: string): Promise<number> {
  return (await autocannon({ url: `${url}/logs?limit=100`, connections: 8, duration: 3 })).requests.average;
}

async function benchThroughput(url: string, bareUrl: string): Promise<void> {
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // In turns, so that none always comes first.
    const bareFirst = round % 2 === 1 ? await rate(bareUrl) : null;
    const ours = await rate(url);
    ratios.push(ours / (bareFirst ?? (await rate(bareUrl))));
    rates.push(ours);
  }
  const ratio = median(ratios);
  const value = `${ratio.toFixed(2)} of a bare handler, ${median(rates).toFixed(0)} requests/s`;
  say('GET /logs?limit=100', value, `at least ${MIN_SHARE_OF_BARE}`, ratio >= MIN_SHARE_OF_BARE);
}

const children: ChildProcess[] = [];
try {
  const dataSource = await openDatabase({ kind: 'sqlite', path: database });
  await generateEntries(dataSource, entries, entries / 50);
  await dataSource.destroy();
  const service = await start(['dist/main.js'], (output) => /Listening on (http:\S+);/.exec(output)?.[1]);
  const bare = await start(['dist-bench/bench/bare-handler.js', database], (output) =>
    /^\d+\n/.test(output) ? `http://127.0.0.1:${output.trim()}` : undefined,
  );
  children.push(service.child, bare.child);
  console.log(`${entries} entries, ${entries / 50} alerts`);
  if (rounds > 0) await benchThroughput(service.url, bare.url);
  await benchLists(service.url);
  await benchLongLooks(service.url);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}
