/** Character codes that the scanners of this folder look for. */
export const BLANK = 32;
export const COLON = 58;
export const COMMA = 44;
export const DOT = 46;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const LESS_THAN = 60;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The number of the two digits at `at`; a blank may stand for the first. -1 where there are none. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  if (!isDigit(ones)) return -1;
  if (tens === BLANK) return ones - 48;
  return isDigit(tens) ? (tens - 48) * 10 + ones - 48 : -1;
}

/** The number of the two digits at `at`; -1 where there are none. */
export function digitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Milliseconds since midnight of the `HH:MM:SS` at `at`; -1 where there is none. A leap second counts as :59. */
export function timeOfDay(text: string, at: number): number {
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  const hours = twoDigits(text, at);
  const minutes = twoDigits(text, at + 3);
  const seconds = twoDigits(text, at + 6);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  return (hours * 3600 + minutes * 60 + Math.min(seconds, 59)) * 1000;
}

/** No number in a log line has more digits. */
const MAX_DIGITS = 40;

/** The end of the digits that begin at `at`; no further than {@link MAX_DIGITS}. */
export function endOfDigits(text: string, at: number): number {
  let end = at;
  while (end - at < MAX_DIGITS && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** The milliseconds in the fraction digits `from` to `until` of a second (`123456` is 123). */
export function fractionMs(text: string, from: number, until: number): number {
  let ms = 0;
  for (let place = 0; place < 3; place++) {
    ms = ms * 10 + (from + place < until ? text.charCodeAt(from + place) - 48 : 0);
  }
  return ms;
}

/** The number that the digits from `start` to `end` write; at most 15 of them. */
export function numberAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

/** From this length on comparing a slice is faster than `startsWith`, which V8 does letter by letter. */
const LONG_WORDS = 15;

/** True where `words` stand in `text` at `at`. */
export function matchesAt(text: string, words: string, at: number): boolean {
  if (words.length < LONG_WORDS) return text.startsWith(words, at);
  return text.charCodeAt(at) === words.charCodeAt(0) && text.slice(at, at + words.length) === words;
}
