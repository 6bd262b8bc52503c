import { spawnSync } from 'node:child_process';
import { isAscii } from 'node:buffer';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLine } from '../src/logs/parsing/line-text.js';
import { SshLogParser } from '../src/logs/parsing/ssh-log-parser.js';
import { generateLoadLog } from './generate-load-log.js';

/** Limits: at least a million lines a second on one core, at most six times what grep takes on the same file. */
const LEAST_LINES_PER_SECOND = 1_000_000;
const MOST_TIMES_GREP = 6;
const RUNS = 5;
/** Longer strings live in a space of the heap where slices of them cost three times as much. */
const CHUNK_BYTES = 1 << 16;

interface Tally {
  lines: number;
  events: number;
  attempts: number;
}

/** Reads the file as ingestion does: chunks as latin1, lines cut at newlines, decoded only where they need it. */
function parseFile(file: string): Tally {
  const parser = new SshLogParser({ timeZone: 'UTC' });
  parser.setReferenceTime(Date.UTC(2026, 11, 1));
  const tally: Tally = { lines: 0, events: 0, attempts: 0 };
  const input = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest = '';
  for (let read = readSync(input, buffer); read > 0; read = readSync(input, buffer)) {
    const chunk = buffer.toString('latin1', 0, read);
    const isPlain = isAscii(buffer.subarray(0, read));
    const firstNewline = chunk.indexOf('\n');
    const lastNewline = chunk.lastIndexOf('\n');
    // Only the line that two chunks share is joined: joining the chunks would copy all of them.
    if (firstNewline >= 0) parseLines(parser, `${rest}${chunk.slice(0, firstNewline + 1)}`, 0, false, tally);
    if (lastNewline > firstNewline) parseLines(parser, chunk, firstNewline + 1, isPlain, tally);
    rest = lastNewline < 0 ? rest + chunk : chunk.slice(lastNewline + 1);
  }
  closeSync(input);
  return tally;
}

/** Parses the complete lines of `text` from `start` on; `isPlain` is true where none needs decoding. */
function parseLines(parser: SshLogParser, text: string, start: number, isPlain: boolean, tally: Tally): void {
  for (let from = start, newline = text.indexOf('\n', from); newline >= 0; newline = text.indexOf('\n', from)) {
    const line = text.slice(from, newline);
    const parsed = parser.parse(isPlain ? line : decodeLine(line));
    tally.lines++;
    if (parsed.kind === 'event') {
      tally.events++;
      tally.attempts += parsed.attempts;
    }
    from = newline + 1;
  }
}

function secondsOf(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const lines = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-parse-'));
try {
  const file = join(folder, 'load.log');
  const bytes = generateLoadLog(file, { lines });
  const grep = (): void => void spawnSync('grep', ['-cE', 'Failed|Accepted|Invalid user', file]);
  let tally = parseFile(file);
  grep();
  const ours: number[] = [];
  const greps: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    greps.push(secondsOf(grep));
    ours.push(secondsOf(() => (tally = parseFile(file))));
  }
  const rate = lines / median(ours);
  const ratio = median(ours) / median(greps);
  console.log(`${lines} lines, ${(bytes / 1e6).toFixed(0)} MB; ${tally.events} events, ${tally.attempts} attempts`);
  console.log(
    `parse: ${median(ours).toFixed(3)} s, ${Math.round(rate)} lines/s (limit: at least ${LEAST_LINES_PER_SECOND})`,
  );
  console.log(`grep:  ${median(greps).toFixed(3)} s; ratio ${ratio.toFixed(2)} (limit: at most ${MOST_TIMES_GREP})`);
  console.log(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
  if (rate < LEAST_LINES_PER_SECOND || ratio > MOST_TIMES_GREP) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
