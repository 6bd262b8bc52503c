import { Reader } from 'mmdb-lib';
import { visibleText } from '../common/visible-text.js';
import type { AddressOrigin, OriginDatabase } from './origin-database.js';

type Fields = Readonly<Record<string, unknown>>;

const MAX_NAME = 80;

/** How many parts of the file are kept decoded. */
const MAX_CACHED = 2_000;

/**
 * A file in MaxMind's format, of whoever made it: MaxMind, DB-IP, IPinfo and iptoasn name their members differently.
 *
 * @throws Error for a file that is none
 */
export function mmdbDatabase(bytes: Buffer): OriginDatabase {
  const reader = new Reader<never>(bytes, { cache: boundedCache() });
  const { databaseType, buildEpoch, ipVersion } = reader.metadata;
  return {
    kind: visibleText(String(databaseType), MAX_NAME),
    builtAt: buildEpoch instanceof Date ? buildEpoch.getTime() : null,
    find: (address) => {
      // A tree of IPv4 addresses has no others, whatever their first bits lead to.
      if (ipVersion === 4 && address.includes(':')) return null;
      const found: unknown = reader.get(address);
      return isFields(found) ? originOf(found) : null;
    },
  };
}

function originOf(record: Fields): AddressOrigin {
  return { country: countryOf(record), asn: asnOf(record), networkName: nameOf(record) };
}

function countryOf(record: Fields): string | null {
  const { country, registered_country: registered, country_code: code } = record;
  const named = [
    isFields(country) ? country['iso_code'] : country,
    code,
    isFields(registered) ? registered['iso_code'] : null,
  ];
  return named.find((each): each is string => typeof each === 'string' && /^[A-Z]{2}$/.test(each)) ?? null;
}

function asnOf({ autonomous_system_number: number, asn }: Fields): number | null {
  const value = typeof asn === 'string' ? Number(asn.replace(/^AS/, '')) : (number ?? asn);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 32 ? value : null;
}

function nameOf({ autonomous_system_organization: organization, as_name: asName, name }: Fields): string | null {
  const text = [organization, asName, name].find((each) => typeof each === 'string' && each.trim() !== '');
  return typeof text === 'string' ? visibleText(text.trim(), MAX_NAME) : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_KEPT = 1_000;

function holdsLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > LONGEST_KEPT;
  return isFields(value) && Object.values(value).some(holdsLongText);
}

/** Forgets all when it is full: what is asked for often comes back at once. */
function boundedCache() {
  const known = new Map<string | number, unknown>();
  return {
    get: (key: string | number) => known.get(key),
    set: (key: string | number, value: unknown) => {
      if (known.size >= MAX_CACHED) known.clear();
      // A long text in it, of which there may be one for each record, is not kept.
      if (!holdsLongText(value)) known.set(key, value);
    },
  };
}
