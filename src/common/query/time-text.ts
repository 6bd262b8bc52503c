/** Where times are read and shown: in the zone of whoever looks, or in UTC. */
export type Zone = 'local' | 'utc';

/** What a text about time is read against. */
export interface TimeContext {
  /** UTC milliseconds. */
  readonly now: number;
  /** The zone of times that name none. */
  readonly zone: Zone;
}

const SECOND = 1_000;
const DAY = 86_400_000;

/** What people write, and how long it is, milliseconds. A month is 30 days, a year 365. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(s|secs?|seconds?)$/, SECOND],
  [/^(m|mins?|minutes?)$/, 60 * SECOND],
  [/^(h|hrs?|hours?)$/, 3_600 * SECOND],
  [/^(d|days?)$/, DAY],
  [/^(w|weeks?)$/, 7 * DAY],
  [/^(mo|months?)$/, 30 * DAY],
  [/^(y|yrs?|years?)$/, 365 * DAY],
];

/** Longer than any log: what is beyond is a slip of the finger. */
const MAX_LENGTH = 1_000 * 365 * DAY;

/** `2h`, `90 min`, `7 days` in milliseconds; null: no length of time. */
export function parseLength(text: string): number | null {
  const [, number, unit] = /^(\d{1,6})\s*([a-z]+)$/.exec(text.trim().toLowerCase()) ?? [];
  const length = UNITS.find(([name]) => name.test(unit ?? ''))?.[1];
  if (length === undefined) return null;
  const milliseconds = Number(number) * length;
  return milliseconds > 0 && milliseconds <= MAX_LENGTH ? milliseconds : null;
}

/**
 * A moment as people type it: `now`, `now-2h`, `2h` (ago), `today`, `yesterday`, `2026-11-29`, `2026-11-29 10:00`, `10:00`
 * (today), ISO 8601. Null: none of these.
 */
export function parseMoment(text: string, context: TimeContext): number | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'now') return context.now;
  const [, sign, rest] = /^now\s*([+-])\s*(.+)$/.exec(typed) ?? [];
  const length = parseLength(rest ?? typed.replace(/\s+ago$/, ''));
  if (length !== null) return context.now + (sign === '+' ? length : -length);
  if (typed === 'today') return startOfDay(context, 0);
  if (typed === 'yesterday') return startOfDay(context, -1);
  return parseDate(typed, context);
}

/** Whether a text is a moment, whenever that is. */
export function isMoment(text: string): boolean {
  return parseMoment(text, { now: 0, zone: 'utc' }) !== null;
}

const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

function parseDate(typed: string, context: TimeContext): number | null {
  const clock = CLOCK.exec(typed);
  if (clock !== null) {
    const [hours, minutes, seconds] = [clock[1], clock[2], clock[3]].map((part) => Number(part ?? 0));
    if (hours! > 23 || minutes! > 59 || seconds! > 59) return null;
    const today = dayOf(context);
    return atZone([...today, hours!, minutes!, seconds!, 0], context.zone);
  }
  const match = DATE.exec(typed);
  if (match === null) return null;
  const [year, month, day, hours, minutes, seconds] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const milliseconds = Number((match[7] ?? '0').padEnd(3, '0'));
  const utc = atZone([year!, month! - 1, day!, hours!, minutes!, seconds!, milliseconds], 'utc');
  // 31 February is no day, and 25:00 no time.
  const isReal = new Date(utc).getUTCDate() === day && month! <= 12 && hours! < 24 && minutes! < 60 && seconds! < 60;
  if (!isReal) return null;
  const offset = match[8];
  const moment =
    offset === undefined
      ? atZone([year!, month! - 1, day!, hours!, minutes!, seconds!, milliseconds], context.zone)
      : utc - offsetOf(offset);
  return isWritable(moment) ? moment : null;
}

/** An ISO time has four digits of year: what an offset moves beyond them cannot be written. */
function isWritable(moment: number): boolean {
  return /^\d{4}-/.test(new Date(moment).toISOString());
}

function offsetOf(text: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

type DateParts = [number, number, number, number, number, number, number];

function atZone(parts: readonly number[], zone: Zone): number {
  const [year, month, day, ...clock] = parts as DateParts;
  // The constructor takes the years 0 to 99 for those of the twentieth century; the setters take them as they are.
  const date = new Date(0);
  if (zone === 'utc') {
    date.setUTCFullYear(year, month, day);
    return date.setUTCHours(...clock);
  }
  date.setFullYear(year, month, day);
  return date.setHours(...clock);
}

function dayOf({ now, zone }: TimeContext): readonly [number, number, number] {
  const date = new Date(now);
  return zone === 'utc'
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
    : [date.getFullYear(), date.getMonth(), date.getDate()];
}

function startOfDay(context: TimeContext, days: number): number {
  const [year, month, day] = dayOf(context);
  return atZone([year, month, day + days, 0, 0, 0, 0], context.zone);
}

/** What an address says of time; see `chosenRange`. */
export interface TimeParams {
  readonly range?: string;
  readonly since?: string;
  readonly until?: string;
}

/** Between two moments: `to`, `until`, `..`, a dash with space around it. */
const BETWEEN = /\s+(?:to|until|–|-)\s+|\s*\.\.+\s*|\s*–\s*/;

/**
 * A time as people type it into one field: `7d`, `last 2 hours`, `all`, `2026-11-29 10:00 to 2026-11-29 11:00`,
 * `now-2h .. now-1h`, or one moment, from which on it is. Moments are kept as they were typed when they move with the
 * clock. Null: none of these, or it ends before it begins.
 */
export function parseTime(text: string, context: TimeContext): TimeParams | null {
  const typed = text.trim().toLowerCase();
  if (/^(all|all time|everything)$/.test(typed)) return { range: 'all' };
  const length = typed.replace(/^(?:the\s+)?(?:last|past)\s+/, '');
  if (parseLength(length) !== null) return { range: length.replaceAll(' ', '') };
  const [from = '', to, more] = typed.split(BETWEEN);
  if (more !== undefined) return null;
  const since = parseMoment(from, context);
  const until = to === undefined ? null : parseMoment(to, context);
  if (since === null || (to !== undefined && until === null)) return null;
  if (until !== null && until <= since) return null;
  return { since: asParam(from, since), ...(until === null ? {} : { until: asParam(to!, until) }) };
}

function asParam(typed: string, at: number): string {
  if (typed.trim().startsWith('now')) return typed.replaceAll(' ', '');
  return new Date(at).toISOString();
}
