/** A part of an expression that a linear engine cannot match, or that is wrong: the rest of the filter goes on without it. */
export class ExpressionFault extends Error {}

/** A character, or a class of them that has a letter: `\d`, `\w`, `\s` and their opposites. */
export type ClassItem = { readonly from: string; readonly to: string } | { readonly escape: string };

/** An expression in the syntax of Python's `re`, as a tree. */
export type RegexNode =
  | { readonly kind: 'literal'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'any'; readonly dotAll: boolean }
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly items: readonly ClassItem[];
      readonly ignoreCase: boolean;
    }
  /** `^`, `$`, `\A`, `\Z`, `\b`, `\B`. */
  | { readonly kind: 'anchor'; readonly anchor: string }
  | { readonly kind: 'group'; readonly name: string | null; readonly body: RegexNode }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    }
  | { readonly kind: 'look'; readonly isAhead: boolean; readonly negated: boolean; readonly body: RegexNode };

const MAX_EXPRESSION = 16_384;
const MAX_DEPTH = 60;
const MAX_REPEAT = 1_000;
const CLASS_LETTERS = 'dDwWsS';
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07', '0': '\0' };

/**
 * Reads an expression of Python's `re`.
 *
 * @throws ExpressionFault where it has what no linear engine can match, or is none; the message says what
 */
export function parseRegex(pattern: string): RegexNode {
  if (pattern.length > MAX_EXPRESSION) throw new ExpressionFault(`is longer than ${MAX_EXPRESSION} characters`);
  return new RegexParser(pattern).parse();
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

class RegexParser {
  private at = 0;
  private depth = 0;

  constructor(private readonly pattern: string) {}

  parse(): RegexNode {
    const node = this.choice({ ignoreCase: false, dotAll: false });
    if (this.at < this.pattern.length) throw new ExpressionFault('has a closing parenthesis without an opening one');
    return node;
  }

  private choice(flags: Flags): RegexNode {
    if (++this.depth > MAX_DEPTH) throw new ExpressionFault('nests groups too deep');
    const options: RegexNode[] = [];
    let current = flags;
    do {
      const items: RegexNode[] = [];
      while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at]!)) {
        const changed = this.flagsHere(current);
        if (changed !== null) current = changed;
        else items.push(this.quantified(this.atom(current)));
      }
      options.push(items.length === 1 ? items[0]! : { kind: 'sequence', items });
    } while (this.take('|'));
    this.depth--;
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  /** `(?i)`: holds for the rest of its group. */
  private flagsHere(flags: Flags): Flags | null {
    const found = /^\(\?([a-zA-Z]+)\)/.exec(this.pattern.slice(this.at, this.at + 16));
    if (found === null) return null;
    this.at += found[0].length;
    return withFlags(flags, found[1]!, '');
  }

  private atom(flags: Flags): RegexNode {
    const character = this.next();
    switch (character) {
      case '.':
        return { kind: 'any', dotAll: flags.dotAll };
      case '^':
      case '$':
        return { kind: 'anchor', anchor: character };
      case '[':
        return this.characterClass(flags);
      case '(':
        return this.group(flags);
      case '\\':
        return this.escape(flags);
      case '*':
      case '+':
      case '?':
        throw new ExpressionFault(`repeats nothing at "${character}"`);
      default:
        return { kind: 'literal', text: character, ignoreCase: flags.ignoreCase };
    }
  }

  private group(flags: Flags): RegexNode {
    if (!this.take('?')) return this.closed(flags, (body) => ({ kind: 'group', name: null, body }));
    const rest = this.pattern.slice(this.at, this.at + 80);
    const named = /^P<([A-Za-z_]\w*)>/.exec(rest);
    if (named !== null) {
      this.at += named[0].length;
      return this.closed(flags, (body) => ({ kind: 'group', name: named[1]!, body }));
    }
    const look = /^(<?)([=!])/.exec(rest);
    if (look !== null) {
      this.at += look[0].length;
      return this.closed(flags, (body) => ({
        kind: 'look',
        isAhead: look[1] === '',
        negated: look[2] === '!',
        body,
      }));
    }
    const scoped = /^([a-zA-Z]*)(?:-([a-zA-Z]+))?:/.exec(rest);
    if (scoped !== null) {
      this.at += scoped[0].length;
      const inner = withFlags(flags, scoped[1]!, scoped[2] ?? '');
      return this.closed(inner, (body) => ({ kind: 'group', name: null, body }));
    }
    throw new ExpressionFault(refusedGroup(rest));
  }

  private closed(flags: Flags, make: (body: RegexNode) => RegexNode): RegexNode {
    const node = make(this.choice(flags));
    if (!this.take(')')) throw new ExpressionFault('has an opening parenthesis that is never closed');
    return node;
  }

  private quantified(atom: RegexNode): RegexNode {
    const found = /^(?:([*+?])|\{(\d*)(,?)(\d*)\})/.exec(this.pattern.slice(this.at, this.at + 16));
    if (found === null || found[0] === '{}') return atom;
    const [whole, sign, low = '', comma, high = ''] = found;
    if (sign === undefined && low === '' && high === '' && comma !== ',') return atom;
    this.at += whole.length;
    const min = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
    const max =
      sign === undefined ? (comma === '' ? min : high === '' ? Infinity : Number(high)) : sign === '?' ? 1 : Infinity;
    if (min > max || min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT))
      throw new ExpressionFault(`repeats ${whole} times, which runs backwards or is more than ${MAX_REPEAT}`);
    if (this.take('+'))
      throw new ExpressionFault('has a possessive quantifier, which cannot be matched in linear time');
    const isLazy = this.take('?');
    if (/^[*+?]/.test(this.pattern.slice(this.at, this.at + 1))) throw new ExpressionFault('repeats a repetition');
    return { kind: 'repeat', body: atom, min, max, isLazy };
  }

  private escape({ ignoreCase }: Flags): RegexNode {
    const letter = this.next();
    if (CLASS_LETTERS.includes(letter))
      return { kind: 'class', negated: false, items: [{ escape: letter }], ignoreCase: false };
    if ('AZbB'.includes(letter)) return { kind: 'anchor', anchor: `\\${letter}` };
    return { kind: 'literal', text: this.escaped(letter), ignoreCase };
  }

  private escaped(letter: string): string {
    if (/[1-9]/.test(letter))
      throw new ExpressionFault(`has a backreference (\\${letter}), which cannot be matched in linear time`);
    const digits = { x: 2, u: 4, U: 8 }[letter];
    if (digits !== undefined) {
      const code = this.pattern.slice(this.at, this.at + digits);
      if (!/^[0-9A-Fa-f]+$/.test(code) || code.length < digits || Number.parseInt(code, 16) > 0x10ffff)
        throw new ExpressionFault(`has an incomplete escape \\${letter}`);
      this.at += digits;
      return String.fromCodePoint(Number.parseInt(code, 16));
    }
    if (Object.hasOwn(CONTROL, letter)) return CONTROL[letter]!;
    if (/[A-Za-z]/.test(letter)) throw new ExpressionFault(`has an escape that is none: \\${letter}`);
    return letter;
  }

  private characterClass({ ignoreCase }: Flags): RegexNode {
    const negated = this.take('^');
    const items: ClassItem[] = [];
    for (let isFirst = true; ; isFirst = false) {
      if (this.at >= this.pattern.length) throw new ExpressionFault('has a character class [ that is never closed');
      if (!isFirst && this.take(']')) break;
      const from = this.classAtom();
      const isRange = this.pattern[this.at] === '-' && (this.pattern[this.at + 1] ?? ']') !== ']';
      if (typeof from !== 'string' || !isRange) {
        items.push(typeof from === 'string' ? { from, to: from } : from);
        continue;
      }
      this.at++;
      const to = this.classAtom();
      if (typeof to !== 'string' || to < from) throw new ExpressionFault('has a range in a class that runs backwards');
      items.push({ from, to });
    }
    return { kind: 'class', negated, items, ignoreCase };
  }

  private classAtom(): string | ClassItem {
    const character = this.next();
    if (character !== '\\') return character;
    const letter = this.next();
    if (CLASS_LETTERS.includes(letter)) return { escape: letter };
    return letter === 'b' ? '\b' : this.escaped(letter);
  }

  private next(): string {
    const code = this.pattern.codePointAt(this.at);
    if (code === undefined) throw new ExpressionFault('ends in the middle');
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  private take(character: string): boolean {
    if (this.pattern[this.at] !== character) return false;
    this.at++;
    return true;
  }
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const unknown = [...on, ...off].find((flag) => !'imsuaL'.includes(flag));
  if (unknown !== undefined) throw new ExpressionFault(`sets the flag ${unknown}, which is not supported`);
  return {
    ignoreCase: (flags.ignoreCase || on.includes('i')) && !off.includes('i'),
    dotAll: (flags.dotAll || on.includes('s')) && !off.includes('s'),
  };
}

function refusedGroup(rest: string): string {
  if (rest.startsWith('P=')) return 'has a backreference (?P=…), which cannot be matched in linear time';
  if (rest.startsWith('(')) return 'has a conditional group (?(…)…), which cannot be matched in linear time';
  if (rest.startsWith('>')) return 'has an atomic group (?>…), which cannot be matched in linear time';
  return `has a group that is not supported: (?${rest.slice(0, 3)}…)`;
}
