import ipaddr from 'ipaddr.js';
import { ipv4Number, ipv6Groups } from './address-numbers.js';
import type { TextTest } from './text-pattern.js';

/** Builds a test for the addresses of a network such as `10.0.0.0/8`, `2001:db8::/32`; null for any other text. */
export function addressRangeTest(network: string): TextTest | null {
  if (!ipaddr.isValidCIDR(network)) return null;
  const [address, bits] = ipaddr.parseCIDR(network);
  return address.kind() === 'ipv4' ? ipv4Test(address.toString(), bits) : ipv6Test(address as ipaddr.IPv6, bits);
}

function ipv4Test(base: string, bits: number): TextTest {
  const size = 2 ** (32 - bits);
  const wanted = Math.floor(ipv4Number(base) / size);
  return (text) => {
    const number = ipv4Number(text);
    return number >= 0 && Math.floor(number / size) === wanted;
  };
}

function ipv6Test(base: ipaddr.IPv6, bits: number): TextTest {
  const masks = base.parts.map((_, at) => groupMask(bits - 16 * at));
  const wanted = base.parts.map((group, at) => group & masks[at]!);
  return (text) => {
    const groups = ipv6Groups(text);
    return groups !== null && wanted.every((group, at) => (groups[at]! & masks[at]!) === group);
  };
}

function groupMask(bits: number): number {
  return 0xffff & ~(0xffff >> Math.max(0, Math.min(16, bits)));
}
