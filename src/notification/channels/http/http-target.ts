import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses that are public by their range, but lead to what a cloud provider tells its machines. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16']);

/** Number of leading bits, and their value, of the IPv6 addresses that the internet routes (2000::/3, RFC 4291). */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an IP address belongs to the internet: not to this machine, a private network, a link, a carrier, a cloud's
 * metadata service or a special purpose (RFC 6890). IPv6 that stands for an IPv4 address is what that address is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast' && !METADATA.has(parsed.toString());
  const range = parsed.range();
  if (range === 'ipv4Mapped' || range === 'rfc6052')
    return isPublicAddress(ipaddr.fromByteArray(parsed.toByteArray().slice(12)).toString());
  return range === 'unicast' && parsed.match(GLOBAL_UNICAST);
}

/** A host that leads, or only leads, to addresses that are not public. */
export class PrivateAddressError extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

/** Resolves a name to all its addresses; the system's own lookup unless a test has its own. */
export type ResolveName = (
  name: string,
  options: LookupOptions & { all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The lookup of a connection that may only lead to public addresses. It is asked at the moment of connecting, and what
 * it answers is connected to: a name cannot mean one address when it is checked and another when it is used.
 */
export function publicAddressesOnly(resolve: ResolveName = systemLookup): LookupFunction {
  return (name, options, answer) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return answer(error, '', 0);
      const allowed = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = allowed;
      if (first === undefined) return answer(new PrivateAddressError(), '', 0);
      if (options.all === true) return answer(null, allowed);
      answer(null, first.address, first.family);
    });
  };
}

/** Shorter parts of a URL are no secrets; taking them out would only garble what is said. */
const FEWEST_CHARACTERS = 3;

/** Where a channel posts to. */
export interface HttpTarget {
  readonly url: URL;
  /** Host and, unless it is the usual one, port: all of the URL that is no secret. */
  readonly host: string;
  readonly allowPrivate: boolean;
  /** Everything that no reason may repeat: parts of the URL, and what the channel adds. */
  readonly secrets: readonly string[];
}

/** @param secrets what no reason may repeat besides the URL, such as a token */
export function httpTarget(href: string, allowPrivate: boolean, secrets: readonly string[]): HttpTarget {
  const url = new URL(href);
  return { url, host: url.host, allowPrivate, secrets: [...secretParts(url), ...secrets] };
}

/** The IP address that the URL names in place of a host name; null: it names none. */
export function literalAddress({ url }: HttpTarget): string | null {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(name) === 0 ? null : name;
}

/** All of a URL but its host, whole and in pieces, as it is written and as it is meant. */
function secretParts(url: URL): string[] {
  const { username, password, pathname, search } = url;
  const pieces = [...pathname.split('/'), ...search.slice(1).split(/[&=]/), username, password];
  const whole = pathname === '/' ? [] : [`${pathname}${search}`, pathname];
  const basic = password === '' ? [] : [Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')];
  return [...whole, ...pieces, ...pieces.map(decoded), ...basic].filter((part) => part.length >= FEWEST_CHARACTERS);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
