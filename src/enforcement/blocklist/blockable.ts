import ipaddr from 'ipaddr.js';

/**
 * Kinds of addresses (ipaddr.js) that no firewall should block for being attackers: they are ours, of this machine or of
 * nobody. What is kept for documentation is not among them, so that examples show something.
 */
const NEVER_BLOCKED: ReadonlySet<string> = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
  'carrierGradeNat',
  'private',
  'uniqueLocal',
  'ipv4Mapped',
]);

/** First octet of IPv4 that was never given to anybody (RFC 1112, class E). */
const FIRST_UNUSED = 240;

/** True for a well-formed public address. */
export function isBlockable(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    return address.octets[0]! > 0 && address.octets[0]! < FIRST_UNUSED && !NEVER_BLOCKED.has(address.range());
  }
  return !text.includes('%') && ipaddr.IPv6.isValid(text) && !NEVER_BLOCKED.has(ipaddr.IPv6.parse(text).range());
}
