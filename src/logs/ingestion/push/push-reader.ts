import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PUSH_PREFIX } from '../../../config/log-sources.js';
import { readLineBatches } from '../files/line-batches.js';
import { leadingNuls } from '../files/log-content.js';
import type { LineSource, SourceFault, TakenLines } from '../line-source.js';
import type { PushInbox, WaitingBatch } from './push-inbox.js';
import { pushCursor } from './packed-batch.js';
import type { PushPosition } from './packed-batch.js';

const decompress = promisify(gunzip);

/**
 * Takes the lines of the batches that one sender has pushed, batch by batch in the order in which they came. A line does
 * not go on in the next batch: the last one of a batch is complete, with a newline or without.
 */
export class PushReader implements LineSource {
  readonly checkpoints = [];
  readonly incomplete = [];
  faults: SourceFault[] = [];

  /**
   * @param path `push:NAME`
   * @param longestLine a line that is longer is cut, bytes
   */
  constructor(
    readonly path: string,
    private position: PushPosition,
    private readonly inbox: PushInbox,
    private readonly longestLine: number,
  ) {}

  async *read(_now: number, batchBytes: () => number): AsyncGenerator<TakenLines> {
    this.faults = [];
    for (;;) {
      const batch = await this.inbox.next(this.path.slice(PUSH_PREFIX.length), this.position);
      if (batch === null) return;
      const text = await this.textOf(batch);
      if (text === null) return;
      yield* this.takeBatch(batch, text, batchBytes);
    }
  }

  /** @returns null where it cannot be read: it is not passed over, since somebody has to know of it */
  private async textOf({ id, content }: WaitingBatch): Promise<Buffer | null> {
    try {
      return await decompress(content!);
    } catch (error) {
      const message = `batch ${id} is damaged: ${(error as Error).message}`;
      this.faults = [{ path: this.path, code: 'EBATCH', message }];
      return null;
    }
  }

  private async *takeBatch(
    { id, receivedAt, writtenBefore }: WaitingBatch,
    text: Buffer,
    batchBytes: () => number,
  ): AsyncGenerator<TakenLines> {
    const referenceTime = writtenBefore ?? receivedAt;
    const { batch, offset, unterminated } = this.position;
    const start = batch === id && offset !== null ? { offset, unterminated } : { offset: 0, unterminated: false };
    const content = {
      read: async (from: number, length: number) => text.subarray(from, from + length),
      holeAt: async (from: number, length: number) => leadingNuls(text.subarray(from, from + length)),
    };
    const options = { batchBytes, longestLine: this.longestLine, takeUnterminated: true };
    let taken = start.offset;
    const whole = { batch: id, offset: null, unterminated: false };
    for await (const piece of readLineBatches(content, start, options)) {
      const bytes = piece.offset - taken;
      taken = piece.offset;
      const isLast = taken === text.length;
      const position = isLast ? whole : { batch: id, offset: taken, unterminated: piece.unterminated };
      yield this.taken(position, piece.lines, bytes, referenceTime);
    }
    // NUL bytes at the end are in no line.
    if (taken < text.length) yield this.taken(whole, [], 0, referenceTime);
  }

  private taken(position: PushPosition, lines: readonly string[], bytes: number, referenceTime: number): TakenLines {
    this.position = position;
    const finished = position.offset === null ? position.batch : null;
    return {
      lines,
      bytes,
      referenceTime,
      checkpoint: { kind: 'push', cursor: pushCursor(position), finished },
      size: null,
    };
  }
}
