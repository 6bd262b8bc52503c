import type { PatternReader } from './pattern-reader.js';
import { RegexFault } from './syntax-tree.js';
import type { RegexNode } from './syntax-tree.js';

const MOST_REPEATS = 1000;

/**
 * Reads the quantifier after a part, if one follows: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`. A lazy one (`*?`) matches
 * the same lines and is taken as the plain one.
 *
 * @throws RegexFault
 */
export function parseQuantifier(reader: PatternReader, part: RegexNode): RegexNode {
  const bounds = parseBounds(reader);
  if (bounds === null) return part;
  if (reader.take('+')) throw new RegexFault('a possessive quantifier such as *+ is not supported');
  reader.take('?');
  if ('*+?{'.includes(reader.peek()) && !reader.atEnd)
    throw new RegexFault(`the quantifier ${reader.peek()} follows another; put the part in parentheses`);
  return { kind: 'repeat', part, ...bounds };
}

function parseBounds(reader: PatternReader): { least: number; most: number } | null {
  if (reader.take('*')) return { least: 0, most: Infinity };
  if (reader.take('+')) return { least: 1, most: Infinity };
  if (reader.take('?')) return { least: 0, most: 1 };
  return reader.take('{') ? parseBraces(reader.until('}')) : null;
}

function parseBraces(text: string): { least: number; most: number } {
  const found = /^(\d{1,5})(,?)(\d{0,5})$/.exec(text);
  if (found === null) throw new RegexFault(`{${text}} is no quantifier; write \\{ for the character itself`);
  const least = Number(found[1]);
  const most = found[3] !== '' ? Number(found[3]) : found[2] === ',' ? Infinity : least;
  if (most < least) throw new RegexFault(`the quantifier {${text}} runs backwards`);
  if (least > MOST_REPEATS || (most > MOST_REPEATS && most !== Infinity))
    throw new RegexFault(`the quantifier {${text}} repeats more than ${MOST_REPEATS} times`);
  return { least, most };
}
