import type { Groups } from './expression.js';

/** What is kept of the lines before; JSON-serialisable. */
export interface JoinedLinesState {
  /** The last lines, without their times. */
  readonly lines?: readonly string[];
  /** What lines of one connection or process have told, by its id, the latest last. */
  readonly known?: readonly (readonly [id: string, groups: Groups])[];
}

/** Ids that are kept at once, and how long one and what is known of it may be. */
const MAX_IDS = 1_000;
const MAX_ID = 200;
const MAX_VALUE = 300;
/** Of a line that is kept to be joined with the next ones. */
const MAX_LINE = 2_000;

/** Joins what several lines tell of one failure: neighbours in the log (`maxlines`), or lines with the same id (`<F-MLFID>`). */
export class JoinedLines {
  private lines: string[];
  private readonly known: Map<string, Groups>;

  /** @param maxLines how many neighbours are one text */
  constructor(
    private readonly maxLines: number,
    state: JoinedLinesState = {},
  ) {
    this.lines = [...(state.lines ?? [])];
    this.known = new Map(state.known ?? []);
  }

  get joinsLines(): boolean {
    return this.maxLines > 1;
  }

  state(): JoinedLinesState | null {
    if (this.lines.length === 0 && this.known.size === 0) return null;
    return { lines: this.lines, known: [...this.known] };
  }

  /** Takes the next line. @returns the last lines with it */
  add(line: string): string {
    this.lines.push(line.slice(0, MAX_LINE));
    if (this.lines.length > this.maxLines) this.lines.shift();
    return this.lines.join('\n');
  }

  clear(): void {
    this.lines = [];
  }

  /**
   * What a line of an id tells with those before it; null where that is no failure, or is not known to be one yet: `<F-NOFAIL>` is
   * kept for the lines to come, and so is what has no address.
   */
  merged(id: string, groups: Groups): Groups | null {
    const key = id.slice(0, MAX_ID);
    const isNoFailure = Boolean(groups['nofail']) || Boolean(groups['mlfgained']);
    const before = this.known.get(key);
    const all = { ...before, ...bounded(groups) };
    this.known.delete(key);
    if (groups['mlfforget'] === undefined) {
      this.known.set(key, withoutMarks(all));
      if (this.known.size > MAX_IDS) this.known.delete(this.known.keys().next().value!);
    }
    return isNoFailure ? null : all;
  }
}

function bounded(groups: Groups): Groups {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, value.slice(0, MAX_VALUE)]));
}

/** What a line is, and of which id, is said by the line itself. */
function withoutMarks(groups: Groups): Groups {
  return Object.fromEntries(Object.entries(groups).filter(([name]) => !MARKS.has(name)));
}

const MARKS: ReadonlySet<string> = new Set(['nofail', 'mlfgained', 'mlfforget', 'mlfid']);
