import type { CodeRange } from './code-set.js';
import { CLASS_ESCAPES } from './escapes.js';
import { readEscapedCode } from './read-escape.js';
import type { PatternReader } from './pattern-reader.js';
import { RegexFault } from './syntax-tree.js';

/** What stands between brackets, such as `^a-z_\d`. */
export interface ParsedClass {
  readonly ranges: readonly CodeRange[];
  readonly negated: boolean;
}

/** Reads a character class, from after its opening bracket to its closing one. @throws RegexFault */
export function parseClass(reader: PatternReader): ParsedClass {
  const negated = reader.take('^');
  const ranges: CodeRange[] = [];
  while (ranges.length === 0 || !reader.take(']')) {
    if (reader.atEnd) throw new RegexFault('a character class [ is never closed');
    ranges.push(...parseMember(reader));
  }
  return { ranges, negated };
}

function parseMember(reader: PatternReader): readonly CodeRange[] {
  if (reader.peek() === '[' && /[:.=]/.test(reader.peek(1)))
    throw new RegexFault('POSIX classes such as [[:alpha:]] are not supported; write the range, such as [A-Za-z]');
  const from = parseCode(reader);
  if (typeof from !== 'number') return from;
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '') return [[from, from]];
  reader.next();
  const to = parseCode(reader);
  if (typeof to !== 'number') throw new RegexFault('a range in a character class ends in another class');
  if (to < from) throw new RegexFault('a range in a character class runs backwards');
  return [[from, to]];
}

function parseCode(reader: PatternReader): number | readonly CodeRange[] {
  const character = reader.next();
  if (character !== '\\') return character.charCodeAt(0);
  const letter = reader.next();
  return CLASS_ESCAPES.get(letter) ?? (letter === 'b' ? 8 : readEscapedCode(letter, reader));
}
