import { isFault } from '../setting.js';
import type { SettingFault } from '../setting.js';
import { parseTimeZone } from '../time-zone.js';

/** When people on a channel want to be left in peace. */
export interface QuietTimeSetting {
  /** Minutes after midnight; the same value twice: always. */
  readonly from: number;
  readonly to: number;
  /** IANA time zone. */
  readonly timeZone: string;
}

const SPAN = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})(?: +(\S+))?$/;

const FAULT: SettingFault = {
  fault:
    'must be always, or a time such as 22:00-07:00 with an IANA time zone behind it if it is not that of this machine',
};

/** Reads `always`, or `22:00-07:00` with or without a zone; an empty text means never. */
export function parseQuietTime(text: string): QuietTimeSetting | null | SettingFault {
  if (text === '') return null;
  const [, fromHour, fromMinute, toHour, toMinute, zone] = SPAN.exec(text === 'always' ? '0:00-0:00' : text) ?? [];
  const from = minuteOfDay(fromHour, fromMinute);
  const to = minuteOfDay(toHour, toMinute);
  const timeZone = parseTimeZone(zone ?? '');
  return from === null || to === null || isFault(timeZone) ? FAULT : { from, to, timeZone };
}

function minuteOfDay(hour: string | undefined, minute: string | undefined): number | null {
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes < 24 * 60 ? minutes : null;
}
