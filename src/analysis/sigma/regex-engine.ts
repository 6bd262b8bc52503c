import { RegexFault, parseRegex } from './regex.js';
import type { Assertion, CodeSet, RegexFlags, RegexNode } from './regex.js';

const ASCII = 128;

/**
 * Which ASCII characters a match can begin with (1), by code: where no match is under way, the others are passed over
 * without entering a state. Null where a match may be empty, and so begin anywhere.
 */
function firstCodes(program: Program): Uint8Array | null {
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

/** One state of the automaton. Where no target is named, the next instruction follows. */
type Instruction =
  | { readonly op: 'take'; readonly set: CodeSet }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'fork'; target: number }
  | { readonly op: 'jump'; target: number }
  | { readonly op: 'match' };

type Program = readonly Instruction[];

export const MAX_STATES = 2000;
/** Parts that take nothing add no state, yet cost time when they are repeated. */
const MAX_STEPS = 5 * MAX_STATES;

/** Turns a parsed pattern into an automaton (Thompson's construction). @throws RegexFault when it grows too large */
function compileProgram(node: RegexNode): Program {
  const builder = new ProgramBuilder();
  builder.add(node);
  return builder.finish();
}

class ProgramBuilder {
  private readonly program: Instruction[] = [];
  private steps = 0;

  finish(): Program {
    this.emit({ op: 'match' });
    return this.program;
  }

  add(node: RegexNode): void {
    if (++this.steps > MAX_STEPS) throw tooLarge();
    switch (node.kind) {
      case 'set':
        this.emit({ op: 'take', set: node.set });
        return;
      case 'assertion':
        this.emit({ op: 'assert', assertion: node.assertion });
        return;
      case 'sequence':
        for (const part of node.parts) this.add(part);
        return;
      case 'choice':
        this.addChoice(node.branches);
        return;
      case 'repeat':
        this.addRepeat(node.part, node.least, node.most);
    }
  }

  private addChoice(branches: readonly RegexNode[]): void {
    const ends: { target: number }[] = [];
    for (const branch of branches.slice(0, -1)) {
      const fork = this.emit({ op: 'fork', target: 0 });
      this.add(branch);
      ends.push(this.emit({ op: 'jump', target: 0 }));
      fork.target = this.program.length;
    }
    this.add(branches.at(-1)!);
    for (const end of ends) end.target = this.program.length;
  }

  private addRepeat(part: RegexNode, least: number, most: number): void {
    for (let count = 0; count < least; count++) this.add(part);
    if (most === Infinity) {
      const start = this.program.length;
      const fork = this.emit({ op: 'fork', target: 0 });
      this.add(part);
      this.emit({ op: 'jump', target: start });
      fork.target = this.program.length;
      return;
    }
    const forks: { target: number }[] = [];
    for (let count = least; count < most; count++) {
      forks.push(this.emit({ op: 'fork', target: 0 }));
      this.add(part);
    }
    for (const fork of forks) fork.target = this.program.length;
  }

  private emit<One extends Instruction>(instruction: One): One {
    if (this.program.length >= MAX_STATES) throw tooLarge();
    this.program.push(instruction);
    return instruction;
  }
}

function tooLarge(): RegexFault {
  return new RegexFault(`needs more than ${MAX_STATES} states; repeat less`);
}

/** Text beyond this many UTF-16 code units is not looked at. */
export const MAX_TEXT = 8192;

const LINE_FEED = 10;

/**
 * A regular expression whose time grows with the length of the text and of the pattern, whatever they are: all states
 * of the automaton advance together, character by character (Thompson, Pike), and none is ever tried again.
 */
export class SafeRegex {
  private readonly multiLine: boolean;
  private readonly program: Program;
  private readonly first: Uint8Array | null;
  /** Where a state was last entered: at most once per position. */
  private readonly enteredAt: Int32Array;
  private readonly stack: number[] = [];

  /** @throws RegexFault */
  constructor(pattern: string, flags: RegexFlags) {
    this.multiLine = flags.multiLine;
    this.program = compileProgram(parseRegex(pattern, flags));
    this.first = firstCodes(this.program);
    this.enteredAt = new Int32Array(this.program.length);
  }

  /** True where the pattern is found anywhere in the text. */
  test(text: string): boolean {
    const length = Math.min(text.length, MAX_TEXT);
    this.enteredAt.fill(-1);
    let states: number[] = [];
    let next: number[] = [];
    for (let at = 0; ; at++) {
      if (states.length === 0) at = this.nextStart(text, at, length);
      if (this.canStart(text, at, length) && this.enter(0, text, at, states)) return true;
      if (at === length) return false;
      const code = text.charCodeAt(at);
      for (const state of states) {
        const instruction = this.program[state]!;
        if (instruction.op !== 'take' || !instruction.set.has(code)) continue;
        if (this.enter(state + 1, text, at + 1, next)) return true;
      }
      [states, next] = [next, states];
      next.length = 0;
    }
  }

  private nextStart(text: string, from: number, length: number): number {
    let at = from;
    while (at < length && !this.canStart(text, at, length)) at++;
    return at;
  }

  private canStart(text: string, at: number, length: number): boolean {
    return this.first === null || (at < length && this.first[text.charCodeAt(at)] !== 0);
  }

  /** Adds the states that take a character and are reached from this one; true when the pattern is met. */
  private enter(from: number, text: string, at: number, into: number[]): boolean {
    const { program, enteredAt, stack } = this;
    if (program[from]!.op === 'take') {
      if (enteredAt[from] !== at) into.push(from);
      enteredAt[from] = at;
      return false;
    }
    stack.length = 0;
    stack.push(from);
    while (stack.length > 0) {
      const state = stack.pop()!;
      if (enteredAt[state] === at) continue;
      enteredAt[state] = at;
      const instruction = program[state]!;
      switch (instruction.op) {
        case 'match':
          return true;
        case 'take':
          into.push(state);
          break;
        case 'jump':
          stack.push(instruction.target);
          break;
        case 'fork':
          stack.push(instruction.target, state + 1);
          break;
        case 'assert':
          if (this.holds(instruction.assertion, text, at)) stack.push(state + 1);
      }
    }
    return false;
  }

  private holds(assertion: Assertion, text: string, at: number): boolean {
    switch (assertion) {
      case 'start':
        return at === 0 || (this.multiLine && text.charCodeAt(at - 1) === LINE_FEED);
      case 'end':
        return at === text.length || (this.multiLine && text.charCodeAt(at) === LINE_FEED);
      case 'boundary':
        return isBoundary(text, at);
      case 'no_boundary':
        return !isBoundary(text, at);
    }
  }
}

function isBoundary(text: string, at: number): boolean {
  return isWord(at > 0 ? text.charCodeAt(at - 1) : 0) !== isWord(at < text.length ? text.charCodeAt(at) : 0);
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
