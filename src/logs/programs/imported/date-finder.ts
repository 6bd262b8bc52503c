import type { Stamp } from '../../parsing/time/local-clock.js';
import { DatePattern, fillStamp, withoutBackreference } from './date-pattern.js';
import type { FoundDate } from './date-pattern.js';

/** How programs write the time where their filter does not say, the more telling ways first. */
const USUAL: readonly string[] = [
  // 2026-11-30T09:00:00.123+01:00, 2026/11/30 9:00:00, 2026.11.30 09:00:00
  '%Y(?P<_sep>[-/.])%m(?P=_sep)%d(?:T|  ?)%H:%M:%S(?:[.,]%f)?(?:\\s*%z)?',
  // Mon Nov 30 09:00:00.123 2026
  '(?:%a )?%b %d %k:%M:%S(?:\\.%f)?(?: %Y)?',
  // Mon Nov 30 2026 09:00:00
  '(?:%a )?%b %d %Y %k:%M:%S(?:\\.%f)?',
  // 30/11/2026 09:00:00, 30-11-26 09:00:00
  '%d(?P<_sep>[-/])%m(?P=_sep)(?:%Y|%y) %k:%M:%S',
  // 30/Nov/2026:09:00:00 +0100, 30-Nov-2026 09:00:00.123
  '%d(?P<_sep>[-/])%b(?P=_sep)%Y[ :]?%H:%M:%S(?:\\.%f)?(?: %z)?',
  // 11/30/2026:09:00:00
  '%m/%d/%Y:%H:%M:%S',
  // 11-30-2026 09:00:00.123
  '%m-%d-%Y %k:%M:%S(?:\\.%f)?',
  // 1796029200.123 at the start of a line, perhaps in brackets, and audit(1796029200.123:45)
  '^\\[?({EPOCH})\\b',
  '\\baudit\\(({EPOCH}):',
  // 09:00:00
  '^%H:%M:%S',
  // <11/30/26@09:00:00>
  '^<%m/%d/%y@%H:%M:%S>',
  // 261130  9:00:00
  '%y%Exm%Exd  ?%H:%M:%S',
  // Nov 30, 2026 9:00:00 AM
  '%b %d, %Y %I:%M:%S %p',
  // Nov-30-26 09:00:00
  '^%b-%d-%y %k:%M:%S',
  // 20261130T090000, 20261130 09:00:00, 20261130-09:00:00
  '%Y%Exm%Exd(?:-|T|  ?)%ExH:?%ExM:?%ExS(?:[.,]%f)?(?:\\s*%z)?',
  // CET Nov 30 09:00:00, +01:00 Nov 30 09:00:00
  '(?:%Z|%z) (?:%a )?%b %d %k:%M:%S(?:\\.%f)?(?: %Y)?',
];
const TAI64N = '@(?P<T0>[0-9a-f]{16})[0-9a-f]{8}';

/** Patterns that are asked together: the one that comes first in the line counts, and the first of those in the list. */
interface Stage {
  readonly patterns: readonly DatePattern[];
}

let usualAtStart: readonly DatePattern[] | null = null;
let usualAnywhere: readonly DatePattern[] | null = null;

function atStart(): readonly DatePattern[] {
  usualAtStart ??= [...USUAL, TAI64N].flatMap((pattern) => patternsFor(pattern, !pattern.startsWith('^'), true));
  return usualAtStart;
}

function anywhere(): readonly DatePattern[] {
  usualAnywhere ??= [...USUAL, TAI64N].flatMap((pattern) => patternsFor(pattern, false, true));
  return usualAnywhere;
}

function patternsFor(pattern: string, isAtStart: boolean, isOurs = false): DatePattern[] {
  return withoutBackreference(pattern).map((each) => new DatePattern(each, isAtStart, isOurs));
}

/** A line without its time. */
export interface UndatedLine {
  readonly text: string;
  readonly hasDate: boolean;
}

/** Finds the time of a line as fail2ban does, and cuts it out: what stood around it stays, such as `[]`. */
export class DateFinder {
  private readonly stages: readonly Stage[];
  /** True for a filter of lines without a time. */
  private readonly isWithoutDate: boolean;

  /**
   * @param pattern the filter's `datepattern`, a pattern a line; null: the usual ones
   * @throws ExpressionFault
   */
  constructor(pattern: string | null) {
    const lines = (pattern ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    this.isWithoutDate = lines.some((line) => /^\{NONE\}$/i.test(line));
    this.stages =
      lines.length === 0
        ? [{ patterns: atStart() }, { patterns: anywhere() }]
        : [{ patterns: lines.flatMap((line) => patternsOf(line)) }];
  }

  /** Cuts the time out of a line and fills in the stamp, which is empty where it has none. */
  cut(line: string, stamp: Stamp): UndatedLine {
    stamp.clear();
    const found = this.isWithoutDate ? null : this.find(line);
    if (found === null) return { text: line, hasDate: false };
    fillStamp(stamp, found.parts);
    return { text: line.slice(0, found.start) + line.slice(found.end), hasDate: true };
  }

  private find(line: string): FoundDate | null {
    for (const { patterns } of this.stages) {
      let best: FoundDate | null = null;
      for (const pattern of patterns) {
        const found = pattern.find(line);
        if (found === null || (best !== null && !isBetter(found, best))) continue;
        best = found;
      }
      if (best !== null) return best;
    }
    return null;
  }
}

/** Earlier in the line; at the same place, the longer one: a year at the end belongs to it. */
function isBetter(found: FoundDate, best: FoundDate): boolean {
  return found.start < best.start || (found.start === best.start && found.end > best.end);
}

function patternsOf(line: string): readonly DatePattern[] {
  if (/^\{DEFAULT\}$/i.test(line)) return [...atStart(), ...anywhere()];
  if (/^\{\^LN-BEG\}$/i.test(line)) return atStart();
  const isAtStart = /^\{\^LN-BEG\}/i.test(line);
  const rest = line.replace(/^\{\^LN-BEG\}/i, '').replace(/^\{UNB\}/i, '**');
  const word = rest.replace(/^\^/, '').toUpperCase();
  const isBound = isAtStart || rest.startsWith('^');
  if (word === 'TAI64N') return patternsFor(TAI64N, isBound);
  if (word === 'EPOCH' || word === 'LEPOCH') return patternsFor(`\\[?({${word}})`, isBound);
  if (!DATE.test(rest)) return patternsFor(rest, isAtStart);
  return USUAL.flatMap((pattern) =>
    patternsFor(
      rest.replace(DATE, () => `(?:${insertedPattern(pattern)})`),
      isAtStart,
    ),
  );
}

const DATE = /(?<!\\)\{DATE\}/i;

/** A usual pattern within another one. */
function insertedPattern(pattern: string): string {
  return pattern.includes('{EPOCH}') ? '{EPOCH}' : pattern.replace(/^\^/, '');
}
