import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLoadLog } from './generate-load-log.js';
import { median, secondsSince } from './measure.js';

/** What reads the same log, in turns. Each does other work with it: see docs/benchmarks.md. */
interface Reader {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const lines = Number(process.argv[2] ?? 100_000);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
const log = join(folder, 'load.log');

/** fail2ban as it is installed, or unpacked below FAIL2BAN_ROOT. */
function fail2ban(): Reader | null {
  const root = process.env['FAIL2BAN_ROOT'] ?? '/';
  const program = join(root, 'usr/bin/fail2ban-regex');
  if (!existsSync(program)) return null;
  return {
    name: 'fail2ban-regex, filter sshd',
    command: '/usr/bin/python3',
    args: [program, '-c', join(root, 'etc/fail2ban'), log, 'sshd'],
    environment: { PYTHONPATH: join(root, 'usr/lib/python3/dist-packages') },
  };
}

function readers(): Reader[] {
  const peer = fail2ban();
  if (peer === null)
    console.log('       fail2ban-regex is not there: apt-get install fail2ban, or FAIL2BAN_ROOT=FOLDER');
  return [
    { name: 'report', command: process.execPath, args: ['dist/cli.js', 'report', log] },
    { name: 'explain', command: process.execPath, args: ['dist/cli.js', 'explain', log] },
    ...(peer === null ? [] : [peer]),
    { name: 'grep -cE, three words', command: 'grep', args: ['-cE', 'Failed|Accepted|Invalid user', log] },
  ];
}

function secondsOf({ name, command, args, environment = {} }: Reader): number {
  const start = process.hrtime.bigint();
  const env = { ...process.env, LOG_TIMEZONE: 'UTC', ...environment };
  const { status, error, stderr } = spawnSync(command, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (error !== undefined || (status ?? 1) !== 0)
    throw new Error(`${name} ended with ${status}: ${stderr}`, { cause: error });
  return secondsSince(start);
}

try {
  const bytes = generateLoadLog(log, { lines });
  console.log(`${lines} lines, ${(bytes / 1e6).toFixed(0)} MB, median of ${runs} runs in turns`);
  const all = readers();
  const times = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let run = 0; run < runs; run++) for (const reader of all) times.get(reader.name)!.push(secondsOf(reader));
  for (const [name, seconds] of times) {
    const middle = median(seconds);
    console.log(`       ${name}: ${middle.toFixed(middle < 1 ? 3 : 2)} s, ${Math.round(lines / middle)} lines/s`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
