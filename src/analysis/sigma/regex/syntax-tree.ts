import type { CodeSet } from './code-set.js';

/** What must hold between two characters, without taking one. */
export type Assertion = 'start' | 'end' | 'boundary' | 'no_boundary';

/** A regular expression, as parsed. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CodeSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly least: number; readonly most: number };

/** Sub-modifiers of Sigma's `re`. */
export interface RegexFlags {
  /** `i` */
  readonly ignoreCase: boolean;
  /** `m`: `^` and `$` also hold at line breaks. */
  readonly multiLine: boolean;
  /** `s`: `.` also takes a line break. */
  readonly dotAll: boolean;
}

/** The pattern is not one that the engine takes; the message says what in it is not, and why. */
export class RegexFault extends Error {}
