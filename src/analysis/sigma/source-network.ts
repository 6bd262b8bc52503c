import { ipv4Number, ipv6Groups } from './address-numbers.js';

/**
 * The network that an address belongs to, as rules group by it: `203.0.113.0/24` for `203.0.113.7`, `2001:db8::/64`
 * for `2001:db8::1`; what one customer of a provider usually has. Expects canonical text; null for anything else.
 */
export function networkOf(ipAddress: string | null): string | null {
  if (ipAddress === null) return null;
  if (ipv4Number(ipAddress) >= 0) return `${ipAddress.slice(0, ipAddress.lastIndexOf('.'))}.0/24`;
  const groups = ipv6Groups(ipAddress);
  if (groups === null) return null;
  let length = 4;
  while (length > 0 && groups[length - 1] === 0) length--;
  let head = '';
  for (let at = 0; at < length; at++) head += at === 0 ? groups[at]!.toString(16) : `:${groups[at]!.toString(16)}`;
  return `${head}::/64`;
}

/** True for an address that the internet does not route: private, loopback, link-local, unique-local. */
export function isPrivateAddress(ipAddress: string | null): boolean | null {
  if (ipAddress === null) return null;
  const number = ipv4Number(ipAddress);
  if (number >= 0) return isPrivateIPv4(Math.floor(number / 65_536));
  const groups = ipv6Groups(ipAddress);
  return groups === null ? null : isPrivateIPv6(groups);
}

/** @param start the first two octets */
function isPrivateIPv4(start: number): boolean {
  const first = start >> 8;
  if (first === 10 || first === 127) return true;
  return start === 0xc0a8 || start === 0xa9fe || (start >= 0xac10 && start <= 0xac1f);
}

function isPrivateIPv6(groups: readonly number[]): boolean {
  const first = groups[0]!;
  if ((first & 0xffc0) === 0xfe80 || (first & 0xfe00) === 0xfc00) return true;
  return groups[7] === 1 && groups.every((group, at) => at === 7 || group === 0);
}
