import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { FORM_EXAMPLES } from './form-examples.js';
import { fuzzHostile, fuzzMutated } from './fuzz.js';

/** `npm run soak -- parse` sets the number of lines of each kind. */
const LINES = Number(process.env['SOAK_LINES'] ?? 5_000);
const SEED = Number(process.env['SOAK_SEED'] ?? 7);

describe('random lines', () => {
  it(
    'with hostile words never give another address than the one that sshd wrote',
    () => {
      const result = fuzzHostile(LINES, SEED);
      if (LINES > 100_000) console.log('hostile', result);
      expect(result.addresses).toBeGreaterThan(LINES / 3);
    },
    LINES + 300_000,
  );

  it(
    'with changes anywhere never make the parser throw or invent an address',
    () => {
      const result = fuzzMutated(LINES, SEED);
      if (LINES > 100_000) console.log('mutated', result);
      expect(result.addresses).toBeGreaterThan(LINES / 10);
    },
    LINES + 300_000,
  );
});

/** What long lines are filled with: words that the readers look for, again and again. */
const FILLERS = [
  'x',
  ' ',
  ' port 1',
  ' from ',
  ' from 192.0.2.1 port 1 ssh2',
  ' rhost=',
  '[',
  ']',
  ': ',
  '1',
  '1.',
  '"',
  "'",
  '(',
  ' [preauth]',
  ' port 1: ',
  ' not allowed because ',
  '\u0000',
  '\ufffd',
];
const FORM_STARTS = [
  ...new Set(FORM_EXAMPLES.map(({ message }) => message.slice(0, message.search(/oracle|root|192|$/)))),
];

/** One at a time: all of them would not fit into memory. */
function* linesOf(filler: string, length: number): Generator<string> {
  const body = Buffer.from(filler.repeat(Math.ceil(length / filler.length))).toString('utf8');
  for (const start of FORM_STARTS) yield `Jun  8 10:20:30 web1 sshd[7]: ${start}${body}`;
  yield body;
  yield `<38>1 2026-06-08T10:20:30Z h sshd 1 - [${body}`;
  yield `Jun  8 10:20:30 ${body}`;
  yield `{"a":"sshd${body}`;
}

/** Processor time: other work on the machine counts for nothing. */
function fastestMs(line: string): number {
  const times = [0, 1, 2].map(() => {
    const parser = new LogParser({ timeZone: 'UTC' });
    const start = process.cpuUsage();
    parser.parse(line);
    return process.cpuUsage(start).user / 1000;
  });
  return Math.min(...times);
}

function slowLines(filler: string, length: number, limitMs: number): string[] {
  const slow: string[] = [];
  for (const line of linesOf(filler, length)) {
    const ms = fastestMs(line);
    if (ms > limitMs) slow.push(`${Math.round(ms)} ms: ${line.slice(0, 100)}`);
  }
  return slow;
}

const LIMIT_MS = 1_000;

describe('time is linear in the length of a line', () => {
  // The soak takes longer lines; a quadratic reader would need minutes for either, on any machine.
  const length = LINES > 100_000 ? 10_000_000 : 100_000;

  it.each(FILLERS)('of %p in every form', (filler) => {
    expect(slowLines(filler, length, LIMIT_MS)).toEqual([]);
  });

  it('and a failed login of 10 MB takes less than a second', () => {
    const line = `Jun  8 10:20:30 web1 sshd[7]: Failed password for ${'x from '.repeat(1_428_571)} from 192.0.2.1 port 1 ssh2`;
    expect(fastestMs(line)).toBeLessThan(LIMIT_MS);
  });
});
