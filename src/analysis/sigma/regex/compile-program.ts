import { RegexFault } from './syntax-tree.js';
import type { Assertion, RegexNode } from './syntax-tree.js';
import type { CodeSet } from './code-set.js';

/** One state of the automaton. Where no target is named, the next instruction follows. */
export type Instruction =
  | { readonly op: 'take'; readonly set: CodeSet }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'fork'; target: number }
  | { readonly op: 'jump'; target: number }
  | { readonly op: 'match' };

export type Program = readonly Instruction[];

export const MOST_STATES = 2000;
/** Parts that take nothing add no state, yet cost time when they are repeated. */
const MOST_STEPS = 5 * MOST_STATES;

/** Turns a parsed pattern into an automaton (Thompson's construction). @throws RegexFault when it grows too large */
export function compileProgram(node: RegexNode): Program {
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
    if (++this.steps > MOST_STEPS) throw tooLarge();
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
    if (this.program.length >= MOST_STATES) throw tooLarge();
    this.program.push(instruction);
    return instruction;
  }
}

function tooLarge(): RegexFault {
  return new RegexFault(`needs more than ${MOST_STATES} states; repeat less`);
}
