/** When a week ends, and its summary is sent. */
export interface WeekTime {
  /** 1: Monday, to 7: Sunday. */
  readonly weekday: number;
  /** Minutes after midnight. */
  readonly minute: number;
  /** IANA time zone. */
  readonly timeZone: string;
}

/** A stretch of time, UTC milliseconds; `until` is not part of it. */
export interface Week {
  readonly since: number;
  readonly until: number;
}

const DAY_MS = 86_400_000;

/** The last lines of a week are being read while it ends. */
const SETTLES_MS = 60_000;

/**
 * The latest week that has ended and whose lines have been read: seven days of the calendar, so that the week in which the
 * clocks change is an hour shorter or longer. A moment that the clocks skip is the one they skip to; of one that comes twice
 * it is the first.
 *
 * @param now UTC milliseconds
 */
export function latestWeek(time: WeekTime, now: number): Week {
  const settled = now - SETTLES_MS;
  const { timeZone, minute } = time;
  const today = Math.floor(wallClock(settled, timeZone) / DAY_MS);
  // Day 0, 1 January 1970, was a Thursday.
  const sinceThen = (today + 3 - (time.weekday - 1) + 7) % 7;
  const endOf = (day: number): number => momentOf(day * DAY_MS + minute * 60_000, timeZone);
  const thisWeek = today - sinceThen;
  const day = endOf(thisWeek) <= settled ? thisWeek : thisWeek - 7;
  return { since: endOf(day - 7), until: endOf(day) };
}

/** The week before another: what it is compared with. */
export function weekBefore(time: WeekTime, { since }: Week): Week {
  const { since: earlier } = latestWeek(time, since + SETTLES_MS);
  return { since: earlier, until: since };
}

/** What clocks in a zone show, as if it were UTC. */
function wallClock(moment: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The moment when clocks in a zone show this. */
function momentOf(shown: number, timeZone: string): number {
  // Offsets change at most once within two days: it is one of the two around.
  const offsets = [shown - DAY_MS, shown + DAY_MS].map((moment) => wallClock(moment, timeZone) - moment);
  const candidates = offsets.map((offset) => shown - offset);
  const exact = candidates.filter((moment) => wallClock(moment, timeZone) === shown);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than a hundred uses of it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en', { timeZone, ...numeric, ...time });
  formats.set(timeZone, format);
  return format;
}
