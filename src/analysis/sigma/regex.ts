/** Inclusive UTF-16 code units. */
type CodeRange = readonly [from: number, to: number];

const ASCII = 128;

/** A set of UTF-16 code units: what one step of a regular expression takes. */
export class CodeSet {
  private readonly ascii = new Uint8Array(ASCII);

  private constructor(
    private readonly ranges: readonly CodeRange[],
    private readonly negated: boolean,
    private readonly ignoreCase: boolean,
  ) {
    for (let code = 0; code < ASCII; code++) this.ascii[code] = this.contains(code) ? 1 : 0;
  }

  /** @param ignoreCase take a letter in either case, where its other case is a single unit too */
  static of(ranges: readonly CodeRange[], { negated = false, ignoreCase = false } = {}): CodeSet {
    return new CodeSet(ranges, negated, ignoreCase);
  }

  has(code: number): boolean {
    return code < ASCII ? this.ascii[code] === 1 : this.contains(code);
  }

  private contains(code: number): boolean {
    return this.isListed(code) !== this.negated;
  }

  private isListed(code: number): boolean {
    if (inRanges(this.ranges, code)) return true;
    return this.ignoreCase && otherCases(code).some((other) => inRanges(this.ranges, other));
  }
}

function inRanges(ranges: readonly CodeRange[], code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to);
}

function otherCases(code: number): number[] {
  const character = String.fromCharCode(code);
  return [character.toLowerCase(), character.toUpperCase()]
    .filter((other) => other.length === 1 && isAscii(other) === code < ASCII)
    .map((other) => other.charCodeAt(0));
}

function isAscii(character: string): boolean {
  return character.charCodeAt(0) < ASCII;
}

/** Everything that the ranges leave out. */
function complement(ranges: readonly CodeRange[]): CodeRange[] {
  const gaps: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= 0xffff) gaps.push([next, 0xffff]);
  return gaps;
}

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

/** The text of a pattern, and how far it has been read. Past the end there is empty text. */
class PatternReader {
  private at = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }

  next(): string {
    return this.text.charAt(this.at++);
  }

  /** Reads the expected text if it comes next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** Reads up to and over the end mark. @throws RegexFault where there is none */
  until(end: string): string {
    const stop = this.text.indexOf(end, this.at);
    if (stop === -1) throw new RegexFault(`a closing ${end} is missing`);
    const taken = this.text.slice(this.at, stop);
    this.at = stop + 1;
    return taken;
  }
}

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
const CLASS_ESCAPES: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ['d', DIGITS],
  ['D', complement(DIGITS)],
  ['w', WORD],
  ['W', complement(WORD)],
  ['s', SPACE],
  ['S', complement(SPACE)],
]);

/** Control characters that have a letter. */
const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
  ['e', 27],
]);

/** Why an escape is not taken, by its letter. */
function refusedEscape(letter: string): string {
  if (/[1-9gk]/.test(letter)) return `a backreference (\\${letter}) cannot be matched in linear time`;
  if (/[pPX]/.test(letter)) return `Unicode properties (\\${letter}) are not supported`;
  if (/[AzZG]/.test(letter)) return `\\${letter} is not supported; use ^ and $`;
  return `the escape \\${letter} is not supported`;
}

/** The character that an escape stands for, after its letter has been read. @throws RegexFault */
function readEscapedCode(letter: string, reader: PatternReader): number {
  const control = CONTROL_ESCAPES.get(letter);
  if (control !== undefined) return control;
  if (letter === 'x') return readHexadecimal(reader);
  if (letter === '') throw new RegexFault('a backslash at the end escapes nothing');
  if (/[A-Za-z0-9]/.test(letter)) throw new RegexFault(refusedEscape(letter));
  return letter.charCodeAt(0);
}

function readHexadecimal(reader: PatternReader): number {
  const digits = reader.take('{') ? reader.until('}') : reader.next() + reader.next();
  if (!/^[0-9A-Fa-f]{1,4}$/.test(digits)) throw new RegexFault('\\x wants two hexadecimal digits, or {…} up to FFFF');
  return parseInt(digits, 16);
}

/** What stands between brackets, such as `^a-z_\d`. */
interface ParsedClass {
  readonly ranges: readonly CodeRange[];
  readonly negated: boolean;
}

/** Reads a character class, from after its opening bracket to its closing one. @throws RegexFault */
function parseClass(reader: PatternReader): ParsedClass {
  const negated = reader.take('^');
  const ranges: CodeRange[] = [];
  while (ranges.length === 0 || !reader.take(']')) {
    if (reader.atEnd) throw new RegexFault('a character class [ is never closed');
    ranges.push(...parseMember(reader));
  }
  return { ranges, negated };
}

function parseMember(reader: PatternReader): readonly CodeRange[] {
  if (reader.peek() === '[' && /[:.=]/.test(reader.peek(1)))
    throw new RegexFault('POSIX classes such as [[:alpha:]] are not supported; write the range, such as [A-Za-z]');
  const from = parseCode(reader);
  if (typeof from !== 'number') return from;
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '') return [[from, from]];
  reader.next();
  const to = parseCode(reader);
  if (typeof to !== 'number') throw new RegexFault('a range in a character class ends in another class');
  if (to < from) throw new RegexFault('a range in a character class runs backwards');
  return [[from, to]];
}

function parseCode(reader: PatternReader): number | readonly CodeRange[] {
  const character = reader.next();
  if (character !== '\\') return character.charCodeAt(0);
  const letter = reader.next();
  return CLASS_ESCAPES.get(letter) ?? (letter === 'b' ? 8 : readEscapedCode(letter, reader));
}

const MAX_REPEATS = 1000;

/**
 * Reads the quantifier after a part, if one follows: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`. A lazy one (`*?`) matches
 * the same lines and is taken as the plain one.
 *
 * @throws RegexFault
 */
function parseQuantifier(reader: PatternReader, part: RegexNode): RegexNode {
  const bounds = parseBounds(reader);
  if (bounds === null) return part;
  if (reader.take('+')) throw new RegexFault('a possessive quantifier such as *+ is not supported');
  reader.take('?');
  if ('*+?{'.includes(reader.peek()) && !reader.atEnd)
    throw new RegexFault(`the quantifier ${reader.peek()} follows another; put the part in parentheses`);
  return { kind: 'repeat', part, ...bounds };
}

function parseBounds(reader: PatternReader): { least: number; most: number } | null {
  if (reader.take('*')) return { least: 0, most: Infinity };
  if (reader.take('+')) return { least: 1, most: Infinity };
  if (reader.take('?')) return { least: 0, most: 1 };
  return reader.take('{') ? parseBraces(reader.until('}')) : null;
}

function parseBraces(text: string): { least: number; most: number } {
  const found = /^(\d{1,5})(,?)(\d{0,5})$/.exec(text);
  if (found === null) throw new RegexFault(`{${text}} is no quantifier; write \\{ for the character itself`);
  const least = Number(found[1]);
  const most = found[3] !== '' ? Number(found[3]) : found[2] === ',' ? Infinity : least;
  if (most < least) throw new RegexFault(`the quantifier {${text}} runs backwards`);
  if (least > MAX_REPEATS || (most > MAX_REPEATS && most !== Infinity))
    throw new RegexFault(`the quantifier {${text}} repeats more than ${MAX_REPEATS} times`);
  return { least, most };
}

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
function refusedGroup(reader: PatternReader): string | null {
  const special = SPECIAL_GROUPS.find(([start]) => reader.take(start));
  return special === undefined ? null : `${special[1]} is not supported`;
}

const MAX_PATTERN_LENGTH = 2000;
const MAX_DEPTH = 50;
const LINE_FEED = 10;

/**
 * Parses the part of PCRE that Sigma names (`.`, `^`, `$`, quantifiers, classes, groups, alternation) and the usual
 * escapes. What cannot be matched in linear time is refused by name.
 *
 * @throws RegexFault
 */
export function parseRegex(pattern: string, flags: RegexFlags): RegexNode {
  if (pattern.length > MAX_PATTERN_LENGTH) throw new RegexFault(`longer than ${MAX_PATTERN_LENGTH} characters`);
  const reader = new PatternReader(pattern);
  const node = parseChoice(reader, flags, 0);
  if (!reader.atEnd) throw new RegexFault('a closing parenthesis has no opening one');
  return node;
}

function parseChoice(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  if (depth > MAX_DEPTH) throw new RegexFault(`groups are nested more than ${MAX_DEPTH} deep`);
  const branches = [parseSequence(reader, flags, depth)];
  while (reader.take('|')) branches.push(parseSequence(reader, flags, depth));
  return branches.length === 1 ? branches[0]! : { kind: 'choice', branches };
}

function parseSequence(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  const parts: RegexNode[] = [];
  while (!reader.atEnd && reader.peek() !== '|' && reader.peek() !== ')') {
    const part = parseAtom(reader, flags, depth);
    parts.push(parseQuantifier(reader, part));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function parseAtom(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  const character = reader.next();
  switch (character) {
    case '(':
      return parseGroup(reader, flags, depth);
    case '[':
      return parseSetOf(reader, flags);
    case '.':
      return set(CodeSet.of(flags.dotAll ? [] : [[LINE_FEED, LINE_FEED]], { negated: true }));
    case '^':
      return assertion('start');
    case '$':
      return assertion('end');
    case '\\':
      return parseEscape(reader, flags);
    case '*':
    case '+':
    case '?':
    case '{':
      throw new RegexFault(`${character} repeats nothing; write \\${character} for the character itself`);
    default:
      return literal(character.charCodeAt(0), flags);
  }
}

function parseGroup(reader: PatternReader, flags: RegexFlags, depth: number): RegexNode {
  if (!reader.take('?:')) {
    const fault = refusedGroup(reader);
    if (fault !== null) throw new RegexFault(fault);
  }
  const node = parseChoice(reader, flags, depth + 1);
  if (!reader.take(')')) throw new RegexFault('an opening parenthesis is never closed');
  return node;
}

function parseSetOf(reader: PatternReader, { ignoreCase }: RegexFlags): RegexNode {
  const { ranges, negated } = parseClass(reader);
  return set(CodeSet.of(ranges, { negated, ignoreCase }));
}

function parseEscape(reader: PatternReader, flags: RegexFlags): RegexNode {
  const letter = reader.next();
  if (letter === 'b') return assertion('boundary');
  if (letter === 'B') return assertion('no_boundary');
  const ranges = CLASS_ESCAPES.get(letter);
  return ranges === undefined ? literal(readEscapedCode(letter, reader), flags) : set(CodeSet.of(ranges));
}

function literal(code: number, { ignoreCase }: RegexFlags): RegexNode {
  return set(CodeSet.of([[code, code]], { ignoreCase }));
}

function set(codes: CodeSet): RegexNode {
  return { kind: 'set', set: codes };
}

function assertion(name: Assertion): RegexNode {
  return { kind: 'assertion', assertion: name };
}
