import { IntegerColumn } from './number-columns.js';

/** Numbers distinct pairs of small non-negative integers from 0; open addressing in flat arrays, some 20 bytes a pair. */
export class PairInterner {
  private slots = new Int32Array(1024).fill(-1);
  private readonly left = new IntegerColumn();
  private readonly right = new IntegerColumn();
  private count = 0;

  /** The pair that has a number. */
  pairOf(id: number): readonly [left: number, right: number] {
    return [this.left.get(id), this.right.get(id)];
  }

  idOf(left: number, right: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(left, right) & mask;
    for (let id = this.slots[slot]!; id >= 0; id = this.slots[slot]!) {
      if (this.left.get(id) === left && this.right.get(id) === right) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.count++;
    this.left.set(id, left);
    this.right.set(id, right);
    if (this.slots.length >= 2 * this.count) this.slots[slot] = id;
    else this.grow();
    return id;
  }

  /** Doubles the room; at most half of the slots are ever taken. */
  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let slot = hash(this.left.get(id), this.right.get(id)) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

function hash(left: number, right: number): number {
  const mixed = Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
