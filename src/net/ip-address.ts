import ipaddr from 'ipaddr.js';

/** What stands where sshd writes the address of the client. */
export interface SourceAddress {
  /** Canonical address: IPv4, or IPv6 after RFC 5952; null where the text is none. */
  readonly ip: string | null;
  /** A host name that stands in place of the address. */
  readonly host: string | null;
  /** True where octets have leading zeros, which some read as octal: taken as decimal here. */
  readonly doubtful: boolean;
}

const NOWHERE: SourceAddress = Object.freeze({ ip: null, host: null, doubtful: false });
const MAX_ADDRESS_LENGTH = 64;
const MAX_HOST_LENGTH = 253;
const HOST_NAME = /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?$/;
const MASKED_ADDRESS = /^(?:\d+|[xX]+|\*)(?:\.(?:\d+|[xX]+|\*))*$/;
const ZONE = /%[A-Za-z0-9_.-]+$/;

/**
 * Reads what stands where an address should: `::ffff:192.0.2.1` is unwrapped, a zone (`%eth0`) stripped, leading
 * zeros (`192.030.0.6`) read as decimal. `UNKNOWN`, `x.x.x.x` and other placeholders are neither address nor name.
 */
export function readSourceAddress(text: string): SourceAddress {
  if (isPlainIPv4(text)) return { ip: text, host: null, doubtful: false };
  if (text.length <= MAX_ADDRESS_LENGTH) {
    const address = text.includes(':') ? readIPv6(text) : readPaddedIPv4(text);
    if (address !== null) return address;
  }
  return isHostName(text) ? { ip: null, host: text, doubtful: false } : NOWHERE;
}

/** True for four decimal octets without leading zeros: already canonical. */
function isPlainIPv4(text: string): boolean {
  const length = text.length;
  if (length < 7 || length > 15) return false;
  let dots = 0;
  let octet = 0;
  let digits = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (digits === 0 || ++dots > 3) return false;
      octet = digits = 0;
      continue;
    }
    if (code < 48 || code > 57 || (digits > 0 && octet === 0)) return false;
    octet = octet * 10 + code - 48;
    digits++;
    if (octet > 255) return false;
  }
  return dots === 3 && digits > 0;
}

function readPaddedIPv4(text: string): SourceAddress | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,4}$/.test(octet) && Number(octet) <= 255)) return null;
  return { ip: octets.map(Number).join('.'), host: null, doubtful: true };
}

function readIPv6(text: string): SourceAddress | null {
  const bare = text.replace(ZONE, '');
  if (!ipaddr.IPv6.isValid(bare)) return null;
  const address = ipaddr.IPv6.parse(bare);
  const ip = address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
  return { ip, host: null, doubtful: false };
}

/** A name that the DNS could have given: letters somewhere, no placeholder. */
function isHostName(text: string): boolean {
  if (text.length > MAX_HOST_LENGTH || text === 'UNKNOWN' || !/[A-Za-z]/.test(text)) return false;
  return HOST_NAME.test(text) && !MASKED_ADDRESS.test(text);
}
