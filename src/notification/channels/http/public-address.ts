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
