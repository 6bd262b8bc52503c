/** Inclusive UTF-16 code units. */
export type CodeRange = readonly [from: number, to: number];

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
export function complement(ranges: readonly CodeRange[]): CodeRange[] {
  const gaps: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= 0xffff) gaps.push([next, 0xffff]);
  return gaps;
}
