import ipaddr from 'ipaddr.js';
import { detachString } from '../../common/visible-text.js';
import { maskBytes, parseRange } from '../../net/ip-range.js';
import { RecentMap } from './source-health.js';

/** A range of addresses whose events raise no alert. */
export interface AllowlistRange {
  readonly id: string;
  /** An address or a range in CIDR notation. */
  readonly range: string;
  /** From when on it covers nothing more, UTC milliseconds; null: it never ends. */
  readonly expiresAt: number | null;
}

/** The ranges of one prefix length, by what the addresses in them share. */
interface Level<Key> {
  readonly prefixLength: number;
  readonly ranges: Map<Key, AllowlistRange>;
}

/** How many IPv6 addresses are remembered with the ranges that hold them; reading one costs microseconds. */
const MIN_ADDRESSES = 10_000;

/**
 * Tells which addresses are allowed. One step for each prefix length in use, however many ranges there are; for IPv4
 * without so much as an allocation, since every entry of a log passes here.
 */
export class Allowlist {
  /** Narrow ranges before wide ones. */
  private readonly ipv4: Level<number>[] = [];
  private readonly ipv6: Level<string>[] = [];
  private readonly known = new RecentMap<readonly AllowlistRange[]>(MIN_ADDRESSES);

  /** @throws when a range cannot be read; of two that are the same, the one that ends later counts */
  constructor(ranges: readonly AllowlistRange[]) {
    for (const each of ranges) {
      const parsed = parseRange(each.range);
      if ('fault' in parsed) throw new Error(`The allowlist holds '${each.range}', which ${parsed.fault}.`);
      const { network, prefixLength } = parsed;
      if (network.length === 4) put(this.ipv4, prefixLength, wordOf(network), each);
      else put(this.ipv6, prefixLength, network.join(), each);
    }
    for (const levels of [this.ipv4, this.ipv6]) levels.sort((a, b) => b.prefixLength - a.prefixLength);
  }

  /**
   * The id of the narrowest range that covers an address; null when none does.
   *
   * @param ipAddress canonical, as log entries have it; a text that is none is not covered
   * @param at when the event happened, UTC milliseconds: the clock has no say, so that a replay answers the same
   */
  find(ipAddress: string, at: number): string | null {
    if (this.ipv4.length === 0 && this.ipv6.length === 0) return null;
    const word = ipv4Word(ipAddress);
    if (word === null) return this.ipv6.length === 0 ? null : this.findIPv6(ipAddress, at);
    for (const { prefixLength, ranges } of this.ipv4) {
      const range = ranges.get(maskWord(word, prefixLength));
      if (range !== undefined && coversAt(range, at)) return range.id;
    }
    return null;
  }

  private findIPv6(ipAddress: string, at: number): string | null {
    let holding = this.known.get(ipAddress);
    if (holding === undefined) {
      holding = this.rangesHolding(ipAddress);
      this.known.set(detachString(ipAddress), holding);
    }
    return holding.find((range) => coversAt(range, at))?.id ?? null;
  }

  /** Narrow ranges before wide ones. */
  private rangesHolding(ipAddress: string): AllowlistRange[] {
    if (!ipaddr.IPv6.isValid(ipAddress)) return [];
    const bytes = ipaddr.IPv6.parse(ipAddress).toByteArray();
    return this.ipv6.flatMap(({ prefixLength, ranges }) => ranges.get(maskBytes(bytes, prefixLength).join()) ?? []);
  }
}

function put<Key>(levels: Level<Key>[], prefixLength: number, key: Key, range: AllowlistRange): void {
  let level = levels.find((each) => each.prefixLength === prefixLength);
  if (level === undefined) levels.push((level = { prefixLength, ranges: new Map() }));
  const same = level.ranges.get(key);
  if (same === undefined || endOf(same) < endOf(range)) level.ranges.set(key, range);
}

function endOf({ expiresAt }: AllowlistRange): number {
  return expiresAt ?? Infinity;
}

function coversAt(range: AllowlistRange, at: number): boolean {
  return at < endOf(range);
}

function wordOf([a, b, c, d]: readonly number[]): number {
  return (a! << 24) | (b! << 16) | (c! << 8) | d!;
}

function maskWord(word: number, prefixLength: number): number {
  // A shift by 32 would be none at all.
  return prefixLength === 0 ? 0 : word & (-1 << (32 - prefixLength));
}

/** Four decimal octets as a signed 32-bit integer; null for any other text. */
function ipv4Word(text: string): number | null {
  if (text.length > 15) return null;
  let word = 0;
  let octet = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return null;
      word = (word << 8) | octet;
      octet = -1;
    } else {
      if (code < 48 || code > 57) return null;
      octet = (octet < 0 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return null;
    }
  }
  return dots === 3 && octet >= 0 ? (word << 8) | octet : null;
}

/** What an entry of the allowlist covered. */
export interface AllowlistHits {
  /** Number of log entries. */
  readonly hits: number;
  /** Time of the newest of them, UTC milliseconds. */
  readonly lastHitAt: number;
}

/** The allowlist as log entries pass it: counts what each of its ranges covered. */
export class AppliedAllowlist {
  private hitsById = new Map<string, AllowlistHits>();

  constructor(private allowlist = new Allowlist([])) {}

  /** Takes another allowlist from now on. */
  use(allowlist: Allowlist): void {
    this.allowlist = allowlist;
  }

  /**
   * True, and a hit, where the address is allowed.
   *
   * @param at when the event happened, UTC milliseconds
   */
  covers(ipAddress: string | null, at: number): boolean {
    const id = ipAddress === null ? null : this.allowlist.find(ipAddress, at);
    if (id === null) return false;
    const { hits, lastHitAt } = this.hitsById.get(id) ?? { hits: 0, lastHitAt: at };
    this.hitsById.set(id, { hits: hits + 1, lastHitAt: Math.max(lastHitAt, at) });
    return true;
  }

  /** The hits since the last call, by the id of the range. */
  takeHits(): ReadonlyMap<string, AllowlistHits> {
    const hits = this.hitsById;
    this.hitsById = new Map();
    return hits;
  }
}
