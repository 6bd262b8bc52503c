import { parseRange } from '../net/ip-range.js';
import type { SettingFault } from './setting.js';

/** Names that Express knows ranges of. */
const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** Reads addresses, ranges and names of ranges whose `X-Forwarded-For` is believed. */
export function parseTrustedProxies(text: string): readonly string[] | SettingFault {
  const proxies = items(text);
  const wrong = proxies.find((proxy) => !NAMED_RANGES.includes(proxy) && 'fault' in parseRange(proxy));
  return wrong === undefined ? proxies : { fault: `holds '${wrong}', which is no address, range, or loopback` };
}

/** Reads origins of web pages: scheme, host and port. */
export function parseOrigins(text: string): readonly string[] | SettingFault {
  const origins = items(text);
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong === undefined) return origins;
  return { fault: `holds '${wrong}', which is no origin such as https://console.example.org` };
}

/** Reads a path without a slash at its end; empty for none. */
export function parseBasePath(text: string): string | SettingFault {
  const path = text.replace(/\/$/, '');
  return path === '' || /^(?:\/[\w.~-]{1,64}){1,8}$/.test(path)
    ? path
    : { fault: 'must be a path such as /ssh, of letters, digits and . _ ~ -' };
}

function items(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
