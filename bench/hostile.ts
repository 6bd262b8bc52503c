import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './measure.js';

/**
 * What attackers may have logs look like, at a size, twice and four times it: the work has to grow with the lines, and
 * memory not at all. `npm run bench -- hostile [NAME] [share]` takes one shape, or a share of the lines of all.
 */

const MAX_MEGABYTES = 300;
const MAX_MEGABYTES_RESTARTED = 512;
/** Four times the lines may take so much longer than one time, per line. */
const MAX_GROWTH = 1.6;

const START = Date.UTC(2026, 5, 1);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Lines = Generator<readonly [file: number, text: string]>;

/** A shape of log: the lines of its size in the order in which they are written, to one file or to several. */
interface Shape {
  readonly what: string;
  readonly size: number;
  readonly lines: (size: number) => Lines;
}

let connections = 0;

function failed(at: number, address: string, user: string, host = 'web-1'): string {
  const pid = 1 + (connections++ % 4_000_000);
  const port = 1024 + (connections % 60_000);
  return `${new Date(at).toISOString()} ${host} sshd[${pid}]: Failed password for invalid user ${user} from ${address} port ${port} ssh2\n`;
}

const ipv4 = (index: number): string => `198.${18 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
const longName = (index: number): string => `name-${index}-`.padEnd(100, 'x');

const SHAPES: Readonly<Record<string, Shape>> = {
  'ipv6-64': {
    what: 'one IPv6 /64, ten attempts a second, a new address every 100 s, names of 100 characters',
    size: 120_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        const address = `2001:db8:1:2::${Math.floor(index / 1_000 + 1).toString(16)}`;
        yield [0, failed(START + index * 100, address, longName(index))];
      }
    },
  },
  'ipv4-day': {
    what: '250 IPv4 addresses over 23 hours, names of 100 characters',
    size: 100_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        yield [0, failed(START + Math.floor((index * 23 * HOUR) / size), `203.0.113.${index % 250}`, longName(index))];
      }
    },
  },
  'many-addresses': {
    what: 'addresses of ten attempts each',
    size: 150_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        yield [0, failed(START + index * 100, ipv4(Math.floor(index / 10)), `user${index % 1_000}`)];
      }
    },
  },
  storm: {
    what: 'a storm: ten attempts each of very many addresses within minutes',
    size: 50_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        const address = ipv4(index % Math.floor(size / 10));
        yield [0, failed(START + Math.floor((index * 4 * MINUTE) / size), address, 'root')];
      }
    },
  },
  late: {
    what: 'one address against two hosts, of which one is 5 s behind, 30 attempts a second',
    size: 60_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        const at = START + Math.floor((index * SECOND) / 30);
        const isLate = index % 2 === 0;
        yield [
          0,
          failed(isLate ? at - 5 * SECOND : at, '203.0.113.7', `user${index % 50}`, isLate ? 'web-2' : 'web-1'),
        ];
      }
    },
  },
  'hour-late': {
    what: 'one address against two hosts whose clocks are an hour apart',
    size: 40_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        const at = START + index * 500;
        const isLate = index % 2 === 0;
        yield [0, failed(isLate ? at - HOUR : at, '203.0.113.7', `user${index % 50}`, isLate ? 'web-2' : 'web-1')];
      }
    },
  },
  'many-names': {
    what: 'one address that tries very many names seven times each',
    size: 140_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        yield [0, failed(START + index * 50, '203.0.113.7', `user${Math.floor(index / 7)}`)];
      }
    },
  },
  'names-and-addresses': {
    what: 'ten addresses that try very many names together',
    size: 160_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        yield [0, failed(START + index * 20, `203.0.113.${index % 10}`, `user${Math.floor(index / 10)}`)];
      }
    },
  },
  'other-methods': {
    what: 'sets of rules that are met together in ever other ways: keywords in names',
    size: 60_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        yield [0, failed(START + index * 100, ipv4(index % 500), ['root', 'admin', `n${index}`, 'oracle'][index % 4]!)];
      }
    },
  },
  jumping: {
    what: 'a host whose clock is another at every line, beside one that is right',
    size: 40_000,
    *lines(size) {
      for (let index = 0; index < size; index++) {
        const at = START + index * 500;
        const isWrong = index % 2 === 0;
        const wrong = at - ((index * 7_919) % 700) * 24 * HOUR;
        yield [0, failed(isWrong ? wrong : at, `203.0.113.${index % 7}`, 'root', isWrong ? 'web-2' : 'web-1')];
      }
    },
  },
};

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly restartSeconds: number;
  readonly restartMegabytes: number;
  readonly alerts: string;
}

/** Says at the end of a process how much memory it took at most, and how much work: other work beside it counts for nothing. */
const PROBE = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(process.env.PROBE_FILE, (({ maxRSS, userCPUTime, systemCPUTime }) => JSON.stringify([maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6]))(process.resourceUsage())));`,
)}`;

function analyze(folder: string, log: string): { seconds: number; megabytes: number; output: string } {
  const probe = join(folder, 'probe');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', PROBE, 'dist/cli.js', 'analyze', log], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: {
      ...process.env,
      PROBE_FILE: probe,
      DATABASE_URL: `sqlite:${join(folder, 'bench.sqlite')}`,
      LOG_TIMEZONE: 'UTC',
    },
  });
  if (status !== 0) throw new Error(`analyze ended with ${status}: ${stderr.slice(-2_000)}`);
  const [megabytes, seconds] = JSON.parse(readFileSync(probe, 'utf8')) as [number, number];
  return { seconds, megabytes, output: stdout.trimEnd().split('\n').at(-1)! };
}

function measure(shape: Shape, size: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'bench-hostile-'));
  try {
    const log = join(folder, 'auth.log');
    const file = openSync(log, 'w');
    let text = '';
    for (const [, line] of shape.lines(size)) {
      text += line;
      if (text.length < 1 << 20) continue;
      writeSync(file, text);
      text = '';
    }
    writeSync(file, text);
    closeSync(file);
    const { seconds, megabytes, output } = analyze(folder, log);
    appendFileSync(log, failed(START + 30 * HOUR, '192.0.2.1', 'root'));
    const again = analyze(folder, log);
    const restart = { restartSeconds: again.seconds, restartMegabytes: again.megabytes };
    return { seconds, megabytes, ...restart, alerts: output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [only, share = '1'] = process.argv.slice(2);
/** What the program takes to start. */
const base = measure({ what: 'nothing', size: 1, lines: SHAPES['storm']!.lines }, 10).seconds;

for (const [name, shape] of Object.entries(SHAPES)) {
  if (only !== undefined && only !== 'all' && only !== name) continue;
  console.log(`       ${name}: ${shape.what}`);
  const sizes = [1, 2, 4].map((times) => Math.round(shape.size * times * Number(share)));
  const measured = sizes.map((size) => measure(shape, size));
  for (const [index, size] of sizes.entries()) {
    const { seconds, megabytes, restartSeconds, restartMegabytes, alerts } = measured[index]!;
    const figures = `${seconds.toFixed(1)} s of work, ${megabytes.toFixed(0)} MB, restart ${restartSeconds.toFixed(1)} s, ${restartMegabytes.toFixed(0)} MB`;
    console.log(`         ${size} lines: ${figures}; ${alerts}`);
  }
  const perLine = measured.map(({ seconds }, index) => Math.max(0.05, seconds - base) / sizes[index]!);
  const growth = perLine[2]! / perLine[0]!;
  say(`${name}: work a line at four times the size`, growth.toFixed(2), `at most ${MAX_GROWTH}`, growth <= MAX_GROWTH);
  const most = Math.max(...measured.map(({ megabytes }) => megabytes));
  say(`${name}: memory`, `${most.toFixed(0)} MB`, `at most ${MAX_MEGABYTES} MB`, most <= MAX_MEGABYTES);
  const restarted = Math.max(...measured.map(({ restartMegabytes }) => restartMegabytes));
  const limit = `at most ${MAX_MEGABYTES_RESTARTED} MB`;
  say(`${name}: memory after a restart`, `${restarted.toFixed(0)} MB`, limit, restarted <= MAX_MEGABYTES_RESTARTED);
}
