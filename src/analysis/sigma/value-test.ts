import ipaddr from 'ipaddr.js';
import { readSourceAddress } from '../../net/ip-address.js';
import type { FieldValue } from '../detection/detection-rule.js';
import { ipv4Number, ipv6Groups, networkOf } from './addresses.js';
import { EVENT_FIELDS } from './event-fields.js';
import type { DescribedField, FieldKey } from './event-fields.js';
import { not } from './event-test.js';
import type { EventTest } from './event-test.js';
import { MAX_TEXT, RegexFault, SafeRegex } from './regex.js';
import { nearestHint, shown } from './rule-document.js';

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

/** Builds a test for the addresses of a network such as `10.0.0.0/8`, `2001:db8::/32`; null for any other text. */
export function addressRangeTest(network: string): TextTest | null {
  if (!ipaddr.isValidCIDR(network)) return null;
  const [address, bits] = ipaddr.parseCIDR(network);
  return address.kind() === 'ipv4' ? ipv4Test(address.toString(), bits) : ipv6Test(address as ipaddr.IPv6, bits);
}

/** The network of a range with its first address; null where it is written in another way. */
function networkAddress(range: string): string | null {
  const [address, bits] = ipaddr.parseCIDR(range);
  if (address.kind() === 'ipv6' && range !== `${address.toString()}/${bits}`) return null;
  const first =
    address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(range) : ipaddr.IPv6.networkAddressFromCIDR(range);
  return `${first.toString()}/${bits}`;
}

function ipv4Test(base: string, bits: number): TextTest {
  const size = 2 ** (32 - bits);
  const wanted = Math.floor(ipv4Number(base) / size);
  return (text) => {
    const number = ipv4Number(text);
    return number >= 0 && Math.floor(number / size) === wanted;
  };
}

function ipv6Test(base: ipaddr.IPv6, bits: number): TextTest {
  const masks = base.parts.map((_, at) => groupMask(bits - 16 * at));
  const wanted = base.parts.map((group, at) => group & masks[at]!);
  return (text) => {
    const groups = ipv6Groups(text);
    return groups !== null && wanted.every((group, at) => (groups[at]! & masks[at]!) === group);
  };
}

function groupMask(bits: number): number {
  return 0xffff & ~(0xffff >> Math.max(0, Math.min(16, bits)));
}

/** A test of one text. */
type TextTest = (text: string) => boolean;

/** A wildcard: `any` stands for any text, also none; `one` for a single character. */
type Wildcard = 'any' | 'one';

/** Text as a rule writes it: literal parts and wildcards, in order. */
type TextPattern = readonly ({ readonly literal: string } | Wildcard)[];

/**
 * Reads the wildcards of a value: `*` and `?`, unless a backslash stands before them. Two backslashes are one; a
 * backslash before any other character is itself (specification, "Escaping").
 */
export function parseTextPattern(text: string): TextPattern {
  const parts: ({ literal: string } | Wildcard)[] = [];
  let literal = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const escapes = character === '\\' && /^[*?\\]$/.test(text[at + 1] ?? '');
    if (escapes || (character !== '*' && character !== '?')) {
      literal += escapes ? text[++at]! : character;
      continue;
    }
    if (literal !== '') parts.push({ literal });
    literal = '';
    if (character === '?') parts.push('one');
    else if (parts.at(-1) !== 'any') parts.push('any');
  }
  if (literal !== '') parts.push({ literal });
  return parts;
}

/** The text that the pattern is, where it has no wildcard; null where it has. */
export function literalText(pattern: TextPattern): string | null {
  let text = '';
  for (const part of pattern) {
    if (typeof part === 'string') return null;
    text += part.literal;
  }
  return text;
}

/** Builds a test of whole texts. Without `cased`, both sides are compared in lower case. */
export function textTest(pattern: TextPattern, cased: boolean): TextTest {
  if (cased) return plainTest(pattern);
  const lower = pattern.map((part) => (typeof part === 'string' ? part : { literal: part.literal.toLowerCase() }));
  const test = plainTest(lower);
  return (text) => test(text.toLowerCase());
}

/** The usual shapes are answered by the string functions of the language; the rest step by step. */
function plainTest(pattern: TextPattern): TextTest {
  const literal = literalText(pattern);
  if (literal !== null) return (text) => text === literal;
  const [first, second, third] = pattern;
  if (pattern.length === 1 && first === 'any') return () => true;
  if (pattern.length === 2 && isLiteral(first) && second === 'any') return (text) => text.startsWith(first.literal);
  if (pattern.length === 2 && first === 'any' && isLiteral(second)) return (text) => text.endsWith(second.literal);
  if (pattern.length === 3 && first === 'any' && isLiteral(second) && third === 'any')
    return (text) => text.includes(second.literal);
  const steps = stepsOf(pattern);
  return (text) => matchesSteps(text, steps);
}

function isLiteral(part: TextPattern[number] | undefined): part is { readonly literal: string } {
  return typeof part === 'object';
}

/** One step for each character; null for `one`, undefined for `any`. */
type Step = string | null | undefined;

function stepsOf(pattern: TextPattern): Step[] {
  return pattern.flatMap((part): Step[] =>
    isLiteral(part) ? part.literal.split('') : [part === 'one' ? null : undefined],
  );
}

/** A character beyond the basic plane takes two units. */
function endOfCharacter(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
}

/** Goes back to the last `any` only, which is enough: the time is at most text times pattern. */
function matchesSteps(text: string, steps: readonly Step[]): boolean {
  let step = 0;
  let at = 0;
  let anyStep = -1;
  let anyAt = 0;
  while (at < text.length) {
    if (step < steps.length && steps[step] === undefined) [anyStep, anyAt] = [step++, at];
    else if (step < steps.length && steps[step] === null) [step, at] = [step + 1, endOfCharacter(text, at)];
    else if (step < steps.length && steps[step] === text[at]) [step, at] = [step + 1, at + 1];
    else if (anyStep >= 0) {
      anyAt = endOfCharacter(text, anyAt);
      [step, at] = [anyStep + 1, anyAt];
    } else return false;
  }
  while (step < steps.length && steps[step] === undefined) step++;
  return step === steps.length;
}

/** Builds the test of a plain value, or of `neq`; refuses a value that the field can never have. */
function equalityTest(key: FieldKey, value: unknown): EventTest | { readonly fault: string } {
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
  const { read, values, otherEnding } = field;
  const cased = modifiers.has('cased');
  const pattern = parseTextPattern(value);
  const literal = literalText(pattern);
  if (literal !== null) {
    const fault = impossible(field, cased ? literal : literal.toLowerCase());
    if (fault !== null) return { fault };
    if (values !== undefined) return same(field, cased ? literal : literal.toLowerCase());
  } else if (values !== undefined && !values.some(textTest(pattern, cased)) && !endsLike(value, otherEnding)) {
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

function endsLike(text: string, ending: string | undefined): boolean {
  return ending !== undefined && text.endsWith(ending);
}

/** Why the field can never be this text; null where it can. */
function impossible({ name, values, otherEnding, notation }: DescribedField, text: string): string | null {
  if (values !== undefined && !values.includes(text) && !endsLike(text, otherEnding))
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

/** A test of one event, or why the value of a rule cannot be tested. */
type Compiled = EventTest | { readonly fault: string };

/** Builds the test of a field against one value. */
export function valueTest(key: FieldKey, value: unknown): Compiled {
  const { operator } = key;
  if (typeof value === 'string' && value.length > MAX_TEXT) return TOO_LONG;
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
const TOO_LONG = { fault: `a text of more than ${MAX_TEXT} characters never matches: no field holds as many` };

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
  if (test === null) return { fault: `${shown(value)} is no network such as 10.0.0.0/8 or 2001:db8::/32` };
  const network = networkAddress(String(value));
  return network === value || network === null
    ? onText(key, test)
    : { fault: `${shown(value)} names an address within a network: write ${network}` };
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
