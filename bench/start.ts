import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, say, secondsSince } from './measure.js';
import { cpuSeconds, residentMegabytes } from './process-figures.js';

/** Limits that the figures are held against, seconds and megabytes. */
const MAX_HELP = 0.15;
const MAX_EXPLAIN = 0.25;
const MAX_READY = 1;
const MAX_IDLE_MEGABYTES = 120;
/** Share of a core that a service takes which waits for lines. */
const MAX_IDLE_CPU = 0.01;
const IDLE_MS = 15_000;

const runs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
const line = 'Nov 29 10:00:00 web-1 sshd[77]: Failed password for root from 203.0.113.7 port 50022 ssh2\n';

function secondsOf(...args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { error } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (error !== undefined) throw error;
  return secondsSince(start);
}

interface Started {
  readonly pid: number;
  readonly seconds: number;
  stop(): Promise<unknown>;
}

/** Starts a service on an empty database. `seconds` until it answers that it is ready. */
async function startService(run: number): Promise<Started> {
  const log = join(folder, 'auth.log');
  writeFileSync(log, line);
  const settings = {
    LOG_FILES: log,
    DATABASE_URL: `sqlite:${join(folder, `${run}.sqlite`)}`,
    LOG_TIMEZONE: 'UTC',
    PORT: '0',
  };
  const begin = process.hrtime.bigint();
  const child = spawn(process.execPath, ['dist/main.js'], { env: { ...process.env, ...settings } });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  const url = await new Promise<string>((found, failed) => {
    child.once('exit', () => failed(new Error(`The service ended: ${output}`)));
    child.stdout.on('data', (text) => {
      output += String(text);
      const listening = /Listening on (http:\S+);/.exec(output);
      if (listening !== null) found(listening[1]!);
    });
  });
  while ((await fetch(`${url}/health/ready`)).status !== 200) await pause(5);
  const stop = (): Promise<unknown> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { pid: child.pid!, seconds: secondsSince(begin), stop };
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
    const service = await startService(run);
    await service.stop();
    const measured = {
      node: secondsOf('-e', '0'),
      help: secondsOf('dist/cli.js', '--help'),
      usage: secondsOf('dist/cli.js', 'analyze', '--nonsense'),
      explain: secondsOf('dist/cli.js', 'explain', file),
      ready: service.seconds,
    };
    if (run > 0) for (const [name, seconds] of Object.entries(measured)) times[name]!.push(seconds);
  }
  console.log(`median of ${runs} runs; Node.js alone takes ${median(times['node']!).toFixed(2)} s`);
  sayMedian('--help', times['help']!, MAX_HELP);
  sayMedian('wrong usage', times['usage']!, MAX_HELP);
  sayMedian('explain of one line', times['explain']!, MAX_EXPLAIN);
  sayMedian('ready to serve', times['ready']!, MAX_READY);
  const service = await startService(runs + 1);
  await pause(IDLE_MS);
  const before = cpuSeconds(service.pid);
  await pause(IDLE_MS);
  const share = ((cpuSeconds(service.pid) - before) * 1000) / IDLE_MS;
  const megabytes = residentMegabytes(service.pid);
  await service.stop();
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
