import type { Program } from './compile-program.js';

const ASCII = 128;

/**
 * Which ASCII characters a match can begin with (1), by code: where no match is under way, the others are passed over
 * without entering a state. Null where a match may be empty, and so begin anywhere.
 */
export function firstCodes(program: Program): Uint8Array | null {
  const first = new Uint8Array(ASCII);
  const entered = new Set<number>();
  const pending = [0];
  while (pending.length > 0) {
    const state = pending.pop()!;
    if (entered.has(state)) continue;
    entered.add(state);
    const instruction = program[state]!;
    if (instruction.op === 'match') return null;
    if (instruction.op === 'take') {
      for (let code = 0; code < ASCII; code++) if (instruction.set.has(code)) first[code] = 1;
    } else {
      if (instruction.op !== 'jump') pending.push(state + 1);
      if (instruction.op !== 'assert') pending.push(instruction.target);
    }
  }
  return first;
}
