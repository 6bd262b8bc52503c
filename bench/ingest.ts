import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { generateLoadLog } from './generate-load-log.js';
import { median, say, secondsSince } from './measure.js';
import { cpuSecondsOfThreads, peakMegabytes } from './process-figures.js';
import { startService } from './service.js';
import type { Service } from './service.js';

/** Limits that the figures are held against. */
const MAX_TIMES_IMPORT = 1.2;
const MIN_LINES_PER_SECOND = 250_000;
const MAX_MEGABYTES = 250;
const MAX_IDLE_SCAN_MS = 5;
const MAX_REACTION_MS = 1_000;
const MAX_P99_MS = 50;

const lines = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
const log = join(folder, 'load.log');
const path = (name: string): string => join(folder, name);

interface Backfill {
  readonly seconds: number;
  /** The peak of its memory. */
  readonly megabytes: number;
  /** Processor seconds of its threads, the busiest first. */
  readonly threads: readonly number[];
}

/** Runs `analyze` on the log into a new database. */
async function backfill(database: string): Promise<Backfill> {
  const start = process.hrtime.bigint();
  const environment = { ...process.env, DATABASE_URL: `sqlite:${database}`, LOG_TIMEZONE: 'UTC' };
  const child = spawn(process.execPath, ['dist/cli.js', 'analyze', log], { stdio: 'ignore', env: environment });
  let megabytes = 0;
  const threads = new Map<string, number>();
  while (child.exitCode === null) {
    megabytes = Math.max(megabytes, peakMegabytes(child.pid!));
    for (const [id, used] of cpuSecondsOfThreads(child.pid!)) threads.set(id, used);
    await pause(20);
  }
  if (child.exitCode !== 0) throw new Error(`analyze ended with ${child.exitCode}`);
  return { seconds: secondsSince(start), megabytes, threads: [...threads.values()].sort((a, b) => b - a) };
}

function grepSeconds(): number {
  const start = process.hrtime.bigint();
  spawnSync('grep', ['-cE', 'Failed|Accepted|Invalid user', log]);
  return secondsSince(start);
}

/** Has the `sqlite3` program load the very rows into the very schema, with the same settings. @returns seconds */
function importRows(database: string, schema: string, rows: string): number {
  const start = process.hrtime.bigint();
  const settings = ['page_size=16384', 'journal_mode=WAL', 'synchronous=NORMAL', 'cache_size=-16384'];
  const commands = [
    ...settings.map((each) => `PRAGMA ${each}`),
    `.read ${schema}`,
    `.import --csv ${rows} log_entries`,
  ];
  const { status, stderr } = spawnSync('sqlite3', [database, ...commands], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`sqlite3 is needed (apt-get install sqlite3): ${stderr}`);
  return secondsSince(start);
}

function exportRows(database: string): { schema: string; rows: string } {
  const [schema, rows] = [path('schema.sql'), path('rows.csv')];
  spawnSync('sh', ['-c', `sqlite3 '${database}' '.schema log_entries' > '${schema}'`]);
  spawnSync('sh', ['-c', `sqlite3 -csv '${database}' 'SELECT * FROM log_entries' > '${rows}'`]);
  return { schema, rows };
}

async function benchBackfill(): Promise<void> {
  await backfill(path('0.sqlite'));
  const { schema, rows } = exportRows(path('0.sqlite'));
  const ours: number[] = [];
  const theirs: number[] = [];
  const greps: number[] = [];
  let megabytes = 0;
  let threads: readonly number[] = [];
  for (let run = 1; run <= runs; run++) {
    const result = await backfill(path(`${run}.sqlite`));
    ours.push(result.seconds);
    megabytes = Math.max(megabytes, result.megabytes);
    threads = result.threads;
    theirs.push(importRows(path(`import-${run}.sqlite`), schema, rows));
    greps.push(grepSeconds());
  }
  const ratio = median(ours.map((seconds, run) => seconds / theirs[run]!));
  const rate = Math.round(lines / median(ours));
  say('backfill against sqlite3 .import', ratio.toFixed(2), `at most ${MAX_TIMES_IMPORT}`, ratio <= MAX_TIMES_IMPORT);
  say('backfill', `${rate} lines/s`, `at least ${MIN_LINES_PER_SECOND}`, rate >= MIN_LINES_PER_SECOND);
  const [reading = 0, storing = 0, ...others] = threads;
  const rest = others.reduce((sum, seconds) => sum + seconds, 0);
  console.log(
    `       of the last run: ${reading.toFixed(1)} s of processor in the busiest thread, ${storing.toFixed(1)} s in the next, ` +
      `${rest.toFixed(1)} s in all others`,
  );
  console.log(`       against grep -cE on the same file: ${(median(ours) / median(greps)).toFixed(0)} times`);
  say('peak memory', `${megabytes.toFixed(0)} MB`, `at most ${MAX_MEGABYTES}`, megabytes <= MAX_MEGABYTES);
}

function startOn(database: string, file: string, environment: Record<string, string> = {}): Promise<Service> {
  const settings = { LOG_FILES: file, DATABASE_URL: `sqlite:${database}`, RATE_LIMIT_PER_MINUTE: '0' };
  return startService({ ...settings, ...environment });
}

async function get<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

/** How long a line that completes an alert takes to show in GET /alerts, with the file notices of the system. */
async function benchReaction(): Promise<void> {
  const file = path('live.log');
  appendFileSync(file, '');
  const service = await startOn(path('live.sqlite'), file, { SCAN_INTERVAL_SECONDS: '3600' });
  await pause(1_000);
  const reactions: number[] = [];
  for (let attack = 1; attack <= 5; attack++) {
    const stamp = new Date().toISOString();
    const line = `${stamp} web-1 sshd[${attack}]: Failed password for root from 203.0.113.${attack} port 5 ssh2\n`;
    appendFileSync(file, line.repeat(10));
    const start = process.hrtime.bigint();
    while ((await get<unknown[]>(`${service.url}/alerts`)).length < attack) await pause(2);
    reactions.push(secondsSince(start) * 1000);
    await pause(200);
  }
  await service.stop('SIGKILL');
  const slowest = Math.max(...reactions);
  say('reaction', `${slowest.toFixed(0)} ms`, `at most ${MAX_REACTION_MS} ms`, slowest <= MAX_REACTION_MS);
}

/** What the API answers while the service reads the whole log. */
async function benchLatency(): Promise<void> {
  const service = await startOn(path('busy.sqlite'), log);
  const result = await autocannon({ url: `${service.url}/alerts?limit=100`, connections: 4, duration: 3 });
  const sources = await get<{ state: string }[]>(`${service.url}/sources`);
  await service.stop('SIGKILL');
  const lasted = sources[0]?.state === 'reading';
  const state = lasted ? '' : '; the backfill ended before, take more lines';
  const failed = result.errors + result.non2xx + result.timeouts;
  const value = `p99 ${result.latency.p99} ms, ${failed} of ${result.requests.total} failed${state}`;
  const held = result.latency.p99 <= MAX_P99_MS && failed === 0;
  // What was answered in good time after the backfill says nothing; what was slow is slow all the same.
  say('GET /alerts during backfill', value, `p99 at most ${MAX_P99_MS} ms`, held && !lasted ? null : held);
}

async function benchIdleScan(): Promise<void> {
  const { InProcessScanner } = await import('../src/analysis/scan/scanner.js');
  const { openDatabase } = await import('../src/database/data-source.js');
  const { readRules } = await import('../src/analysis/rules/rule-files.js');
  const options = {
    sources: [{ pattern: log, timeZone: 'UTC', host: null }],
    ruleFiles: readRules(['rules']),
    batchBytes: 1 << 18,
    transactionBytes: 64 << 20,
  };
  const scanner = new InProcessScanner(
    () => openDatabase({ kind: 'sqlite', path: path('1.sqlite') }),
    options,
    Date.now,
  );
  const listener = { alertsChanged: () => undefined, progressed: () => undefined };
  await scanner.scan(listener);
  const scans: number[] = [];
  for (let scan = 0; scan < 50; scan++) {
    const start = process.hrtime.bigint();
    await scanner.scan(listener);
    scans.push(secondsSince(start) * 1000);
  }
  await scanner.close();
  const megabytes = Math.round(statSync(log).size / 1e6);
  const idle = median(scans);
  say(`idle scan of ${megabytes} MB`, `${idle.toFixed(2)} ms`, `under ${MAX_IDLE_SCAN_MS} ms`, idle < MAX_IDLE_SCAN_MS);
}

try {
  const bytes = generateLoadLog(log, { lines });
  console.log(`${lines} lines, ${(bytes / 1e6).toFixed(0)} MB, median of ${runs} runs`);
  await benchBackfill();
  await benchIdleScan();
  await benchReaction();
  await benchLatency();
} finally {
  rmSync(folder, { recursive: true });
}
