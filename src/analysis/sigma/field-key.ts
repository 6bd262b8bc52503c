import { EVENT_FIELDS } from './event-fields.js';
import type { DescribedField } from './event-fields.js';
import { nearestHint } from './nearest-name.js';
import { shown } from './rule-document.js';
import { MODIFIERS, refusal, supportOf } from './support.js';

/** How a field is compared with the values of a rule. */
export const OPERATORS = [
  'contains',
  'startswith',
  'endswith',
  're',
  'cidr',
  'gt',
  'gte',
  'lt',
  'lte',
  'exists',
  'fieldref',
] as const;

export type Operator = (typeof OPERATORS)[number] | 'equals';

/** The left side of a selection's item, such as `username|contains|all`. */
export interface FieldKey {
  readonly field: DescribedField;
  readonly operator: Operator;
  /** Also i, m, s. */
  readonly modifiers: ReadonlySet<string>;
}

/** Which modifiers may stand beside an operator, `all` aside. */
const COMPANIONS: Readonly<Record<Operator, readonly string[]>> = {
  equals: ['cased', 'neq'],
  contains: ['cased'],
  startswith: ['cased'],
  endswith: ['cased'],
  re: ['i', 'm', 's'],
  cidr: [],
  gt: [],
  gte: [],
  lt: [],
  lte: [],
  exists: [],
  fieldref: ['cased', 'neq'],
};

/** Reads the left side of an item. Without a field name it stands for keywords, searched in the whole line. */
export function parseFieldKey(key: string): FieldKey | { readonly fault: string } {
  const [name = '', ...modifiers] = key.split('|');
  const field = EVENT_FIELDS.get(name === '' ? 'raw_log' : name);
  if (field === undefined) return { fault: `unknown field ${shown(name)}${nearestHint(name, EVENT_FIELDS.keys())}` };
  const fault = modifiers.map(unknownModifier).find((found) => found !== null) ?? modifierClash(modifiers);
  if (fault !== null) return { fault };
  const operator = OPERATORS.find((each) => modifiers.includes(each)) ?? (name === '' ? 'contains' : 'equals');
  return { field, operator, modifiers: new Set(modifiers) };
}

function unknownModifier(modifier: string): string | null {
  const support = supportOf(MODIFIERS, modifier);
  if (support === null)
    return `unknown modifier ${shown(modifier)}${nearestHint(
      modifier,
      Object.keys(MODIFIERS).filter((each) => each.length > 1),
    )}`;
  return support.supported ? null : refusal(`the modifier ${modifier}`, support);
}

function modifierClash(modifiers: readonly string[]): string | null {
  if (new Set(modifiers).size < modifiers.length) return 'a modifier stands twice';
  const [operator = 'equals', second] = modifiers.filter(isOperator);
  if (second !== undefined) return `the modifiers ${operator} and ${second} exclude each other`;
  const stranger = modifiers.find(
    (each) => !isOperator(each) && each !== 'all' && !COMPANIONS[operator].includes(each),
  );
  if (stranger !== undefined) return strangerFault(stranger, operator);
  const early = modifiers.find((each) => 'ims'.includes(each) && modifiers.indexOf(each) < modifiers.indexOf('re'));
  return early === undefined ? null : `${early} is a sub-modifier and follows re`;
}

function strangerFault(modifier: string, operator: Operator): string {
  if ('ims'.includes(modifier)) return `${modifier} is a sub-modifier of re`;
  if (modifier === 'cased' && operator === 're') return 're tells upper and lower case apart already; leave out cased';
  if (modifier === 'neq') return `neq does not go with ${operator}; write "not" in the condition`;
  return `${modifier} does not go with ${operator === 'equals' ? 'plain values' : operator}`;
}

function isOperator(modifier: string): modifier is (typeof OPERATORS)[number] {
  return (OPERATORS as readonly string[]).includes(modifier);
}
