import { ConditionFault, TokenReader, conditionTokens } from './condition-tokens.js';
import { allOf, anyOf, not } from './event-test.js';
import type { EventTest } from './event-test.js';
import { nearestHint } from './nearest-name.js';
import { shown } from './rule-document.js';
import { OTHER_PARTS, refusal } from './support.js';
import { literalText, parseTextPattern, textTest } from './text-pattern.js';

const MOST_LENGTH = 4000;
const MAX_DEPTH = 50;
const KEYWORDS: readonly string[] = ['and', 'or', 'not', 'of', 'all', 'them', '1'];

/** The selections of a detection, by search identifier. */
export type Selections = ReadonlyMap<string, EventTest>;

/**
 * Builds the test that a condition describes: `and`, `or`, `not`, parentheses, `1 of x*`, `all of x*`, `1 of them`,
 * `all of them`; `not` binds closest, then `and`.
 *
 * @throws ConditionFault
 */
export function compileCondition(text: string, selections: Selections): EventTest {
  if (text.length > MOST_LENGTH) throw new ConditionFault(`the condition is longer than ${MOST_LENGTH} characters`);
  if (text.includes('|')) throw new ConditionFault(refusal('aggregation', OTHER_PARTS.aggregation));
  const reader = new TokenReader(conditionTokens(text));
  const test = parseOr(reader, selections, 0);
  if (reader.peek() !== null) throw new ConditionFault(`${shown(reader.peek())} is not expected in the condition`);
  return test;
}

function parseOr(reader: TokenReader, selections: Selections, depth: number): EventTest {
  const tests = [parseAnd(reader, selections, depth)];
  while (reader.take('or')) tests.push(parseAnd(reader, selections, depth));
  return anyOf(tests);
}

function parseAnd(reader: TokenReader, selections: Selections, depth: number): EventTest {
  const tests = [parseNot(reader, selections, depth)];
  while (reader.take('and')) tests.push(parseNot(reader, selections, depth));
  return allOf(tests);
}

function parseNot(reader: TokenReader, selections: Selections, depth: number): EventTest {
  if (depth > MAX_DEPTH) throw new ConditionFault(`the condition is nested more than ${MAX_DEPTH} deep`);
  if (reader.take('not')) return not(parseNot(reader, selections, depth + 1));
  if (!reader.take('(')) return parseOperand(reader, selections);
  const test = parseOr(reader, selections, depth + 1);
  if (!reader.take(')')) throw new ConditionFault('an opening parenthesis of the condition is never closed');
  return test;
}

function parseOperand(reader: TokenReader, selections: Selections): EventTest {
  const word = reader.next();
  if (word === null) throw new ConditionFault('the condition ends where a selection is expected');
  if (reader.take('of')) return parseQuantity(word, reader.next(), selections);
  const selection = selections.get(word);
  if (selection !== undefined) return selection;
  if (KEYWORDS.includes(word.toLowerCase()) || word === ')')
    throw new ConditionFault(`${shown(word)} stands where a selection is expected`);
  throw new ConditionFault(`there is no selection ${shown(word)}${nearestHint(word, selections.keys())}`);
}

function parseQuantity(quantity: string, target: string | null, selections: Selections): EventTest {
  if (target === null) throw new ConditionFault(`"${quantity} of" is followed by nothing`);
  const tests = selected(target, selections);
  if (tests.length === 0) throw new ConditionFault(`no selection matches ${shown(target)}`);
  if (quantity.toLowerCase() === 'all') return allOf(tests);
  if (quantity === '1') return anyOf(tests);
  throw new ConditionFault(`"${quantity} of" is not supported: Sigma has "1 of" and "all of"`);
}

function selected(target: string, selections: Selections): EventTest[] {
  const isMeant = target.toLowerCase() === 'them' ? (name: string) => !name.startsWith('_') : namePattern(target);
  return [...selections].filter(([name]) => isMeant(name)).map(([, test]) => test);
}

/** Names know one wildcard only: `*`. */
function namePattern(target: string): (name: string) => boolean {
  const pattern = parseTextPattern(target.replaceAll('\\', '\\\\').replaceAll('?', '\\?'));
  const literal = literalText(pattern);
  return literal === null ? textTest(pattern, true) : (name) => name === literal;
}
