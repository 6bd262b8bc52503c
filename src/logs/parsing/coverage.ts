import { detachString } from '../../common/visible-text.js';
import type { ParsedLine } from './parsed-line.js';

/** What a value is folded into; anything else of a message is kept. */
const VALUES = /"[^"]*"|'[^']*'|<[^<>]*>|\b[0-9a-f]*:[0-9a-f:.]{2,}|\d[\w.:/+-]*/gi;
const PATHS = /(^| )\/[^ ]*/g;
const LONGEST_SHAPED = 300;
const LONGEST_SHAPE = 160;
const NAMED = /\b(user|for|by|from|to|host) +(?!user\b|for\b|by\b|from\b|to\b|host\b)[^ ]+/gi;

/**
 * The message with its values replaced by placeholders, so that lines that differ only in names and numbers have one
 * shape: `Frobbed user alice from 192.0.2.1` is `Frobbed user * from *`. Bounded in length, linear in time.
 */
export function shapeOf(message: string): string {
  return message
    .slice(0, LONGEST_SHAPED)
    .replace(VALUES, '*')
    .replace(PATHS, '$1*')
    .replace(NAMED, '$1 *')
    .slice(0, LONGEST_SHAPE);
}

/** Lines of sshd that no form matches, folded into one shape. */
export interface UnknownShape {
  readonly shape: string;
  readonly program: string;
  readonly count: number;
  /** Event times, UTC ms; null where no line had one. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** One of the lines, cut to {@link LONGEST_SAMPLE} characters: attacker text, as it is. */
  readonly sample: string;
}

/** What was read of one source, and what was understood of it; JSON-serialisable. */
export interface CoverageSnapshot {
  readonly linesRead: number;
  /** Lines of known programs, PAM or auditd for them among them: the three numbers below together. */
  readonly sshLines: number;
  readonly understood: number;
  /** Those that are kept as log entries, with lines of other programs that a rule asks for; the rest repeats what was counted already. */
  readonly stored: number;
  readonly ignored: number;
  readonly notUnderstood: number;
  /** The most frequent first. */
  readonly shapes: readonly UnknownShape[];
  /** Lines not understood whose shape found no room any more. */
  readonly shapesOverflow: number;
}

export const MAX_SHAPES = 200;
const LONGEST_SAMPLE = 500;

type MutableShape = { -readonly [Key in keyof UnknownShape]: UnknownShape[Key] };

/** Counts what becomes of the lines of one source. Bounded, whatever the lines say. */
export class Coverage {
  private linesRead = 0;
  private understood = 0;
  private stored = 0;
  private ignored = 0;
  private notUnderstood = 0;
  private shapesOverflow = 0;
  private readonly shapes = new Map<string, MutableShape>();

  static from(snapshot: CoverageSnapshot): Coverage {
    const coverage = new Coverage();
    coverage.linesRead = snapshot.linesRead;
    coverage.understood = snapshot.understood;
    coverage.stored = snapshot.stored;
    coverage.ignored = snapshot.ignored;
    coverage.notUnderstood = snapshot.notUnderstood;
    coverage.shapesOverflow = snapshot.shapesOverflow;
    for (const shape of snapshot.shapes) coverage.shapes.set(keyOf(shape.program, shape.shape), { ...shape });
    return coverage;
  }

  /** Lines of known programs so far. */
  get sshLines(): number {
    return this.understood + this.ignored + this.notUnderstood;
  }

  /** `timestamp` (UTC ms) is that of the line, as `LogParser.lastTime` tells it. */
  record(parsed: ParsedLine, line: string, timestamp: number | null): void {
    this.linesRead++;
    switch (parsed.kind) {
      case 'foreign':
        return;
      case 'event':
        this.understood++;
        if (parsed.stored) this.stored++;
        return;
      case 'ignored':
        this.ignored++;
        return;
      case 'unrecognised':
        this.notUnderstood++;
        return this.fold(parsed.program, parsed.message, line, timestamp);
      default:
        parsed satisfies never;
    }
  }

  /** A line that was recorded earlier is kept as a log entry, as is known only now. */
  recordStored(): void {
    this.stored++;
  }

  snapshot(): CoverageSnapshot {
    const { linesRead, sshLines, understood, stored, ignored, notUnderstood, shapesOverflow } = this;
    const shapes = [...this.shapes.values()].map((shape) => ({ ...shape })).sort((a, b) => b.count - a.count);
    return { linesRead, sshLines, understood, stored, ignored, notUnderstood, shapes, shapesOverflow };
  }

  private fold(program: string, message: string, line: string, timestamp: number | null): void {
    const shape = shapeOf(message);
    const known = this.shapes.get(keyOf(program, shape));
    if (known !== undefined) {
      known.count++;
      known.firstSeen = earliest(known.firstSeen, timestamp);
      known.lastSeen = latest(known.lastSeen, timestamp);
    } else if (this.shapes.size < MAX_SHAPES) {
      const sample = detachString(line.slice(0, LONGEST_SAMPLE));
      this.shapes.set(keyOf(program, shape), {
        shape: detachString(shape),
        program,
        count: 1,
        firstSeen: timestamp,
        lastSeen: timestamp,
        sample,
      });
    } else {
      this.shapesOverflow++;
    }
  }
}

function keyOf(program: string, shape: string): string {
  return `${program} ${shape}`;
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || (b !== null && b > a) ? b : a;
}
