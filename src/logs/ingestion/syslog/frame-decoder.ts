const NEWLINE = 0x0a;
const NUL = 0;
const BLANK = 0x20;
const LESS_THAN = 0x3c;
const ZERO = 0x30;

/** RFC 6587 sets no bound; a count with more digits is none. */
const MAX_COUNT_DIGITS = 7;

/**
 * Takes messages out of a stream (RFC 6587). Each message says itself how it ends: where it begins with a count, a blank
 * and `<` (`83 <38>1 2026-…`) it is as long as that says, otherwise it ends at the next newline or NUL. A log line that
 * begins with digits has no `<` behind them.
 *
 * Holds no more than one message, however it is cut; what is beyond `longest` of a message is passed over.
 */
export class FrameDecoder {
  /** What is held of the message that is under way. */
  private readonly held: Buffer;
  private length = 0;
  /** Bytes that are still to come of a counted message; -1 where the message ends at a newline; null: not known yet. */
  private remaining: number | null = null;
  private overlong = false;

  /**
   * @param longest bytes of a message
   * @param deliver is given each message; the bytes are the decoder's own, and change with the next call
   */
  constructor(
    private readonly longest: number,
    private readonly deliver: (message: Buffer, isCut: boolean) => void,
  ) {
    this.held = Buffer.allocUnsafe(Math.max(longest, MAX_COUNT_DIGITS + 2));
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.remaining === null ? this.readStart(chunk, at) : this.readBody(chunk, at);
  }

  /**
   * The stream has ended: what is under way is the last message. @returns false where it had said that it is longer:
   * its sender will send it again
   */
  end(): boolean {
    const isComplete = this.remaining === null || this.remaining === -1;
    if (isComplete) this.finish();
    else this.reset();
    return isComplete;
  }

  /** Takes bytes one by one until they say how the message ends. */
  private readStart(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]!;
      const verdict = this.countSoFar(byte);
      if (verdict === 'undecided') {
        this.held[this.length++] = byte;
        continue;
      }
      this.remaining = verdict;
      if (verdict !== -1) this.length = 0;
      return at;
    }
    return chunk.length;
  }

  /** What the bytes held and the next one say: how long the message is, -1 for one that ends at a newline. */
  private countSoFar(next: number): number | 'undecided' {
    const { held, length } = this;
    const last = length === 0 ? null : held[length - 1]!;
    if (last === BLANK) return next === LESS_THAN ? Number(held.toString('latin1', 0, length - 1)) : -1;
    const isDigit = next >= ZERO && next <= ZERO + 9;
    if (isDigit && length < MAX_COUNT_DIGITS && !(length === 0 && next === ZERO)) return 'undecided';
    return next === BLANK && length > 0 ? 'undecided' : -1;
  }

  private readBody(chunk: Buffer, from: number): number {
    if (this.remaining === -1) return this.readToNewline(chunk, from);
    const end = Math.min(chunk.length, from + this.remaining!);
    this.keep(chunk, from, end);
    this.remaining! -= end - from;
    if (this.remaining === 0) this.finish();
    return end;
  }

  private readToNewline(chunk: Buffer, from: number): number {
    let end = from;
    while (end < chunk.length && chunk[end] !== NEWLINE && chunk[end] !== NUL) end++;
    this.keep(chunk, from, end);
    if (end === chunk.length) return end;
    this.finish();
    return end + 1;
  }

  private keep(chunk: Buffer, from: number, end: number): void {
    const kept = Math.min(end, from + this.longest - this.length);
    if (kept > from) {
      chunk.copy(this.held, this.length, from, kept);
      this.length += kept - from;
    }
    if (kept < end) this.overlong = true;
  }

  private finish(): void {
    const { length, overlong } = this;
    this.reset();
    if (length > 0) this.deliver(this.held.subarray(0, length), overlong);
  }

  private reset(): void {
    this.length = 0;
    this.remaining = null;
    this.overlong = false;
  }
}
