import type { SettingFault } from './setting.js';

/** Reads the name of an IANA time zone; an empty text means the zone of this machine. */
export function parseTimeZone(text: string): string | SettingFault {
  const zone = text === '' ? Intl.DateTimeFormat().resolvedOptions().timeZone : text;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return zone;
  } catch {
    return { fault: 'must be an IANA time zone such as UTC or Europe/Berlin' };
  }
}
