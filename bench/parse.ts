import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLineBatches } from '../src/logs/ingestion/files/line-batches.js';
import { openContentAt } from '../src/logs/ingestion/files/log-content.js';
import { OpenFiles } from '../src/logs/ingestion/files/open-files.js';
import { LogParser } from '../src/logs/parsing/log-parser.js';
import { generateLoadLog } from './generate-load-log.js';
import { median, say, secondsSince } from './measure.js';

/** Limits: at least a million lines a second on one core, at most six times what grep takes on the same file. */
const MIN_LINES_PER_SECOND = 1_000_000;
const MAX_TIMES_GREP = 6;
const RUNS = 5;

interface Tally {
  lines: number;
  events: number;
  attempts: number;
}

/** Reads and cuts the file as ingestion does. */
async function parseFile(file: string): Promise<Tally> {
  const parser = new LogParser({ timeZone: 'UTC' });
  parser.setReferenceTime(Date.UTC(2026, 11, 1));
  const tally: Tally = { lines: 0, events: 0, attempts: 0 };
  const content = await openContentAt(new OpenFiles(), file);
  const start = { offset: 0, unterminated: false };
  for await (const batch of readLineBatches(content, start, {
    batchBytes: () => 1 << 18,
    longestLine: 1 << 18,
    takeUnterminated: true,
  })) {
    for (const line of batch.lines) {
      const parsed = parser.parse(line);
      tally.lines++;
      if (parsed.kind === 'event') {
        tally.events++;
        tally.attempts += parsed.attempts;
      }
    }
  }
  await content.close();
  return tally;
}

async function secondsOf(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return secondsSince(start);
}

const lines = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-parse-'));
try {
  const file = join(folder, 'load.log');
  const bytes = generateLoadLog(file, { lines });
  const grep = (): void => void spawnSync('grep', ['-cE', 'Failed|Accepted|Invalid user', file]);
  let tally = await parseFile(file);
  grep();
  const ours: number[] = [];
  const greps: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    greps.push(await secondsOf(grep));
    ours.push(await secondsOf(async () => (tally = await parseFile(file))));
  }
  const rate = lines / median(ours);
  const ratio = median(ours) / median(greps);
  console.log(`${lines} lines, ${(bytes / 1e6).toFixed(0)} MB; ${tally.events} events, ${tally.attempts} attempts`);
  console.log(`parse ${median(ours).toFixed(3)} s, grep ${median(greps).toFixed(3)} s`);
  const atLeast = `at least ${MIN_LINES_PER_SECOND} lines/s`;
  say('parse', `${Math.round(rate)} lines/s`, atLeast, rate >= MIN_LINES_PER_SECOND);
  say('parse against grep', ratio.toFixed(2), `at most ${MAX_TIMES_GREP}`, ratio <= MAX_TIMES_GREP);
  console.log(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
