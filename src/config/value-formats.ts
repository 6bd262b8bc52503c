import { isIP } from 'node:net';
import { isFault, listSetting } from './setting.js';
import type { ReadFile, Setting, SettingFault } from './setting.js';

/** The value of a setting once its fault, if any, has been dealt with. */
type ValueOf<S> = S extends { parse: (text: string, readFile: ReadFile) => infer T } ? Exclude<T, SettingFault> : never;

/** The values of a table of settings, by name. */
export type ValuesOf<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** What settings may name: the levels of alerts, mildest first. */
export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

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

/** Something before an @ and something behind it, without blanks: what is wrong beyond that, the mail server says. */
const ADDRESS = /^[^@\s]+@[^@\s]+$/;

/** A comma-separated list of mail addresses. */
export function mailAddressesSetting(description: string): Setting<readonly string[]> {
  const list = listSetting(description);
  return {
    ...list,
    parse: (text, readFile) => {
      const addresses = list.parse(text, readFile);
      if (isFault(addresses)) return addresses;
      const wrong = addresses.find((address) => !ADDRESS.test(address));
      return wrong === undefined ? addresses : { fault: `holds '${wrong}', which is no mail address` };
    },
  };
}

/** One mail address, or nothing. */
export function parseSender(text: string): string | SettingFault {
  return text === '' || ADDRESS.test(text) ? text : { fault: 'must be a mail address such as alerts@example.org' };
}

/** Reads the file that a setting names: certificates or a key in PEM. An empty text stays empty: not set. */
export function parsePemFile(path: string, readFile: ReadFile): string | SettingFault {
  if (path === '') return '';
  try {
    const text = readFile(path);
    return text.includes('-----BEGIN ') ? text : { fault: `names ${path}, which is no PEM file` };
  } catch (error) {
    return { fault: `names a file that cannot be read: ${(error as Error).message}` };
  }
}

/** True for addresses and names that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
