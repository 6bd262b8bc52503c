import type { PatternReader } from './pattern-reader.js';

/** What may stand after an opening parenthesis, longest first, and its name. */
const SPECIAL_GROUPS: readonly (readonly [start: string, name: string])[] = [
  ['?<=', 'lookbehind (?<=…)'],
  ['?<!', 'negative lookbehind (?<!…)'],
  ['?=', 'lookahead (?=…)'],
  ['?!', 'negative lookahead (?!…)'],
  ['?>', 'an atomic group (?>…)'],
  ['?|', 'a branch reset group (?|…)'],
  ['?#', 'a comment (?#…)'],
  ['?(', 'a conditional group (?(…)…)'],
  ['?R', 'recursion (?R)'],
  ['?P', 'a named group (?P<…>…)'],
  ['?<', 'a named group (?<…>…)'],
  ["?'", "a named group (?'…'…)"],
  ['?', 'an inline flag group (?i); use the sub-modifiers i, m, s instead: it'],
  ['*', 'a verb (*…)'],
];

/** Why the group that begins here is not taken; null for a plain one. */
export function refusedGroup(reader: PatternReader): string | null {
  const special = SPECIAL_GROUPS.find(([start]) => reader.take(start));
  return special === undefined ? null : `${special[1]} is not supported`;
}
