import { OTHER_PARTS, refusal } from './support.js';
import { shown } from './rule-document.js';

/** The words of a condition: names, patterns, parentheses. Text that belongs to none is a word of its own. */
export function conditionTokens(text: string): string[] {
  return text.match(/[()|]|[^\s()|]+/g) ?? [];
}

/** A condition that cannot be understood; the message says why. */
export class ConditionFault extends Error {}

/** The words of a condition, and how many have been read. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  peek(): string | null {
    return this.tokens[this.at] ?? null;
  }

  next(): string | null {
    return this.tokens[this.at++] ?? null;
  }

  /** Reads the word, in upper or lower case, if it comes next. */
  take(word: string): boolean {
    if (this.peek()?.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }
}

const MAX_LENGTH = 4000;
const MAX_DEPTH = 50;
const KEYWORDS: readonly string[] = ['and', 'or', 'not', 'of', 'all', 'them', '1', ')'];

/** What is made of a condition. */
export interface ConditionBuilder<Result> {
  /** Reads a name, or what begins with one; the reader stands behind `word`. */
  operand(word: string, reader: TokenReader): Result;
  and(parts: readonly Result[]): Result;
  or(parts: readonly Result[]): Result;
  not(part: Result): Result;
}

/**
 * Reads `and`, `or`, `not` and parentheses; `not` binds closest, then `and`.
 *
 * @throws ConditionFault
 */
export function readCondition<Result>(text: string, builder: ConditionBuilder<Result>): Result {
  if (text.length > MAX_LENGTH) throw new ConditionFault(`the condition is longer than ${MAX_LENGTH} characters`);
  if (text.includes('|')) throw new ConditionFault(refusal('aggregation', OTHER_PARTS.aggregation));
  const reader = new TokenReader(conditionTokens(text));
  const result = readOr(reader, builder, 0);
  if (reader.peek() !== null) throw new ConditionFault(`${shown(reader.peek())} is not expected in the condition`);
  return result;
}

function readOr<Result>(reader: TokenReader, builder: ConditionBuilder<Result>, depth: number): Result {
  const parts = [readAnd(reader, builder, depth)];
  while (reader.take('or')) parts.push(readAnd(reader, builder, depth));
  return builder.or(parts);
}

function readAnd<Result>(reader: TokenReader, builder: ConditionBuilder<Result>, depth: number): Result {
  const parts = [readNot(reader, builder, depth)];
  while (reader.take('and')) parts.push(readNot(reader, builder, depth));
  return builder.and(parts);
}

function readNot<Result>(reader: TokenReader, builder: ConditionBuilder<Result>, depth: number): Result {
  if (depth > MAX_DEPTH) throw new ConditionFault(`the condition is nested more than ${MAX_DEPTH} deep`);
  if (reader.take('not')) return builder.not(readNot(reader, builder, depth + 1));
  if (reader.take('(')) {
    const part = readOr(reader, builder, depth + 1);
    if (!reader.take(')')) throw new ConditionFault('an opening parenthesis of the condition is never closed');
    return part;
  }
  const word = reader.next();
  if (word === null) throw new ConditionFault('the condition ends where a selection is expected');
  return builder.operand(word, reader);
}

/** Why a word is not what is expected, where it is one of the condition's own; null where it may be a name. */
export function keywordFault(word: string, expected: string): ConditionFault | null {
  return KEYWORDS.includes(word.toLowerCase())
    ? new ConditionFault(`${shown(word)} stands where ${expected} is expected`)
    : null;
}
