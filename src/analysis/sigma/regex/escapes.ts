import { complement } from './code-set.js';
import type { CodeRange } from './code-set.js';

const DIGITS: readonly CodeRange[] = [[48, 57]];
const WORD: readonly CodeRange[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: readonly CodeRange[] = [
  [9, 13],
  [32, 32],
];

/** Classes that have a letter: ASCII only, as in PCRE. */
export const CLASS_ESCAPES: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ['d', DIGITS],
  ['D', complement(DIGITS)],
  ['w', WORD],
  ['W', complement(WORD)],
  ['s', SPACE],
  ['S', complement(SPACE)],
]);

/** Control characters that have a letter. */
export const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
  ['e', 27],
]);

/** Why an escape is not taken, by its letter. */
export function refusedEscape(letter: string): string {
  if (/[1-9gk]/.test(letter)) return `a backreference (\\${letter}) cannot be matched in linear time`;
  if (/[pPX]/.test(letter)) return `Unicode properties (\\${letter}) are not supported`;
  if (/[AzZG]/.test(letter)) return `\\${letter} is not supported; use ^ and $`;
  return `the escape \\${letter} is not supported`;
}
