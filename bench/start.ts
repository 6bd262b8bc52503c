import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, say, secondsSince } from './measure.js';
import { cpuSeconds, residentMegabytes } from './process-figures.js';
import { startService } from './service.js';
import type { Service } from './service.js';

/** Limits that the figures are held against, seconds and megabytes. */
const MAX_HELP = 0.15;
const MAX_EXPLAIN = 0.25;
const MAX_READY = 1;
const MAX_IDLE_MEGABYTES = 120;
/** Share of a core that a service takes which waits for lines. */
const MAX_IDLE_CPU = 0.01;
/** Until then V8 gives back what the start took; later it rests as long as nothing happens. */
const SETTLE_MS = 120_000;
const IDLE_MS = 60_000;

const runs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
const line = 'Nov 29 10:00:00 web-1 sshd[77]: Failed password for root from 203.0.113.7 port 50022 ssh2\n';

function secondsOf(...args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { error } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (error !== undefined) throw error;
  return secondsSince(start);
}

/** Starts a service on an empty database. @returns it, and the seconds until it answers that it is ready */
async function started(run: number): Promise<{ readonly service: Service; readonly seconds: number }> {
  const log = join(folder, 'auth.log');
  writeFileSync(log, line);
  const begin = process.hrtime.bigint();
  const service = await startService({ LOG_FILES: log, DATABASE_URL: `sqlite:${join(folder, `${run}.sqlite`)}` });
  while ((await fetch(`${service.url}/health/ready`)).status !== 200) await pause(5);
  return { service, seconds: secondsSince(begin) };
}

function sayMedian(name: string, values: readonly number[], most: number): void {
  const seconds = median(values);
  say(name, `${seconds.toFixed(2)} s`, `at most ${most.toFixed(2)} s`, seconds <= most);
}

try {
  const file = join(folder, 'one.log');
  writeFileSync(file, line);
  const times = { node: [], help: [], usage: [], explain: [], ready: [] } as Record<string, number[]>;
  // The first run warms the disk, and does not count.
  for (let run = 0; run <= runs; run++) {
    const { service, seconds } = await started(run);
    await service.stop('SIGTERM');
    const measured = {
      node: secondsOf('-e', '0'),
      help: secondsOf('dist/cli.js', '--help'),
      usage: secondsOf('dist/cli.js', 'analyze', '--nonsense'),
      explain: secondsOf('dist/cli.js', 'explain', file),
      ready: seconds,
    };
    if (run > 0) for (const [name, taken] of Object.entries(measured)) times[name]!.push(taken);
  }
  console.log(`median of ${runs} runs; Node.js alone takes ${median(times['node']!).toFixed(2)} s`);
  sayMedian('--help', times['help']!, MAX_HELP);
  sayMedian('wrong usage', times['usage']!, MAX_HELP);
  sayMedian('explain of one line', times['explain']!, MAX_EXPLAIN);
  sayMedian('ready to serve', times['ready']!, MAX_READY);
  const { service } = await started(runs + 1);
  await pause(SETTLE_MS);
  const before = cpuSeconds(service.pid);
  await pause(IDLE_MS);
  const share = ((cpuSeconds(service.pid) - before) * 1000) / IDLE_MS;
  const megabytes = residentMegabytes(service.pid);
  await service.stop('SIGTERM');
  const memory = `${megabytes.toFixed(0)} MB`;
  say('memory of an idle service', memory, `at most ${MAX_IDLE_MEGABYTES} MB`, megabytes <= MAX_IDLE_MEGABYTES);
  say(
    'processor of an idle service',
    `${(share * 100).toFixed(1)} %`,
    `at most ${MAX_IDLE_CPU * 100} %`,
    share <= MAX_IDLE_CPU,
  );
} finally {
  rmSync(folder, { recursive: true });
}
