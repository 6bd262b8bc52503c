import { compileProgram } from './compile-program.js';
import type { Program } from './compile-program.js';
import { firstCodes } from './first-codes.js';
import { parseRegex } from './parse-regex.js';
import type { Assertion, RegexFlags } from './syntax-tree.js';

/** Text beyond this many UTF-16 code units is not looked at. */
export const MOST_TEXT = 8192;

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
    const length = Math.min(text.length, MOST_TEXT);
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
