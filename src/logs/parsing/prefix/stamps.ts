import { MINUTE_MS, civilMidnight, daysInMonth } from '../time/local-clock.js';
import type { Stamp } from '../time/local-clock.js';
import { BLANK, COLON, COMMA, DOT, endOfDigits, fractionMs, isDigit, numberAt, timeOfDay, twoDigits } from './scan.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH_BY_LETTERS = new Map(MONTHS.map((name, index) => [lettersAt(name, 0), index + 1]));

/** The month whose three letters stand at `at`, 1 to 12; 0 where none does. */
export function monthAt(text: string, at: number): number {
  return MONTH_BY_LETTERS.get(lettersAt(text, at)) ?? 0;
}

function lettersAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);
}

/**
 * Reads `Jun  8 10:20:30`, `Jun 8 10:20:30`, `Jun 08 10:20:30` or `Jun 08 10:20:30.123` at `at`.
 * Returns where it ends, or -1. A day that no month has leaves the stamp empty: the line has no usable time.
 */
export function readClassicStamp(text: string, at: number, stamp: Stamp): number {
  const month = MONTH_BY_LETTERS.get(lettersAt(text, at));
  if (month === undefined || text.charCodeAt(at + 3) !== BLANK) return -1;
  const padded = text.charCodeAt(at + 5) !== BLANK || text.charCodeAt(at + 4) === BLANK;
  const day = padded ? twoDigits(text, at + 4) : text.charCodeAt(at + 4) - 48;
  const timeAt = at + (padded ? 7 : 6);
  const ms = timeOfDay(text, timeAt);
  if (ms < 0 || day < 0 || text.charCodeAt(timeAt - 1) !== BLANK) return -1;
  const end = endOfFraction(text, timeAt + 8);
  if (day >= 1 && day <= daysInMonth(null, month)) {
    stamp.kind = 'yearless';
    stamp.secondsAt = timeAt + 6;
    stamp.month = month;
    stamp.day = day;
    stamp.ms = end === timeAt + 8 ? ms : ms + fractionMs(text, timeAt + 9, end);
  }
  return end;
}

let dateDigits = -1;
let dateMidnight = NaN;

/** Local midnight of the `YYYY-MM-DD` (or with slashes) at `at`; NaN where there is no such day. */
function midnightAt(text: string, at: number): number {
  const century = twoDigits(text, at);
  const year = century * 100 + twoDigits(text, at + 2);
  const month = twoDigits(text, at + 5);
  const day = twoDigits(text, at + 8);
  // Each part has room for every pair of digits and for "none", so that no other date has this number.
  const digits = (year * 128 + month + 1) * 128 + day + 1;
  if (digits === dateDigits) return dateMidnight;
  const exists = century >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  dateDigits = digits;
  dateMidnight = exists ? civilMidnight(year, month, day) : NaN;
  return dateMidnight;
}

/**
 * Reads `2026-06-08T10:20:30.123456+02:00` in all its variants at `at`: `T` or a blank, slashes, a fraction of 0 to 9
 * digits, the offset as `Z`, `+02:00`, `+0200`, `+02` or none. Returns where it ends, or -1.
 */
export function readIsoStamp(text: string, at: number, stamp: Stamp): number {
  const separator = text.charCodeAt(at + 4);
  if ((separator !== 45 && separator !== 47) || text.charCodeAt(at + 7) !== separator) return -1;
  const ms = timeOfDay(text, at + 11);
  const letter = text.charCodeAt(at + 10);
  if (ms < 0 || (letter !== 84 && letter !== BLANK && letter !== 95)) return -1;
  const midnight = midnightAt(text, at);
  stamp.secondsAt = at + 17;
  const endOfTime = endOfFraction(text, at + 19);
  const localMs = midnight + ms + (endOfTime === at + 19 ? 0 : fractionMs(text, at + 20, endOfTime));
  return finishStamp(text, endOfTime, localMs, stamp);
}

function finishStamp(text: string, endOfTime: number, localMs: number, stamp: Stamp): number {
  const end = endOfOffset(text, endOfTime);
  if (Number.isNaN(localMs)) return end;
  stamp.kind = end === endOfTime ? 'local' : 'instant';
  stamp.ms = end === endOfTime ? localMs : localMs - offsetMs(text, endOfTime, end);
  return end;
}

function endOfFraction(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return (code === DOT || code === COMMA) && isDigit(text.charCodeAt(at + 1)) ? endOfDigits(text, at + 1) : at;
}

/** The end of `Z`, `+02:00`, `+0200` or `+02` at `at`; `at` itself where no offset stands there. */
export function endOfOffset(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === 90) return at + 1;
  if ((sign !== 43 && sign !== 45) || !isDigit(text.charCodeAt(at + 1)) || twoDigits(text, at + 1) < 0) return at;
  const minutesAt = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3;
  const hasMinutes = isDigit(text.charCodeAt(minutesAt)) && twoDigits(text, minutesAt) >= 0;
  return hasMinutes ? minutesAt + 2 : at + 3;
}

/** The offset from `at` to `end`, as {@link endOfOffset} finds it. */
export function offsetMs(text: string, at: number, end: number): number {
  if (end === at + 1) return 0;
  const minutes = end === at + 3 ? 0 : twoDigits(text, end - 2);
  const total = (twoDigits(text, at + 1) * 60 + minutes) * MINUTE_MS;
  return text.charCodeAt(at) === 45 ? -total : total;
}

/** Reads `1780914030` or `1780914030.123456` (seconds since 1970, 9 to 11 digits) at `at`; returns its end, or -1. */
export function readEpochStamp(text: string, at: number, stamp: Stamp): number {
  const endOfSeconds = endOfDigits(text, at);
  if (endOfSeconds - at < 9 || endOfSeconds - at > 11) return -1;
  const end = endOfFraction(text, endOfSeconds);
  stamp.kind = 'instant';
  stamp.ms = numberAt(text, at, endOfSeconds) * 1000;
  if (end > endOfSeconds) stamp.ms += fractionMs(text, endOfSeconds + 1, end);
  return end;
}
