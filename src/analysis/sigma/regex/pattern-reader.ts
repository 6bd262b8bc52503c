import { RegexFault } from './syntax-tree.js';

/** The text of a pattern, and how far it has been read. Past the end there is empty text. */
export class PatternReader {
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
