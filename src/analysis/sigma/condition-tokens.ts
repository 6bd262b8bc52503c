/** The words of a condition: names, patterns, parentheses. Text that belongs to none is a word of its own. */
export function conditionTokens(text: string): string[] {
  return text.match(/[()|]|[^\s()|]+/g) ?? [];
}

/** A condition that cannot be understood; the message says why. */
export class ConditionFault extends Error {}

/** The words of a condition, and how many have been read. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  peek(): string | null {
    return this.tokens[this.at] ?? null;
  }

  next(): string | null {
    return this.tokens[this.at++] ?? null;
  }

  /** Reads the word, in upper or lower case, if it comes next. */
  take(word: string): boolean {
    if (this.peek()?.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }
}
