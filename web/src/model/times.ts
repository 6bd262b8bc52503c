import type { Zone } from '../../../src/common/query/time-text.js';

export type { Zone };

/** How moments are written in one zone. Moments are UTC milliseconds. */
export interface TimeFormats {
  readonly zone: Zone;
  /** `20 Nov 2026, 10:41:00` */
  full(at: number): string;
  /** To the millisecond, with the zone: `20 Nov 2026, 10:41:00.060 GMT+1`. */
  exact(at: number): string;
  /** As much of it as tells the marks of an axis apart. @param step between two marks, milliseconds */
  axis(at: number, step: number): string;
  /** `UTC`, or the zone of whoever looks: `Europe/Berlin`. */
  readonly name: string;
  /** The same in a few letters: `UTC`, `CET`, `GMT+9`. */
  readonly shortName: string;
}

const DAY_MS = 86_400_000;

/** @param local IANA name of the zone of whoever looks; by default that of the browser */
export function timeFormats(zone: Zone, local = Intl.DateTimeFormat().resolvedOptions().timeZone): TimeFormats {
  const timeZone = zone === 'utc' ? 'UTC' : local;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options });
  const full = format({ dateStyle: 'medium', timeStyle: 'medium' });
  const exact = format({ ...DATE, ...CLOCK, fractionalSecondDigits: 3, timeZoneName: 'short' });
  const second = format(CLOCK);
  const minute = format({ hour: '2-digit', minute: '2-digit' });
  const day = format({ day: 'numeric', month: 'short' });
  const month = format({ month: 'short', year: 'numeric' });
  const midnight = '00:00';
  return {
    zone,
    name: timeZone,
    shortName: shortNameOf(timeZone),
    full: (at) => full.format(at),
    exact: (at) => exact.format(at),
    axis: (at, step) => {
      if (step < 60_000) return second.format(at);
      if (step < DAY_MS) return minute.format(at) === midnight ? day.format(at) : minute.format(at);
      return step < 28 * DAY_MS ? day.format(at) : month.format(at);
    },
  };
}

function shortNameOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
