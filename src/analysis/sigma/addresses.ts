/** The 32 bits of an IPv4 address in plain notation, as a number from 0; -1 for other text. Cheap: for the hot path. */
export function ipv4Number(text: string): number {
  let number = 0;
  let octet = 0;
  let dots = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (digits === 0) return -1;
      number = number * 256 + octet;
      octet = digits = 0;
      dots++;
    } else {
      if (code < 48 || code > 57) return -1;
      octet = octet * 10 + code - 48;
      if (octet > 255) return -1;
      digits++;
    }
  }
  return dots === 3 && digits > 0 ? number * 256 + octet : -1;
}

const COLON = 58;

/** The eight groups of an IPv6 address in canonical notation (RFC 5952, no dotted tail); null for other text. */
export function ipv6Groups(text: string): number[] | null {
  const groups: number[] = [];
  let gap = -1;
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === COLON) {
      const isGap = text.charCodeAt(at + 1) === COLON && gap === -1;
      if (isGap) gap = groups.length;
      else if (at === 0) return null;
      at += isGap ? 2 : 1;
      if (at === text.length) return isGap ? filled(groups, gap) : null;
    }
    const end = groupEnd(text, at);
    if (end === at || end - at > 4 || groups.length === 8) return null;
    groups.push(groupValue(text, at, end));
    at = end;
    if (at < text.length && text.charCodeAt(at) !== COLON) return null;
  }
  return filled(groups, gap);
}

/** Puts zeros where `::` stands, after so many groups; -1 where it stands nowhere. */
function filled(groups: number[], gap: number): number[] | null {
  if (gap === -1) return groups.length === 8 ? groups : null;
  if (groups.length > 7) return null;
  const zeros = 8 - groups.length;
  for (let at = 7; at >= gap; at--) groups[at] = at >= gap + zeros ? groups[at - zeros]! : 0;
  return groups;
}

function groupEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && hexadecimal(text.charCodeAt(at)) >= 0) at++;
  return at;
}

function groupValue(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 16 + hexadecimal(text.charCodeAt(at));
  return value;
}

function hexadecimal(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

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
