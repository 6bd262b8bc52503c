import type { FieldValue } from '../detection/detection-rule.js';
import { addressRangeTest } from './address-range.js';
import { EVENT_FIELDS } from './event-fields.js';
import type { EventTest } from './event-test.js';
import { equalityTest } from './equality-test.js';
import type { FieldKey } from './field-key.js';
import { nearestHint } from './nearest-name.js';
import { RegexFault } from './regex/syntax-tree.js';
import { MOST_TEXT, SafeRegex } from './regex/safe-regex.js';
import { shown } from './rule-document.js';
import { parseTextPattern, textTest } from './text-pattern.js';
import type { TextPattern, TextTest } from './text-pattern.js';

/** A test of one event, or why the value of a rule cannot be tested. */
export type Compiled = EventTest | { readonly fault: string };

/** Builds the test of a field against one value. */
export function valueTest(key: FieldKey, value: unknown): Compiled {
  const { operator } = key;
  if (typeof value === 'string' && value.length > MOST_TEXT) return TOO_LONG;
  switch (operator) {
    case 'equals':
      return equalityTest(key, value);
    case 'contains':
    case 'startswith':
    case 'endswith':
      return partTest(key, value);
    case 're':
      return regexTest(key, value);
    case 'cidr':
      return networkTest(key, value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return orderTest(key, operator, value);
    case 'exists':
      return existenceTest(key, value);
    case 'fieldref':
      return referenceTest(key, value);
  }
}

function partTest(key: FieldKey, value: unknown): Compiled {
  if (key.field.type !== 'text') return mismatch(key, 'a text field');
  if (typeof value !== 'string' && typeof value !== 'number') return { fault: `${shown(value)} is no text` };
  const pattern: TextPattern[number][] = [...parseTextPattern(String(value))];
  if (key.operator !== 'startswith' && pattern[0] !== 'any') pattern.unshift('any');
  if (key.operator !== 'endswith' && pattern.at(-1) !== 'any') pattern.push('any');
  return onText(key, textTest(pattern, key.modifiers.has('cased')));
}

/** Of a line, so much is kept, and of a field less. */
const TOO_LONG = { fault: `a text of more than ${MOST_TEXT} characters never matches: no field holds as many` };

function regexTest(key: FieldKey, value: unknown): Compiled {
  if (key.field.type !== 'text') return mismatch(key, 'a text field');
  if (typeof value !== 'string') return { fault: `${shown(value)} is no regular expression: put it in quotes` };
  const { modifiers } = key;
  try {
    const flags = { ignoreCase: modifiers.has('i'), multiLine: modifiers.has('m'), dotAll: modifiers.has('s') };
    const regex = new SafeRegex(value, flags);
    return onText(key, (text) => regex.test(text));
  } catch (error) {
    if (error instanceof RegexFault) return { fault: `the regular expression ${shown(value)}: ${error.message}` };
    throw error;
  }
}

function networkTest(key: FieldKey, value: unknown): Compiled {
  if (key.field.notation !== 'address') return mismatch(key, 'the field ip_address');
  const test = typeof value === 'string' ? addressRangeTest(value) : null;
  return test === null
    ? { fault: `${shown(value)} is no network such as 10.0.0.0/8 or 2001:db8::/32` }
    : onText(key, test);
}

function orderTest(key: FieldKey, operator: 'gt' | 'gte' | 'lt' | 'lte', value: unknown): Compiled {
  const { read, type } = key.field;
  if (type !== 'number') return mismatch(key, 'a number field');
  if (typeof value !== 'number') return { fault: `${shown(value)} is no number` };
  const numbered = (test: (found: number) => boolean): EventTest => {
    return (event) => {
      const found = read(event);
      return typeof found === 'number' && test(found);
    };
  };
  switch (operator) {
    case 'gt':
      return numbered((found) => found > value);
    case 'gte':
      return numbered((found) => found >= value);
    case 'lt':
      return numbered((found) => found < value);
    case 'lte':
      return numbered((found) => found <= value);
  }
}

function existenceTest({ field }: FieldKey, value: unknown): Compiled {
  if (typeof value !== 'boolean') return { fault: `exists takes true or false, not ${shown(value)}` };
  return (event) => (field.read(event) !== null) === value;
}

function referenceTest({ field, modifiers }: FieldKey, value: unknown): Compiled {
  const other = typeof value === 'string' ? EVENT_FIELDS.get(value) : undefined;
  if (other === undefined)
    return { fault: `unknown field ${shown(value)}${nearestHint(String(value), EVENT_FIELDS.keys())}` };
  if (other.type !== field.type)
    return { fault: `${field.name} is a ${field.type} and ${other.name} a ${other.type}: they are never equal` };
  const fold = modifiers.has('cased') ? (found: FieldValue) => found : lowered;
  const negated = modifiers.has('neq');
  return (event) => {
    const found = field.read(event);
    return (found !== null && fold(found) === fold(other.read(event))) !== negated;
  };
}

function lowered(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function onText({ field: { read } }: FieldKey, test: TextTest): EventTest {
  return (event) => {
    const found = read(event);
    return typeof found === 'string' && test(found);
  };
}

function mismatch({ operator, field }: FieldKey, wanted: string): Compiled {
  return { fault: `${operator} needs ${wanted}; ${field.name} is a ${field.type} field` };
}
