import { readSourceAddress } from '../../net/ip-address.js';
import type { FieldValue } from '../detection/detection-rule.js';
import type { DescribedField } from './event-fields.js';
import { not } from './event-test.js';
import type { EventTest } from './event-test.js';
import type { FieldKey } from './field-key.js';
import { nearestHint } from './nearest-name.js';
import { shown } from './rule-document.js';
import { networkOf } from './source-network.js';
import { literalText, parseTextPattern, textTest } from './text-pattern.js';
import type { TextPattern } from './text-pattern.js';

/** Builds the test of a plain value, or of `neq`; refuses a value that the field can never have. */
export function equalityTest(key: FieldKey, value: unknown): EventTest | { readonly fault: string } {
  const test = value === null ? same(key.field, null) : typedTest(key, value);
  return typeof test === 'function' && key.modifiers.has('neq') ? not(test) : test;
}

function typedTest(key: FieldKey, value: unknown): EventTest | { readonly fault: string } {
  const { field } = key;
  switch (field.type) {
    case 'number':
      return numberTest(field, value);
    case 'boolean':
      return booleanTest(field, value);
    case 'text':
      if (typeof value === 'string' || typeof value === 'number') return wholeTextTest(key, String(value));
      return never(field, value, 'a text: put it in quotes');
  }
}

function numberTest(field: DescribedField, value: unknown): EventTest | { readonly fault: string } {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? same(field, number) : never(field, value, 'a number');
}

function booleanTest(field: DescribedField, value: unknown): EventTest | { readonly fault: string } {
  const boolean = value === 'true' ? true : value === 'false' ? false : value;
  return typeof boolean === 'boolean' ? same(field, boolean) : never(field, value, 'true or false');
}

function wholeTextTest({ field, modifiers }: FieldKey, value: string): EventTest | { readonly fault: string } {
  const { read, values } = field;
  const cased = modifiers.has('cased');
  const pattern = parseTextPattern(value);
  const literal = literalText(pattern);
  if (literal !== null) {
    const fault = impossible(field, cased ? literal : literal.toLowerCase());
    if (fault !== null) return { fault };
    if (values !== undefined) return same(field, cased ? literal : literal.toLowerCase());
  } else if (values !== undefined && !values.some(textTest(pattern, cased))) {
    return { fault: `no ${field.name} matches ${shown(value)}` };
  }
  return patternTest(read, pattern, cased);
}

function patternTest(read: DescribedField['read'], pattern: TextPattern, cased: boolean): EventTest {
  const test = textTest(pattern, cased);
  return (event) => {
    const found = read(event);
    return typeof found === 'string' && test(found);
  };
}

/** Why the field can never be this text; null where it can. */
function impossible({ name, values, notation }: DescribedField, text: string): string | null {
  if (values !== undefined && !values.includes(text))
    return `there is no ${name} ${shown(text)}${nearestHint(text, values)}`;
  if (notation === 'address') return badNotation(text, readSourceAddress(text).ip, 'address');
  if (notation === 'network') return badNotation(text, networkOf(readSourceAddress(text.split('/')[0]!).ip), 'network');
  return null;
}

function badNotation(text: string, canonical: string | null, what: string): string | null {
  if (text === canonical) return null;
  return canonical === null
    ? `${shown(text)} is no ${what}`
    : `the ${what} ${shown(text)} is written ${canonical} in the entries`;
}

function same({ read }: DescribedField, value: FieldValue): EventTest {
  return (event) => read(event) === value;
}

function never({ name }: DescribedField, value: unknown, wanted: string): { readonly fault: string } {
  return { fault: `${name} is never ${shown(value)}; it is ${wanted}` };
}
