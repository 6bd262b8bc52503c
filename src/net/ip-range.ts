import ipaddr from 'ipaddr.js';

/** An address, or a range of addresses that share their first bits. */
export interface IpRange {
  /** Canonical: `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`. A range of one address is written as that address. */
  readonly range: string;
  /** Its first address: 4 bytes (IPv4) or 16 (IPv6). */
  readonly network: readonly number[];
  /** How many bits the addresses share. */
  readonly prefixLength: number;
}

/** A text that is no range; the message completes the sentence "TEXT …". */
interface RangeFault {
  readonly fault: string;
}

/** Longest way to write a range, with room for leading zeros. */
const MAX_RANGE_LENGTH = 64;
/** Bits of an IPv4-mapped address (`::ffff:192.0.2.1`) before the IPv4 address. */
const MAPPED_BITS = 96;
/** Ranges with fewer shared bits than these hold more of the internet than anybody can mean, by bytes of the address. */
const FEWEST_BITS: Readonly<Record<number, number>> = { 4: 8, 16: 16 };

/**
 * Reads an address or a range in CIDR notation. Bits behind the prefix are cleared (`192.0.2.7/24` is `192.0.2.0/24`),
 * IPv4-mapped IPv6 becomes IPv4, as it does in log entries. Leading zeros, which some read as octal, are refused.
 */
export function parseRange(text: string): IpRange | RangeFault {
  const [address = '', bits, ...rest] = text.split('/');
  if (text.length > MAX_RANGE_LENGTH || rest.length > 0) return NO_RANGE;
  if (address.includes('%')) return { fault: 'has a zone; leave out the % and what follows it' };
  const bytes = parseAddress(address);
  if (bytes === null) return NO_RANGE;
  const most = bytes.length * 8;
  const prefixLength = bits === undefined ? most : Number(bits);
  if (bits !== undefined && (!/^(?:0|[1-9]\d{0,2})$/.test(bits) || prefixLength > most)) {
    return { fault: `has a prefix length that is no whole number from 0 to ${most}` };
  }
  if (!isMapped(bytes)) return rangeOf(bytes, prefixLength);
  if (prefixLength < MAPPED_BITS) return { fault: 'mixes IPv4 with IPv6; write it as a range of either' };
  return rangeOf(bytes.slice(12), prefixLength - MAPPED_BITS);
}

/** True for ranges that hold more than a 256th of IPv4 or a 65536th of IPv6: most likely a slip. */
export function isTooBroad({ network, prefixLength }: IpRange): boolean {
  return prefixLength < FEWEST_BITS[network.length]!;
}

/** True where a range holds an address. @param address canonical; a text that is none is in no range */
export function rangeHolds({ network, prefixLength }: IpRange, address: string): boolean {
  if (address.includes(':') !== (network.length === 16)) return false;
  const bytes = network.length === 4 ? address.split('.').map(Number) : ipv6Bytes(address);
  return bytes.length === network.length && maskBytes(bytes, prefixLength).join() === network.join();
}

/** Whether two ranges, or addresses, have any address in common; other text has none. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [parseRange(one), parseRange(other)];
  return !('fault' in a) && !('fault' in b) && haveInCommon(a, b);
}

/** Whether two ranges have any address in common. */
export function haveInCommon(a: IpRange, b: IpRange): boolean {
  return a.prefixLength <= b.prefixLength
    ? rangeHolds(a, b.range.split('/')[0]!)
    : rangeHolds(b, a.range.split('/')[0]!);
}

function ipv6Bytes(address: string): number[] {
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).toByteArray() : [];
}

/** The bits of an address that a range of this prefix length keeps. */
export function maskBytes(bytes: readonly number[], prefixLength: number): number[] {
  return bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefixLength - index * 8));
    return byte & (0xff << (8 - kept));
  });
}

const NO_RANGE: RangeFault = { fault: 'is neither an address nor a range such as 192.0.2.0/24 or 2001:db8::/32' };

function parseAddress(text: string): number[] | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toByteArray();
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text).toByteArray() : null;
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && bytes.every((byte, index) => index >= 12 || byte === (index < 10 ? 0 : 0xff));
}

function rangeOf(bytes: readonly number[], prefixLength: number): IpRange {
  const network = maskBytes(bytes, prefixLength);
  const address = ipaddr.fromByteArray(network);
  const shown = address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
  const range = prefixLength === bytes.length * 8 ? shown : `${shown}/${prefixLength}`;
  return { range, network, prefixLength };
}
