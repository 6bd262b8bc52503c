import type { QuietTime } from './channel-policy.js';

/** Whether people want to be left in peace now. @param now UTC milliseconds */
export function isQuiet(quiet: QuietTime | null, now: number): boolean {
  if (quiet === null) return false;
  if (isAlwaysQuiet(quiet)) return true;
  const minute = minuteOfDay(now, quiet.timeZone);
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Where nothing but digests is wanted, there is no end of the quiet time to wait for. */
export function isAlwaysQuiet({ from, to }: QuietTime): boolean {
  return from === to;
}

function minuteOfDay(now: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(now);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than a hundred uses of it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return format;
}
