import { rangeHolds } from '../../../net/ip-range.js';
import type { IpRange } from '../../../net/ip-range.js';
import { isLoopback } from '../../../config/loopback.js';

const MAPPED = '::ffff:';

/** The address of a sender as it is written elsewhere: IPv4 without its IPv6 clothes, IPv6 without a zone. */
export function senderAddress(remoteAddress: string | undefined): string {
  const address = (remoteAddress ?? '').replace(/%.*$/, '');
  const isMapped = address.startsWith(MAPPED) && address.includes('.');
  return isMapped ? address.slice(MAPPED.length) : address;
}

/** True for this machine, and where the ranges hold the address; without any range, whoever gets through may send. */
export function maySend(address: string, ranges: readonly IpRange[]): boolean {
  return ranges.length === 0 || isLoopback(address) || ranges.some((range) => rangeHolds(range, address));
}

/** Names the log sources of a listener. An address of TCP is a sender's own; that of a datagram is what it claims. */
export class SourceNames {
  private readonly named = new Set<string>();

  /**
   * @param common the source of everybody who has none of its own
   * @param most how many may have one
   */
  constructor(
    readonly common: string,
    private readonly most: number,
  ) {}

  of(address: string): string {
    if (address === '') return this.common;
    if (!this.named.has(address)) {
      if (this.named.size >= this.most) return this.common;
      this.named.add(address);
    }
    // A colon may not stand in the name of a source.
    return `syslog-${address.replaceAll(':', '-')}`;
  }
}
