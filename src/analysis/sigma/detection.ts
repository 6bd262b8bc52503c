import { ConditionFault, conditionTokens, keywordFault, readCondition } from './condition.js';
import type { TokenReader } from './condition.js';
import { parseFieldKey } from './event-fields.js';
import type { FieldKey } from './event-fields.js';
import { allOf, anyOf, not } from './event-test.js';
import type { EventTest } from './event-test.js';
import { isMap, nearestHint, shown } from './rule-document.js';
import type { Path, Report, YamlMap } from './rule-document.js';
import { OTHER_PARTS, refusal } from './support.js';
import { literalText, parseTextPattern, textListTest, textTest, valueTest } from './value-test.js';

/** The selections of a detection, by search identifier. */
type Selections = ReadonlyMap<string, EventTest>;

/**
 * Builds the test that a condition describes: `and`, `or`, `not`, parentheses, `1 of x*`, `all of x*`, `1 of them`,
 * `all of them`; `not` binds closest, then `and`.
 *
 * @throws ConditionFault
 */
export function compileCondition(text: string, selections: Selections): EventTest {
  return readCondition<EventTest>(text, {
    operand: (word, reader) => readOperand(word, reader, selections),
    and: allOf,
    or: anyOf,
    not,
  });
}

function readOperand(word: string, reader: TokenReader, selections: Selections): EventTest {
  if (reader.take('of')) return parseQuantity(word, reader.next(), selections);
  const selection = selections.get(word);
  if (selection !== undefined) return selection;
  const hint = nearestHint(word, selections.keys());
  throw keywordFault(word, 'a selection') ?? new ConditionFault(`there is no selection ${shown(word)}${hint}`);
}

function parseQuantity(quantity: string, target: string | null, selections: Selections): EventTest {
  if (target === null) throw new ConditionFault(`"${quantity} of" is followed by nothing`);
  const tests = selected(target, [...selections.keys()]).map((name) => selections.get(name)!);
  if (tests.length === 0) throw new ConditionFault(`no selection matches ${shown(target)}`);
  if (quantity.toLowerCase() === 'all') return allOf(tests);
  if (quantity === '1') return anyOf(tests);
  throw new ConditionFault(`"${quantity} of" is not supported: Sigma has "1 of" and "all of"`);
}

/** The selections that `1 of` and `all of` mean by their target. */
function selected(target: string, names: readonly string[]): string[] {
  const isAll = target === '*' || target.toLowerCase() === 'them';
  return names.filter(isAll ? (name) => !name.startsWith('_') : namePattern(target));
}

/** The selections that a condition, or any of a list of them, asks for. */
export function namedSelections(condition: unknown, names: readonly string[]): ReadonlySet<string> {
  const texts = [condition].flat().filter((each) => typeof each === 'string');
  return new Set(
    texts.flatMap((text) => {
      const tokens = conditionTokens(text);
      return tokens.flatMap((token, at) =>
        tokens[at - 1]?.toLowerCase() === 'of' ? selected(token, names) : names.filter((name) => name === token),
      );
    }),
  );
}

/** Names know one wildcard only: `*`. */
function namePattern(target: string): (name: string) => boolean {
  const pattern = parseTextPattern(target.replaceAll('\\', '\\\\').replaceAll('?', '\\?'));
  const literal = literalText(pattern);
  return literal === null ? textTest(pattern, true) : (name) => name === literal;
}

/**
 * Builds the test of a search identifier: a map (all of its items), a list of maps (any of them), or a list of texts
 * (keywords, any of them, searched in the whole line). Faults are reported by their place.
 */
function compileSelection(selection: unknown, path: Path, report: Report): EventTest {
  if (isMap(selection)) return compileMap(selection, path, report);
  if (Array.isArray(selection) && selection.length > 0)
    return anyOf(selection.map((item, at) => compileListItem(item, [...path, at], report)));
  report(path, `a selection is a map or a list, not ${shown(selection)}`);
  return () => false;
}

function compileListItem(item: unknown, path: Path, report: Report): EventTest {
  if (isMap(item)) return compileMap(item, path, report);
  const keyword = parseFieldKey('');
  return 'fault' in keyword ? () => false : compileValues(keyword, item, path, report);
}

function compileMap(map: YamlMap, path: Path, report: Report): EventTest {
  const items = Object.entries(map);
  if (items.length === 0) report(path, 'an empty selection selects nothing');
  return allOf(items.map(([key, value]) => compileItem(key, value, [...path, key], report)));
}

function compileItem(text: string, value: unknown, path: Path, report: Report): EventTest {
  const key = parseFieldKey(text);
  if (!('fault' in key)) return compileValues(key, value, path, report);
  report(path, key.fault);
  return () => false;
}

/** The values of one field: any of a list, or every one with `all`; none of them with `neq`. */
function compileValues(key: FieldKey, value: unknown, path: Path, report: Report): EventTest {
  const every = key.modifiers.has('all');
  if (!Array.isArray(value)) {
    if (every) report(path, 'all needs a list of values');
    return compileValue(key, value, path, report);
  }
  if (value.length === 0) report(path, 'an empty list of values matches nothing');
  if (every && value.length === 1) report(path, 'all needs a list of more than one value');
  if (every && key.modifiers.has('neq')) report(path, 'neq already means none of the values; leave out all');
  if (value.includes(null)) report(path, 'null stands in a list of values: write a selection of its own for it');
  const tests = value.map((each, at) => compileValue(key, each, [...path, at], report));
  if (every || key.modifiers.has('neq')) return allOf(tests);
  return textListTest(key, value) ?? anyOf(tests);
}

function compileValue(key: FieldKey, value: unknown, path: Path, report: Report): EventTest {
  const test = valueTest(key, value);
  if (typeof test === 'function') return test;
  report(path, test.fault);
  return () => false;
}

/** Builds the test of a rule's `detection`; where there are faults, they are reported and the test is of no use. */
export function compileDetection(detection: unknown, report: Report): EventTest {
  if (!isMap(detection)) {
    report(['detection'], 'detection is a map of selections and a condition');
    return () => false;
  }
  const { condition, timeframe, ...rest } = detection;
  if (timeframe !== undefined) report(['detection', 'timeframe'], refusal('timeframe', OTHER_PARTS.timeframe));
  const selections = new Map(
    Object.entries(rest).map(([name, selection]) => [name, compileSelection(selection, ['detection', name], report)]),
  );
  if (selections.size === 0) report(['detection'], 'detection has no selection');
  if (condition !== undefined) return compileConditions(condition, selections, report);
  report(['detection'], 'detection has no condition');
  return () => false;
}

/** A list of conditions is met where any of them is. */
function compileConditions(condition: unknown, selections: Map<string, EventTest>, report: Report): EventTest {
  const path: Path = ['detection', 'condition'];
  if (!Array.isArray(condition)) return compileOne(condition, selections, path, report);
  if (condition.length === 0) report(path, 'an empty list of conditions is never met');
  return anyOf(condition.map((each, at) => compileOne(each, selections, [...path, at], report)));
}

function compileOne(text: unknown, selections: Map<string, EventTest>, path: Path, report: Report): EventTest {
  try {
    if (typeof text === 'string') return compileCondition(text, selections);
    report(path, `a condition is text, not ${shown(text)}`);
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    report(path, error.message);
  }
  return () => false;
}
