/** A test of one text. */
export type TextTest = (text: string) => boolean;

/** A wildcard: `any` stands for any text, also none; `one` for a single character. */
type Wildcard = 'any' | 'one';

/** Text as a rule writes it: literal parts and wildcards, in order. */
export type TextPattern = readonly ({ readonly literal: string } | Wildcard)[];

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

/** Goes back to the last `any` only, which is enough: the time is at most text times pattern. */
function matchesSteps(text: string, steps: readonly Step[]): boolean {
  let step = 0;
  let at = 0;
  let anyStep = -1;
  let anyAt = 0;
  while (at < text.length) {
    if (step < steps.length && steps[step] === undefined) [anyStep, anyAt] = [step++, at];
    else if (step < steps.length && (steps[step] === null || steps[step] === text[at])) [step, at] = [step + 1, at + 1];
    else if (anyStep >= 0) [step, at] = [anyStep + 1, ++anyAt];
    else return false;
  }
  while (step < steps.length && steps[step] === undefined) step++;
  return step === steps.length;
}
