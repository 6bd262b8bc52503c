import { isLoopback } from '../../../config/value-formats.js';
import { rangeHolds } from '../../../net/ip-range.js';
import type { IpRange } from '../../../net/ip-range.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;

/**
 * The line that a message becomes, with its newline: the message as it came, on one line. A line break within it becomes
 * a blank, or its text could pass for another line. Null where nothing is left.
 */
export function messageLine(message: Buffer): Buffer | null {
  let start = 0;
  let end = message.length;
  while (start < end && isFiller(message[start]!)) start++;
  while (end > start && isFiller(message[end - 1]!)) end--;
  if (start === end) return null;
  const line = Buffer.allocUnsafe(end - start + 1);
  for (let at = start; at < end; at++) line[at - start] = isBreak(message[at]!) ? BLANK : message[at]!;
  line[end - start] = NEWLINE;
  return line;
}

function isFiller(byte: number): boolean {
  return byte === BLANK || isBreak(byte);
}

/** NUL counts, too: some senders end messages with it, and readers of files pass over it. */
function isBreak(byte: number): boolean {
  return byte === NEWLINE || byte === RETURN || byte === 0;
}

const MAPPED = '::ffff:';

/** The address of a sender as it is written elsewhere: IPv4 without the prefix that maps it into IPv6, IPv6 without a zone. */
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

/** Lines of one source that go into one batch. */
export interface PendingBatch {
  readonly source: string;
  /** Lines with their newlines, in the order in which they came. */
  readonly text: Buffer;
  readonly lines: number;
}

interface Collected {
  readonly chunks: Buffer[];
  bytes: number;
}

/** Lines that are received and not yet stored, by source. */
export class PendingLines {
  private bySource = new Map<string, Collected>();
  bytes = 0;

  add(source: string, line: Buffer): void {
    let collected = this.bySource.get(source);
    if (collected === undefined) this.bySource.set(source, (collected = { chunks: [], bytes: 0 }));
    collected.chunks.push(line);
    collected.bytes += line.length;
    this.bytes += line.length;
  }

  /** Takes all of it out. */
  takeAll(): PendingBatch[] {
    const batches = [...this.bySource].map(([source, { chunks, bytes }]) => ({
      source,
      text: Buffer.concat(chunks, bytes),
      lines: chunks.length,
    }));
    this.bySource = new Map();
    this.bytes = 0;
    return batches;
  }
}
