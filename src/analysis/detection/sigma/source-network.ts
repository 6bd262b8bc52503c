import { ipv4Number, ipv6Groups } from './address-numbers.js';

/**
 * The network that an address belongs to, as rules group by it: `203.0.113.0/24` for `203.0.113.7`, `2001:db8::/64`
 * for `2001:db8::1`; what one customer of a provider usually has. Expects canonical text; null for anything else.
 */
export function networkOf(ipAddress: string | null): string | null {
  if (ipAddress === null) return null;
  const groups = ipv6Groups(ipAddress);
  if (groups === null)
    return ipv4Number(ipAddress) < 0 ? null : `${ipAddress.slice(0, ipAddress.lastIndexOf('.'))}.0/24`;
  let length = 4;
  while (length > 0 && groups[length - 1] === 0) length--;
  const head = groups.slice(0, length).map((group) => group.toString(16));
  return `${head.join(':')}::/64`;
}

/** True for an address that the internet does not route: private, loopback, link-local, unique-local. */
export function isPrivateAddress(ipAddress: string | null): boolean | null {
  if (ipAddress === null) return null;
  const groups = ipv6Groups(ipAddress);
  if (groups !== null) return isPrivateIPv6(groups);
  const number = ipv4Number(ipAddress);
  return number < 0 ? null : isPrivateIPv4(Math.floor(number / 65_536));
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
