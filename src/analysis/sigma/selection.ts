import { allOf, anyOf } from './event-test.js';
import type { EventTest } from './event-test.js';
import { parseFieldKey } from './field-key.js';
import type { FieldKey } from './field-key.js';
import { isMap, shown } from './rule-document.js';
import type { Path, Report, YamlMap } from './rule-document.js';
import { textListTest } from './text-list.js';
import { valueTest } from './value-test.js';

/**
 * Builds the test of a search identifier: a map (all of its items), a list of maps (any of them), or a list of texts
 * (keywords, any of them, searched in the whole line). Faults are reported by their place.
 */
export function compileSelection(selection: unknown, path: Path, report: Report): EventTest {
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
