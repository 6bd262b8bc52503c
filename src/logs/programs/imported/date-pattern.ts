import { RE2JS, RE2JSException } from 're2js';
import { civilMidnight, daysInMonth } from '../../parsing/time/local-clock.js';
import type { Stamp } from '../../parsing/time/local-clock.js';
import { ExpressionFault, parseRegex } from './regex-tree.js';
import { regexText } from './regex-text.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|');
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Abbreviations are not unique; only those that mean UTC are believed. */
const ZONE = 'Z|UTC|GMT|[+-][01]\\d(?::?\\d{2})?';

/** What the directives of strptime(3) match, and `%f`, `%k`, `%l`; the letter says what it is. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  a: WEEKDAYS.map((name) => name.slice(0, 3)).join('|'),
  A: WEEKDAYS.join('|'),
  b: LONG_MONTHS.map((name) => name.slice(0, 3)).join('|'),
  B: LONG_MONTHS.join('|'),
  d: '[12]\\d|[0 ]?[1-9]|3[01]',
  f: '\\d{1,6}',
  H: '[01]?\\d|2[0-3]',
  I: '0?[1-9]|1[0-2]',
  j: '\\d{1,3}',
  m: '0?[1-9]|1[0-2]',
  M: '[0-5]?\\d',
  p: 'am|pm',
  S: '[0-5]?\\d|6[01]',
  Y: '(?:19|20)\\d{2}',
  y: '\\d{2}',
  z: ZONE,
  Z: 'Z|[A-Z]{3,5}',
};
/** `%Ex…` of fail2ban: with all digits. */
const EXACT: Readonly<Record<string, string>> = {
  d: '0[1-9]|[12]\\d|3[01]',
  H: '[01]\\d|2[0-3]',
  m: '0[1-9]|1[0-2]',
  M: '[0-5]\\d',
  S: '[0-5]\\d|6[01]',
  z: `(?:[A-Z]{1,5})?(?:${ZONE})|[A-Z]{1,5}`,
  Z: '[A-Z]{1,5}',
};
/** Directives that are others, with a blank in place of a leading zero. */
const BLANK_PADDED: Readonly<Record<string, string>> = { k: 'H', l: 'I' };
const EPOCH = '\\d{10,11}(?:\\.\\d{1,6})?';
const LONG_EPOCH = '\\d{10,11}(?:\\d{3}(?:\\.\\d{1,6}|\\d{3})?)?';

const DIRECTIVE = /%(%|Ex[dHmMSzZYykl]|[aAbBdfHIjklmMpSyYzZ])/g;
const SAME_SEPARATOR = /\(\?P<(\w+)>\[([^\]]+)\]\)/;

/** Where a line has its time, and what that is. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** Groups of the pattern by name: the letter of a directive, and a number. */
  readonly parts: Readonly<Record<string, string>>;
}

/** One way to write a time: what strptime(3) takes within a regular expression. */
export class DatePattern {
  private readonly matcher: DateMatcher;

  /**
   * @param pattern such as `^%Y-%m-%d %H:%M:%S`; `**` at an end: words may go on there
   * @param isOurs true for a pattern of this program: it repeats nothing without bounds, and may be matched by the quicker engine
   * @param isAtStart true where it stands at the start of a line, or behind two characters that are of no word
   * @throws ExpressionFault
   */
  constructor(pattern: string, isAtStart: boolean, isOurs = false) {
    const isOpenBefore = pattern.startsWith('**');
    const isOpenBehind = pattern.endsWith('**');
    const bare = pattern.replace(/^\*\*|\*\*$/g, '');
    const body = withDirectives(bare);
    // What an expression looks at ahead, or repeats by reference, is refused here as well.
    const text = regexText(parseRegex(body), {
      isUnicode: false,
      isReversed: false,
      keeps: (name) => /^[A-Za-z]\d+$/.test(name) || name === CUT,
      lookahead: () => {
        throw new ExpressionFault('looks ahead in a datepattern');
      },
    });
    const edge = isOurs && /^(?:%|\(\?:%)/.test(bare) ? '\\b' : WORD_EDGE;
    const start = isAtStart ? '^[^\\w]{0,2}' : isOpenBefore || bare.startsWith('^') ? '' : edge;
    const cutsGroup = body.includes(`(?P<${CUT}>`);
    const cut = cutsGroup ? `(?:${text})` : `(?P<${CUT}>${text})`;
    const whole = `${start}${cut}${isOpenBehind || bare.endsWith('$') ? '' : WORD_EDGE}`;
    this.matcher = isOurs ? nativeMatcher(whole) : linearMatcher(whole);
  }

  /** Where the line first has such a time; null where it has none. */
  find(line: string): FoundDate | null {
    return this.matcher(line);
  }
}

type DateMatcher = (line: string) => FoundDate | null;

function linearMatcher(text: string): DateMatcher {
  const regex = compile(`(?i)${text}`);
  const names = Object.keys(regex.namedGroups()).filter((name) => name !== CUT);
  return (line) => {
    if (!regex.test(line)) return null;
    const matcher = regex.matcher(line);
    if (!matcher.find()) return null;
    const parts: Record<string, string> = {};
    for (const name of names) {
      const value = matcher.group(name);
      if (value !== null && value !== undefined) parts[name] = value;
    }
    const start = matcher.start(CUT);
    return start < 0
      ? { start: matcher.start(), end: matcher.start(), parts }
      : { start, end: matcher.end(CUT), parts };
  };
}

/** The engine of the language, for what has no repetition without bounds. */
function nativeMatcher(text: string): DateMatcher {
  const written = text.replaceAll('(?P<', '(?<').replaceAll(/\\x\{([0-9a-f]+)\}/g, '\\u{$1}');
  const regex = new RegExp(written, 'diu');
  return (line) => {
    const found = regex.exec(line);
    if (found === null) return null;
    const parts: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups!))
      if (name !== CUT && value !== undefined) parts[name] = value;
    const [start, end] = found.indices!.groups![CUT]!;
    return { start, end, parts };
  };
}

const CUT = 'cut';
/** A date is a word of its own: no letter or digit goes on at its ends. */
const WORD_EDGE = '(?:^|$|\\b|(?<=[^\\w]))';

function compile(text: string): RE2JS {
  try {
    return RE2JS.compile(text, RE2JS.LOOKBEHINDS);
  } catch (error) {
    if (error instanceof RE2JSException) throw new ExpressionFault(`is no datepattern (${error.message})`);
    throw error;
  }
}

/** `(?P<_sep>[-/])%m(?P=_sep)`: the same separator again, as a pattern for each. */
export function withoutBackreference(pattern: string): string[] {
  const [whole, name, characters] = SAME_SEPARATOR.exec(pattern) ?? [];
  if (whole === undefined || !pattern.includes(`(?P=${name})`)) return [pattern];
  return [...characters!.replaceAll('\\', '')].map((character) => {
    const literal = `[${character}]`;
    return pattern.replace(whole, literal).replaceAll(`(?P=${name})`, literal);
  });
}

let groups = 0;

function withDirectives(pattern: string): string {
  // The first group that has no name is what is cut out.
  const marked = pattern.replace(/(?<!\\)\((?!\?)/, `(?P<${CUT}>`);
  const upper = /(?<!\\)\{(L?)EPOCH\}/gi;
  return marked
    .replace(upper, (_, long: string) => `(?P<E${groups++}>${long === '' ? EPOCH : LONG_EPOCH})`)
    .replace(DIRECTIVE, (_, directive: string) => {
      if (directive === '%') return '%';
      const isExact = directive.startsWith('Ex');
      const letter = isExact ? directive.slice(2) : directive;
      const padded = BLANK_PADDED[letter];
      const meaning = padded ?? letter;
      const text = (isExact && EXACT[letter]) || DIRECTIVES[meaning]!;
      return `${padded === undefined ? '' : ' ?'}(?P<${meaning}${groups++}>${text})`;
    });
}

/** Fills in a stamp from the parts of a time; leaves it empty where they are none, or of a day that does not exist. */
export function fillStamp(stamp: Stamp, parts: Readonly<Record<string, string>>): void {
  stamp.clear();
  const part = (letter: string): string | undefined =>
    Object.entries(parts).find(([name]) => name.startsWith(letter) && /^\d+$/.test(name.slice(1)))?.[1];
  const epoch = part('E');
  if (epoch !== undefined) return setInstant(stamp, epochMs(epoch));
  const tai = part('T');
  // TAI64 counts from 1970-01-01 in TAI, which was 10 s ahead; leap seconds since are left out, as fail2ban leaves them out.
  if (tai !== undefined) return setInstant(stamp, (Number.parseInt(tai.slice(1), 16) - 10) * 1000);
  const month = monthOf(part('m'), part('b') ?? part('B'));
  const day = Number(part('d') ?? NaN);
  const year = yearOf(part('Y'), part('y'));
  if (month === null || !(day >= 1) || day > daysInMonth(year, month)) return;
  const ms = timeOf(part);
  if (year === null) {
    stamp.kind = 'yearless';
    stamp.month = month;
    stamp.day = day;
    stamp.ms = ms;
    return;
  }
  stamp.kind = 'local';
  stamp.ms = civilMidnight(year, month, day) + ms;
  const zone = part('z') ?? part('Z');
  const offset = zone === undefined ? null : offsetOf(zone);
  if (offset !== null) setInstant(stamp, stamp.ms - offset);
}

function setInstant(stamp: Stamp, ms: number): void {
  stamp.kind = 'instant';
  stamp.ms = ms;
}

/** Seconds; or, of more digits, milliseconds or microseconds. */
function epochMs(text: string): number {
  const digits = text.split('.')[0]!.length;
  const value = Number(text);
  return Math.floor(digits >= 16 ? value / 1000 : digits >= 13 ? value : value * 1000);
}

function monthOf(number: string | undefined, name: string | undefined): number | null {
  if (number !== undefined) return Number(number);
  const index = name === undefined ? -1 : MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

function yearOf(long: string | undefined, short: string | undefined): number | null {
  if (long !== undefined) return Number(long);
  return short === undefined ? null : 2000 + Number(short);
}

function timeOf(part: (letter: string) => string | undefined): number {
  const twelve = part('I');
  const isAfternoon = part('p')?.toLowerCase() === 'pm';
  const hours = twelve === undefined ? Number(part('H') ?? 0) : (Number(twelve) % 12) + (isAfternoon ? 12 : 0);
  const seconds = Math.min(59, Number(part('S') ?? 0));
  const fraction = Number(`0.${part('f') ?? '0'}`);
  return ((hours * 60 + Number(part('M') ?? 0)) * 60 + seconds) * 1000 + Math.floor(fraction * 1000);
}

/** Milliseconds; null for an abbreviation that says no one zone. */
function offsetOf(zone: string): number | null {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const [, sign, hours, minutes = '0'] = /([+-])(\d\d)(?::?(\d\d))?$/.exec(zone) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
