import type { EventPool } from './event-pool.js';

/** So many rows at most stand in one block: inserting one moves no more than that. */
const MAX_IN_BLOCK = 256;

/**
 * Rows of a pool in the order of time, and then of entries. A row is inserted anywhere, and found, in a time that hardly
 * grows with how many there are.
 */
export class SortedRows {
  private readonly blocks: number[][] = [];

  constructor(private readonly pool: EventPool) {}

  /** The latest row; undefined: there is none. */
  get last(): number | undefined {
    return this.blocks.at(-1)?.at(-1);
  }

  insert(row: number): void {
    const { blocks } = this;
    const { last } = this;
    if (last === undefined) {
      blocks.push([row]);
      return;
    }
    const isLast = this.pool.isBefore(last, row);
    const at = isLast ? blocks.length - 1 : Math.max(0, this.blockOf(row) - 1);
    const block = blocks[at]!;
    if (isLast && block.length >= MAX_IN_BLOCK) blocks.push([row]);
    else if (isLast) block.push(row);
    else {
      block.splice(this.indexIn(block, row), 0, row);
      if (block.length > MAX_IN_BLOCK) blocks.splice(at + 1, 0, block.splice(MAX_IN_BLOCK / 2));
    }
  }

  /** Takes out a row that is there. */
  remove(row: number): void {
    const at = this.blockOf(row) - 1;
    const block = this.blocks[at]!;
    block.splice(this.indexIn(block, row), 1);
    if (block.length === 0) this.blocks.splice(at, 1);
  }

  /** The row in front of `row`, which need not be there itself; undefined: there is none. */
  previousOf(row: number): number | undefined {
    const at = this.blockOf(row) - 1;
    if (at < 0) return undefined;
    const index = this.indexIn(this.blocks[at]!, row) - 1;
    return index >= 0 ? this.blocks[at]![index] : this.blocks[at - 1]?.at(-1);
  }

  /** The row behind `row`, which need not be there itself; undefined: there is none. */
  nextOf(row: number): number | undefined {
    const at = Math.max(0, this.blockOf(row) - 1);
    const block = this.blocks[at];
    if (block === undefined) return undefined;
    const index = this.indexIn(block, row);
    const next = block[index] === row ? index + 1 : index;
    return next < block.length ? block[next] : this.blocks[at + 1]?.[0];
  }

  /** The rows that do not stand before `row`, the earliest first. */
  *from(row: number): Generator<number> {
    const { blocks } = this;
    let block = Math.max(0, this.blockOf(row) - 1);
    let index = block < blocks.length ? this.indexIn(blocks[block]!, row) : 0;
    for (; block < blocks.length; block++, index = 0) {
      for (; index < blocks[block]!.length; index++) yield blocks[block]![index]!;
    }
  }

  /** The rows that stand before `row`, the latest first. */
  *before(row: number): Generator<number> {
    const { blocks } = this;
    let block = Math.max(0, this.blockOf(row) - 1);
    let index = block < blocks.length ? this.indexIn(blocks[block]!, row) - 1 : -1;
    for (; block >= 0; block--, index = (blocks[block]?.length ?? 0) - 1) {
      for (; index >= 0; index--) yield blocks[block]![index]!;
    }
  }

  /** The rows from a moment on (UTC milliseconds), that included, the earliest first. */
  *since(time: number): Generator<number> {
    const { times } = this.pool;
    const { blocks } = this;
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times.get(blocks[middle]!.at(-1)!) < time) low = middle + 1;
      else high = middle;
    }
    for (let block = low; block < blocks.length; block++) {
      for (const row of blocks[block]!) if (times.get(row) >= time) yield row;
    }
  }

  /** The first block that begins behind `row`. */
  private blockOf(row: number): number {
    let [low, high] = [0, this.blocks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pool.isBefore(row, this.blocks[middle]![0]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Where `row` stands in a block, or would. */
  private indexIn(block: readonly number[], row: number): number {
    let [low, high] = [0, block.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pool.isBefore(block[middle]!, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
