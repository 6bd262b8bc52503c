import { seededRandom } from '../../bench/seeded-random.js';
import type { ParsedLine } from '../../src/logs/parsing/parsed-line.js';
import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { REAL, hostileMessage } from './hostile-lines.js';
import { holdsAddress, mutatedLine } from './mutated-lines.js';
import { PREFIX_EXAMPLES } from './prefix-examples.js';

export interface FuzzResult {
  readonly lines: number;
  readonly events: number;
  /** Events with an address. */
  readonly addresses: number;
}

/**
 * Lines whose clients write what they may, in every place where they may: the address of an event must be the one that
 * sshd wrote, or none. Throws at the first line that shows otherwise.
 */
export function fuzzHostile(lines: number, seed: number): FuzzResult {
  return fuzz(lines, seed, (below) => {
    const prefix = PREFIX_EXAMPLES[below(PREFIX_EXAMPLES.length)]!;
    const message = hostileMessage(below);
    const program = /^(?:Bad password|login attempt|Exit)/.test(message) ? 'dropbear' : 'sshd';
    return { line: prefix.line(program, 1 + below(30_000), message), holds: (ip) => ip === REAL };
  });
}

/** Valid lines with random changes: whatever address is read, it stands in the line. */
export function fuzzMutated(lines: number, seed: number): FuzzResult {
  return fuzz(lines, seed, (below) => {
    const line = mutatedLine(below);
    return { line, holds: (ip) => holdsAddress(line, ip) };
  });
}

interface Case {
  readonly line: string;
  readonly holds: (ip: string) => boolean;
}

function fuzz(lines: number, seed: number, next: (below: (limit: number) => number) => Case): FuzzResult {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  let events = 0;
  let addresses = 0;
  for (let count = 0; count < lines; count++) {
    const { line, holds } = next(below);
    const parsed = parseAlone(line);
    if (parsed.kind !== 'event') continue;
    events++;
    if (parsed.ipAddress === null) continue;
    addresses++;
    if (!holds(parsed.ipAddress)) throw new Error(`seed ${seed}: ${parsed.ipAddress} from ${JSON.stringify(line)}`);
  }
  return { lines, events, addresses };
}

const OPTIONS = { timeZone: 'UTC' };

/** A parser of its own for each line, so that no address comes from an earlier one. */
function parseAlone(line: string): ParsedLine {
  try {
    return new LogParser(OPTIONS).parse(line);
  } catch (error) {
    throw new Error(`the parser threw at ${JSON.stringify(line)}`, { cause: error });
  }
}
