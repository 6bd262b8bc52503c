import { detachString } from '../../common/visible-text.js';
import { RE2JS, RE2JSSyntaxException } from 're2js';

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

const MAX_PATTERN_LENGTH = 2000;
/** Instructions of the compiled pattern: what a character of the text can cost at most. */
export const MAX_STATES = 2000;
/** Text beyond this many UTF-16 code units is not looked at. */
export const MAX_TEXT = 8192;
/** Stands where the rest of a text has been cut off, so that `$` does not hold there. */
const CUT = '\uFFFF';

/** What expressions may still be compiled; whoever loads files of the machine has no bound. */
let statesLeft = Number.POSITIVE_INFINITY;

/**
 * Compiles what somebody has sent: all expressions together may have so many states, about fifty of the largest, a tenth
 * of a second of work.
 */
export function withinRegexBudget<Result>(work: () => Result): { readonly result: Result; readonly isOver: boolean } {
  statesLeft = MAX_STATES_OF_TEXT;
  try {
    const result = work();
    return { result, isOver: statesLeft <= 0 };
  } finally {
    statesLeft = Number.POSITIVE_INFINITY;
  }
}

const MAX_STATES_OF_TEXT = 100_000;

/** Results that an expression remembers, and of which texts: a few kilobytes at most. */
const MAX_REMEMBERED = 32;
const LONGEST_REMEMBERED = 256;

/**
 * A regular expression whose time grows with the length of the text and of the pattern, whatever they are: RE2, in
 * re2js. Takes the part of PCRE that Sigma names, and what else both know: named groups, inline flags, POSIX classes, `\p`.
 */
export class SafeRegex {
  private readonly regex: RE2JS;
  /** What it said of the texts of late: the same few commands come again and again. */
  private readonly remembered = new Map<string, boolean>();

  /** @throws RegexFault */
  constructor(pattern: string, { ignoreCase, multiLine, dotAll }: RegexFlags) {
    if (pattern.length > MAX_PATTERN_LENGTH) throw new RegexFault(`longer than ${MAX_PATTERN_LENGTH} characters`);
    const flags =
      (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (multiLine ? RE2JS.MULTILINE : 0) | (dotAll ? RE2JS.DOTALL : 0);
    if (statesLeft <= 0) throw tooMany();
    this.regex = compile(translate(pattern), flags);
    const states = this.regex.programSize();
    statesLeft -= states;
    if (states > MAX_STATES + 2) throw tooLarge();
  }

  /** True where the pattern is found anywhere in the text. */
  test(text: string): boolean {
    if (text.length > LONGEST_REMEMBERED)
      return this.regex.test(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) + CUT : text);
    const known = this.remembered.get(text);
    if (known !== undefined) return known;
    const found = this.regex.test(text);
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(detachString(text), found);
    return found;
  }
}

function compile(pattern: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(pattern, flags);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw faultOf(error);
    throw error;
  }
}

/** The engine's word for a fault, and ours; `part` is the part of the pattern that it names. */
const FAULTS: Readonly<Record<string, (part: string) => string>> = {
  'expression nests too deeply': () => 'groups are nested too deep',
  'invalid character class range': (part) => `the range ${part} in a character class runs backwards or ends in a class`,
  'invalid escape sequence': (part) => `the escape ${part} is not supported here`,
  'invalid named capture': (part) => `${part} is no named group such as (?<name>…)`,
  'invalid nested repetition operator': (part) =>
    part.endsWith('+')
      ? 'a possessive quantifier such as *+ is not supported'
      : `a quantifier follows another (${part}); put the part in parentheses`,
  'invalid or unsupported Perl syntax': (part) => `${part} is not supported`,
  'invalid repeat count': (part) => `the quantifier ${part} runs backwards, or repeats more than 1000 times`,
  'missing argument to repetition operator': (part) =>
    `${part} repeats nothing; write \\${part.charAt(0)} for the character itself`,
  'missing closing )': () => 'an opening parenthesis is never closed',
  'missing closing ]': () => 'a character class [ is never closed',
  'trailing backslash at end of expression': () => 'a backslash at the end escapes nothing',
  'unexpected )': () => 'a closing parenthesis has no opening one',
};

function faultOf({ error, input }: { readonly error?: unknown; readonly input?: unknown }): RegexFault {
  const name = String(error);
  if (name === 'expression too large') return tooLarge();
  return new RegexFault(FAULTS[name]?.(String(input ?? '')) ?? `${name} ${String(input ?? '')}`);
}

function tooMany(): RegexFault {
  return new RegexFault(
    `is one too many: the expressions of a text that is sent have at most ${MAX_STATES_OF_TEXT} states together; put the rule into RULES_DIR`,
  );
}

function tooLarge(): RegexFault {
  return new RegexFault(`needs more than ${MAX_STATES} states; repeat less`);
}

/** What PCRE has and linear time has not, by how it begins, longest first. */
const REFUSED_GROUPS: readonly (readonly [start: string, name: string])[] = [
  ['(?<=', 'lookbehind (?<=…)'],
  ['(?<!', 'negative lookbehind (?<!…)'],
  ['(?=', 'lookahead (?=…)'],
  ['(?!', 'negative lookahead (?!…)'],
  ['(?>', 'an atomic group (?>…)'],
  ['(?|', 'a branch reset group (?|…)'],
  ['(?#', 'a comment (?#…)'],
  ['(?(', 'a conditional group (?(…)…)'],
  ['(?R', 'recursion (?R)'],
  ['(*', 'a verb (*…)'],
];

/** Escapes by a letter or digit that mean the same here and in PCRE. */
const SAME_ESCAPES = /[dDwWsSbBtnfrxaAzpP]/;

/**
 * Refuses by name what the engine does not take, and what it would read otherwise than PCRE; the rest is returned in the
 * engine's own notation.
 */
function translate(pattern: string): string {
  let translated = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\') {
      translated += translatedEscape(pattern.charAt(++at), inClass);
      continue;
    }
    translated += character;
    if (inClass) inClass = character !== ']';
    else if (character === '[') {
      const start = /^\^?\]?/.exec(pattern.slice(at + 1, at + 3))![0];
      translated += start;
      at += start.length;
      inClass = true;
    } else if (character === '(') {
      const refused = REFUSED_GROUPS.find(([start]) => pattern.startsWith(start, at));
      if (refused !== undefined) throw new RegexFault(`${refused[1]} is not supported`);
    }
  }
  return translated;
}

function translatedEscape(letter: string, inClass: boolean): string {
  if (letter === 'e') return '\\x1b';
  if (letter === 'b' && inClass) return '\\x08';
  if (/[1-9gk]/.test(letter)) throw new RegexFault(`a backreference (\\${letter}) cannot be matched in linear time`);
  if (/[ZG]/.test(letter)) throw new RegexFault(`\\${letter} is not supported; use ^ and $`);
  if (/[A-Za-z0-9]/.test(letter) && !SAME_ESCAPES.test(letter))
    throw new RegexFault(`the escape \\${letter} is not supported`);
  return `\\${letter}`;
}
