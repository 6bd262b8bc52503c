import { isFault } from '../setting.js';
import type { SettingFault } from '../setting.js';
import { parseTimeZone } from '../value-formats.js';

/** When people on a channel want to be left in peace. */
interface QuietTimeSetting {
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

/** When a week ends. */
interface WeekTimeSetting {
  /** 1: Monday, to 7: Sunday. */
  readonly weekday: number;
  /** Minutes after midnight. */
  readonly minute: number;
  /** IANA time zone. */
  readonly timeZone: string;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const WEEK_FAULT: SettingFault = {
  fault:
    'must be a day and a time such as Monday 08:00 with an IANA time zone behind it if it is not that of this machine',
};

/** Reads `Monday 08:00`, with or without a zone; three letters of the day are enough, and an empty text means never. */
export function parseWeekTime(text: string): WeekTimeSetting | null | SettingFault {
  if (text === '') return null;
  const [, day = '', hour, minute, zone] = /^([a-z]{3,9}) +(\d{1,2}):(\d{2})(?: +(\S+))?$/i.exec(text) ?? [];
  const weekday =
    day === '' ? 0 : WEEKDAYS.findIndex((name) => [name, name.slice(0, 3)].includes(day.toLowerCase())) + 1;
  const at = minuteOfDay(hour, minute);
  const timeZone = parseTimeZone(zone ?? '');
  return weekday === 0 || at === null || isFault(timeZone) ? WEEK_FAULT : { weekday, minute: at, timeZone };
}

/** Reads an http or https URL; nothing is nothing. The fault does not repeat it, since it may hold a secret. */
export function parseWebUrl(text: string): string | SettingFault {
  if (text === '') return '';
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return { fault: 'must be a URL such as https://example.org/path' };
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** Reads the URL under which people reach this service, without a slash at its end. */
export function parsePublicUrl(text: string): string | SettingFault {
  const href = parseWebUrl(text);
  if (typeof href !== 'string' || href === '') return href;
  const { username, password, search } = new URL(href);
  if (username + password + search !== '') return { fault: 'must have neither a user nor a query' };
  return href.replace(/\/$/, '');
}

/** `whsec_` and 24 to 64 bytes in base64, as the Standard Webhooks specification asks for. */
const SECRET = /^whsec_([A-Za-z0-9+/]{32,86}={0,2})$/;
const FEWEST_BYTES = 24;
const MAX_BYTES = 64;

/** Reads secrets of a webhook, separated by commas: while one takes another's place, both sign. */
export function parseWebhookSecrets(text: string): readonly string[] | SettingFault {
  const secrets = text.split(',').map((item) => item.trim());
  const given = secrets.filter((secret) => secret !== '');
  return given.every(isSecret)
    ? given
    : { fault: 'must hold secrets such as `echo whsec_$(openssl rand -base64 32)` prints, separated by commas' };
}

function isSecret(text: string): boolean {
  const base64 = SECRET.exec(text)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= FEWEST_BYTES && length <= MAX_BYTES;
}
