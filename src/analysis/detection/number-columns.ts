/**
 * Columns of numbers that grow piece by piece: growing copies nothing, and leaves nothing behind for the garbage
 * collector, so that memory is what the numbers take.
 */

const PIECE_BITS = 12;
const PIECE = 1 << PIECE_BITS;
const MASK = PIECE - 1;

/** What an integer column holds where nothing was written. */
const NOTHING = -1;

export class IntegerColumn {
  private readonly pieces: Int32Array[] = [];

  get(index: number): number {
    const piece = this.pieces[index >>> PIECE_BITS];
    return piece === undefined ? NOTHING : piece[index & MASK]!;
  }

  set(index: number, value: number): void {
    const number = index >>> PIECE_BITS;
    while (number >= this.pieces.length) this.pieces.push(new Int32Array(PIECE).fill(NOTHING));
    this.pieces[number]![index & MASK] = value;
  }
}

export class FloatColumn {
  private readonly pieces: Float64Array[] = [];

  /** @param index of a number that was written */
  get(index: number): number {
    return this.pieces[index >>> PIECE_BITS]![index & MASK]!;
  }

  set(index: number, value: number): void {
    const number = index >>> PIECE_BITS;
    while (number >= this.pieces.length) this.pieces.push(new Float64Array(PIECE));
    this.pieces[number]![index & MASK] = value;
  }
}
