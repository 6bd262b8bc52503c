import type { EventTest } from './event-test.js';
import type { FieldKey } from './field-key.js';
import { literalText, parseTextPattern } from './text-pattern.js';

/** A quick test for a list of plain texts, which many rules have: one look-up; null for any other list. */
export function textListTest({ field, operator, modifiers }: FieldKey, values: readonly unknown[]): EventTest | null {
  if (operator !== 'equals' || field.type !== 'text') return null;
  const cased = modifiers.has('cased');
  const known = new Set<string>();
  for (const value of values) {
    const text = typeof value === 'string' ? literalText(parseTextPattern(value)) : null;
    if (text === null) return null;
    known.add(cased ? text : text.toLowerCase());
  }
  const { read } = field;
  const exact = cased || field.values !== undefined;
  return (event) => {
    const found = read(event);
    return typeof found === 'string' && known.has(exact ? found : found.toLowerCase());
  };
}
