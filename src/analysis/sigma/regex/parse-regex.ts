import { CodeSet } from './code-set.js';
import { CLASS_ESCAPES } from './escapes.js';
import { refusedGroup } from './groups.js';
import { parseClass } from './parse-class.js';
import { parseQuantifier } from './parse-quantifier.js';
import { PatternReader } from './pattern-reader.js';
import { readEscapedCode } from './read-escape.js';
import { RegexFault } from './syntax-tree.js';
import type { Assertion, RegexFlags, RegexNode } from './syntax-tree.js';

const MAX_PATTERN_LENGTH = 2000;
const MAX_DEPTH = 50;
const LINE_FEED = 10;

/**
 * Parses the part of PCRE that Sigma names (`.`, `^`, `$`, quantifiers, classes, groups, alternation) and the usual
 * escapes. What cannot be matched in linear time is refused by name.
 *
 * @throws RegexFault
 */
export function parseRegex(pattern: string, flags: RegexFlags): RegexNode {
  if (pattern.length > MAX_PATTERN_LENGTH) throw new RegexFault(`longer than ${MAX_PATTERN_LENGTH} characters`);
  const reader = new PatternReader(pattern);
  const node = parseChoice(reader, flags, 0);
  if (!reader.atEnd) throw new RegexFault('a closing parenthesis has no opening one');
  return node;
}

function parseChoice(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  if (depth > MAX_DEPTH) throw new RegexFault(`groups are nested more than ${MAX_DEPTH} deep`);
  const branches = [parseSequence(reader, flags, depth)];
  while (reader.take('|')) branches.push(parseSequence(reader, flags, depth));
  return branches.length === 1 ? branches[0]! : { kind: 'choice', branches };
}

function parseSequence(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  const parts: RegexNode[] = [];
  while (!reader.atEnd && reader.peek() !== '|' && reader.peek() !== ')') {
    const part = parseAtom(reader, flags, depth);
    parts.push(parseQuantifier(reader, part));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function parseAtom(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  const character = reader.next();
  switch (character) {
    case '(':
      return parseGroup(reader, flags, depth);
    case '[':
      return parseSetOf(reader, flags);
    case '.':
      return set(CodeSet.of(flags.dotAll ? [] : [[LINE_FEED, LINE_FEED]], { negated: true }));
    case '^':
      return assertion('start');
    case '$':
      return assertion('end');
    case '\\':
      return parseEscape(reader, flags);
    case '*':
    case '+':
    case '?':
    case '{':
      throw new RegexFault(`${character} repeats nothing; write \\${character} for the character itself`);
    default:
      return literal(character.charCodeAt(0), flags);
  }
}

function parseGroup(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  if (!reader.take('?:')) {
    const fault = refusedGroup(reader);
    if (fault !== null) throw new RegexFault(fault);
  }
  const node = parseChoice(reader, flags, depth + 1);
  if (!reader.take(')')) throw new RegexFault('an opening parenthesis is never closed');
  return node;
}

function parseSetOf(reader: PatternReader, { ignoreCase }: RegexFlags): RegexNode {
  const { ranges, negated } = parseClass(reader);
  return set(CodeSet.of(ranges, { negated, ignoreCase }));
}

function parseEscape(reader: PatternReader, flags: RegexFlags): RegexNode {
  const letter = reader.next();
  if (letter === 'b') return assertion('boundary');
  if (letter === 'B') return assertion('no_boundary');
  const ranges = CLASS_ESCAPES.get(letter);
  return ranges === undefined ? literal(readEscapedCode(letter, reader), flags) : set(CodeSet.of(ranges));
}

function literal(code: number, { ignoreCase }: RegexFlags): RegexNode {
  return set(CodeSet.of([[code, code]], { ignoreCase }));
}

function set(codes: CodeSet): RegexNode {
  return { kind: 'set', set: codes };
}

function assertion(name: Assertion): RegexNode {
  return { kind: 'assertion', assertion: name };
}
